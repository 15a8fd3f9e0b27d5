import { useStore } from 'zustand'
import { embed, launch, removeKey } from '../../state/embedding/run.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

/** Asked before texts are sent of which one looks as if it held a key. */
export function KeyInTexts() {
  const asking = useStore(launch, (state) => state.asking)
  return (
    <Dialog
      role="alertdialog"
      title="Key in texts"
      open={asking}
      onClose={() => launch.setState({ asking: false })}
      footer={
        <div className="ml-auto flex gap-2">
          <Button size={32} onClick={() => void embed(true)}>
            Run anyway
          </Button>
          <Button size={32} variant="primary" onClick={removeKey}>
            Remove it
          </Button>
        </div>
      }
    >
      <p>
        One of the texts holds something that looks like an API key. It would be sent to the model as text.
        Nothing has been sent yet.
      </p>
    </Dialog>
  )
}
