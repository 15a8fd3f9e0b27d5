import { modelOf } from '../runs/run.ts'
import { earlierWaits } from '../runs/waits.ts'
import { useNow } from '../ui/useNow.ts'
import { LongWait } from './LongWait.tsx'
import { useMoment } from './elapsed.ts'
import { silenceOf } from './silence.ts'
import { waitWords as words } from './words.ts'
import type { Attempt } from '../runs/exchange.ts'
import type { Run } from '../runs/run.ts'

/** What is awaited, and what is known about the wait; how long it has been says the strip. */
export function Waiting({ run }: { run: Run }) {
  const model = modelOf(run)
  const earlier = earlierWaits(model)
  const now = useNow(250)
  const last = run.attempts.at(-1)
  const moment = useMoment()
  const silent = moment === null ? silenceOf(run, now - run.at) : silenceOf(run, moment, true)
  const again = last && last.nextAt > now
  return (
    <div role="status" aria-label="Waiting" className="text-ui text-soft">
      <p>
        {words.firstToken}
        <span className="font-mono text-label text-ink">{model}</span>
      </p>
      {earlier && !again && <p className="text-mute">{words.earlier(earlier.least, earlier.most)}</p>}
      {again ? (
        <NextTry attempt={last} number={run.attempts.length} now={now} />
      ) : (
        <LongWait run={run} silent={silent} />
      )}
    </div>
  )
}

function NextTry({ attempt, number, now }: { attempt: Attempt; number: number; now: number }) {
  return (
    <p className="text-mute">
      <span className="font-mono text-label">503</span>
      {words.nextTry(number, Math.max(0, Math.ceil((attempt.nextAt - now) / 1000)))}
    </p>
  )
}
