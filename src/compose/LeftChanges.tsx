import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'

interface Props {
  title: string
  onBring: () => void
  onDiscard: () => void
}

/** What was being changed in a dialog when it was closed, offered as it is opened again. */
export function LeftChanges({ title, onBring, onDiscard }: Props) {
  return (
    <Note
      tone="plain"
      title={title}
      actions={
        <>
          <Button size={24} variant="bordered" onClick={onBring}>
            Bring them back
          </Button>
          <Button size={24} onClick={onDiscard}>
            Discard
          </Button>
        </>
      }
    />
  )
}
