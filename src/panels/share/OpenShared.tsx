import { Dialog } from '../../ui/Dialog.tsx'

/** The dialog that answers an opened link, not built yet. @param props.onDone called once the reader has answered */
export default function OpenShared({ onDone }: { onDone: () => void }) {
  return (
    <Dialog title="Open shared prompt" open onClose={onDone}>
      <p className="text-ui text-mute">Opening links is being built.</p>
    </Dialog>
  )
}
