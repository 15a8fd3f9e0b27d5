import { Scheduled } from './Scheduled.tsx'
import type { Launch } from '../state/documents/launch.ts'

interface Props {
  launch: Launch
  /** Accessible name. */
  label: string
  onUnschedule: () => void
}

/** Above the foot, only while there is something to say: why nothing was started, a run to come. */
export function LaunchLine({ launch: { problem, scheduled }, label, onUnschedule }: Props) {
  return (
    <div role="status" aria-label={label} className="shrink-0 px-4 text-label text-soft">
      {problem && <p className="py-2 text-caution">{problem}</p>}
      {scheduled !== null && <Scheduled key={scheduled} at={scheduled} onUnschedule={onUnschedule} />}
    </div>
  )
}
