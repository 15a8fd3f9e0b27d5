import { useEffect, useState } from 'react'
import { modelOf } from '../runs/run.ts'
import { earlierWaits } from '../runs/waits.ts'
import { seconds } from '../ui/figures.ts'
import type { Attempt } from '../runs/exchange.ts'
import type { Run } from '../runs/run.ts'

/** A wait for the first token longer than this is worth a word. */
const LATE_MS = 10_000

/** What is awaited, and what is known about the wait; how long it has been says the strip. */
export function Waiting({ run }: { run: Run }) {
  const model = modelOf(run)
  const earlier = earlierWaits(model)
  const now = useNow()
  const last = run.attempts.at(-1)
  const again = last && last.nextAt > now
  return (
    <div role="status" aria-label="Waiting" className="text-ui text-soft">
      <p>
        Waiting for the first token of <span className="font-mono text-label text-ink">{model}</span>
      </p>
      {earlier && !again && (
        <p className="text-mute">
          Earlier runs took{' '}
          {seconds(earlier.least, 1) === seconds(earlier.most, 1)
            ? seconds(earlier.most, 1)
            : `${(earlier.least / 1000).toFixed(1)} to ${seconds(earlier.most, 1)}`}
        </p>
      )}
      {again ? (
        <NextTry attempt={last} number={run.attempts.length} now={now} />
      ) : (
        now - (last?.nextAt ?? run.at) >= LATE_MS && (
          <p className="text-mute">
            Nothing has come for 10 s. The model may still be thinking; Stop ends the wait.
          </p>
        )
      )}
    </div>
  )
}

/** Epoch ms, four times a second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return now
}

function NextTry({ attempt, number, now }: { attempt: Attempt; number: number; now: number }) {
  return (
    <p className="text-mute">
      <span className="font-mono text-label">503</span>: the model is not available right now. Try {number} of
      2 starts in {Math.max(0, Math.ceil((attempt.nextAt - now) / 1000))} s; Stop cancels it.
    </p>
  )
}
