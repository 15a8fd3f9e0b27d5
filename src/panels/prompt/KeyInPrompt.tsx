import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { closeKeyQuestion, launch, removeKey, runPrompt } from './runPrompt.ts'

/** Asked before anything is sent that looks as if it held a key. */
export function KeyInPrompt() {
  const asking = useStore(launch, (state) => state.asking)
  return (
    <Dialog
      role="alertdialog"
      title="Key in prompt"
      open={asking}
      onClose={closeKeyQuestion}
      footer={
        <div className="ml-auto flex gap-2">
          <Button size={32} onClick={() => void runPrompt(true)}>
            Run anyway
          </Button>
          <Button size={32} variant="primary" onClick={removeKey}>
            Remove it
          </Button>
        </div>
      }
    >
      <p>
        The prompt or the system instruction holds something that looks like an API key. It would be sent to
        the model as text. Nothing has been sent yet.
      </p>
    </Dialog>
  )
}
