import { Dialog } from '../../ui/Dialog.tsx'

/** The Share dialog, not built yet. */
export default function Share({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Share" open={open} onClose={onClose}>
      <p className="text-ui text-mute">Sharing is being built.</p>
    </Dialog>
  )
}
