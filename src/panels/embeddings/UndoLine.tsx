import { undoChange, useUndo } from '../../state/embedding/setup.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** What was last done to the texts as a whole, and the way back. */
export function UndoLine() {
  const undo = useUndo()
  return (
    <div role="status" aria-label="Last change">
      {undo && (
        <p className="flex items-center gap-2 border-b border-line px-4 py-1 text-label text-mute">
          <span className="mr-auto min-w-0 truncate">{undo.words}</span>
          <Button
            size={24}
            icon={<Icon name="undo" />}
            title="Bring back the texts that stood here before"
            onClick={undoChange}
          >
            Undo
          </Button>
        </p>
      )}
    </div>
  )
}
