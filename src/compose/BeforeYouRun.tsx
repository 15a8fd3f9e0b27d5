import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { questionWords as words } from './words.ts'
import type { Change, Finding } from '../request/checks/finding.ts'

interface Props {
  errors: readonly Finding[]
  onFix: (changes: readonly Change[]) => void
  onRun: () => void
  onClose: () => void
}

/** Asked once before something is sent that the API is known to refuse. It can always be sent: the server decides. */
export default function BeforeYouRun({ errors, onFix, onRun, onClose }: Props) {
  const changes = errors.flatMap(({ fix }) => (fix ? [fix.change] : []))
  const rest = errors.length - changes.length
  return (
    <Dialog
      role="alertdialog"
      title="Before you run"
      open
      onClose={onClose}
      footer={
        <div className="ml-auto flex flex-wrap gap-2">
          <Button size={32} onClick={onClose}>
            Cancel
          </Button>
          <Button size={32} variant={changes.length > 0 ? 'bordered' : 'primary'} onClick={onRun}>
            Run anyway
          </Button>
          {changes.length > 0 && (
            <Button
              size={32}
              variant="primary"
              onClick={() => {
                onFix(changes)
                onClose()
              }}
            >
              Fix all
            </Button>
          )}
        </div>
      }
    >
      <p>{words.refused}</p>
      <ul className="flex flex-col gap-2 pt-3">
        {errors.map(({ path, says, fix }) => (
          <li key={`${path} ${says}`}>
            <p className="font-mono text-label wrap-anywhere">{path}</p>
            <p className="text-soft">
              {says}
              {fix && ` Fix: ${fix.title}.`}
            </p>
          </li>
        ))}
      </ul>
      {changes.length > 0 && (
        <p className="pt-3 text-label text-mute">
          {words.fixAll}
          {rest > 0 && words.rest(rest, errors.length)}
        </p>
      )}
    </Dialog>
  )
}
