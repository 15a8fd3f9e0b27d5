import { isStreamed } from '../runs/run.ts'
import { stopRun } from '../runs/start.ts'
import { Button } from '../ui/Button.tsx'
import { useMoment } from './elapsed.ts'
import { focusRun } from './act.ts'
import { waitWords as words } from './words.ts'
import type { Run } from '../runs/run.ts'

interface Props {
  run: Run
  /** Milliseconds without anything; what is below a notice is 0. */
  silent: number
}

/**
 * The notice of a long wait, for a status that stands before it: nothing is wrong yet, and ending it is the reader's.
 * The seconds are a timer, so that not each of them is read out.
 */
export function LongWait({ run, silent }: Props) {
  const replayed = useMoment() !== null
  if (silent === 0) return null
  const begun = run.chunks.length > 0
  // Played again, it is long over: there is nothing to wait for and nothing to stop.
  if (replayed) return <p className="text-mute">{words.wasSilent(begun, Math.floor(silent / 1000))}</p>
  const stop = () => {
    // The button goes with the wait.
    focusRun()
    stopRun(run.id)
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-mute">
      <p className="max-w-[35em]">
        {words.silent(begun)}
        <span role="timer" className="text-ink">
          {Math.floor(silent / 1000)} s
        </span>
        {words.patience(begun, isStreamed(run) ? (begun ? 5 : 10) : null)}
      </p>
      <Button size={24} variant="bordered" onClick={stop}>
        Stop and keep
      </Button>
    </div>
  )
}
