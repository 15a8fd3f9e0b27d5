import { useEffect, useState } from 'react'
import { earlierWaits } from '../state/earlier.ts'
import { seconds } from './figures.ts'
import type { Run } from '../state/run.ts'

/** What is awaited, and what is known about the wait; how long it has been says the strip. */
export function Waiting({ run }: { run: Run }) {
  const earlier = earlierWaits(run.model)
  return (
    <div role="status" aria-label="Waiting" className="text-ui text-soft">
      <p>
        Waiting for the first token of <span className="font-mono text-label text-ink">{run.model}</span>
      </p>
      {earlier && !run.retry && (
        <p className="text-mute">
          Earlier runs took{' '}
          {seconds(earlier.least, 1) === seconds(earlier.most, 1)
            ? seconds(earlier.most, 1)
            : `${(earlier.least / 1000).toFixed(1)} to ${seconds(earlier.most, 1)}`}
        </p>
      )}
      {run.retry ? (
        <Retry key={run.retry.at} retry={run.retry} />
      ) : (
        run.slow && (
          <p className="text-mute">
            Nothing has come for 10 s. The model may still be thinking; Stop ends the wait.
          </p>
        )
      )}
    </div>
  )
}

function Retry({ retry }: { retry: NonNullable<Run['retry']> }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="text-mute">
      <span className="font-mono text-label">503</span>: the model is not available right now. Try{' '}
      {retry.attempt} of 2 starts in {Math.max(0, Math.ceil((retry.at - now) / 1000))} s; Stop cancels it.
    </p>
  )
}
