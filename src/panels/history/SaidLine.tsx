import { useSaid } from '../../state/history/actions.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** What was deleted last, and the way back; over the list's end, so that nothing moves. */
export function SaidLine() {
  const said = useSaid()
  return (
    <div
      role="status"
      aria-label="Last change"
      className="absolute inset-x-0 bottom-0 z-1 flex flex-col items-center gap-2 px-4"
    >
      {said.map(({ words, undo }) => (
        <div
          key={undo ? 'done' : 'said'}
          className="flex min-h-9 max-w-full items-center gap-3 rounded-composer border border-line bg-raised py-1 pr-2 pl-3 text-ui text-ink shadow-over last:mb-3"
        >
          <p className="min-w-0">{words}</p>
          {undo && (
            <Button size={24} variant="bordered" icon={<Icon name="undo" />} onClick={() => void undo()}>
              Undo
            </Button>
          )}
        </div>
      ))}
    </div>
  )
}
