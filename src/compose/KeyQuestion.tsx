import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { questionWords as words } from './words.ts'

interface Props {
  open: boolean
  /** Where the key may be, at the beginning of the sentence. */
  where?: string
  onRun: () => void
  onRemove: () => void
  onClose: () => void
}

/** Asked before anything is sent that looks as if it held a key. */
export function KeyQuestion({ open, where = words.keyPlace, onRun, onRemove, onClose }: Props) {
  return (
    <Dialog
      role="alertdialog"
      title="Key in prompt"
      open={open}
      onClose={onClose}
      footer={
        <div className="ml-auto flex gap-2">
          <Button size={32} onClick={onRun}>
            Run anyway
          </Button>
          <Button size={32} variant="primary" onClick={onRemove}>
            Remove it
          </Button>
        </div>
      }
    >
      <p>{words.key(where)}</p>
    </Dialog>
  )
}
