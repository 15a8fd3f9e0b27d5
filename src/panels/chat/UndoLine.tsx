import { useChat } from '../../state/chat/chat.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** What was deleted last, and the way back; in a place that is kept for it. */
export function UndoLine() {
  const undo = useChat((state) => state.undo)
  return (
    <div
      role="status"
      aria-label="Last change"
      className="flex h-11 items-center gap-2 text-label text-soft narrow:h-7 low:empty:hidden"
    >
      {undo && (
        <>
          <span className="min-w-0 truncate">{undo.words}</span>
          <Button size={24} icon={<Icon name="undo" />} onClick={() => void undo.bringBack()}>
            Undo
          </Button>
        </>
      )}
    </div>
  )
}
