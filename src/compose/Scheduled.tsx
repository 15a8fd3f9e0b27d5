import { Button } from '../ui/Button.tsx'
import { useNow } from '../ui/useNow.ts'
import { words } from './words.ts'

interface Props {
  /** Epoch milliseconds. */
  at: number
  onUnschedule: () => void
}

/** A run that starts by itself at a moment the user chose to wait for: how long still, and the way to call it off. */
export function Scheduled({ at, onUnschedule }: Props) {
  const now = useNow(250)
  return (
    <p className="flex items-center gap-2 py-1">
      <span aria-live="off">{words.runsAgainIn(Math.max(0, Math.ceil((at - now) / 1000)))}</span>
      <Button size={24} onClick={onUnschedule}>
        Do not run
      </Button>
    </p>
  )
}
