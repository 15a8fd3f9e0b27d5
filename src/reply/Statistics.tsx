import { useElapsed } from './elapsed.ts'
import { read } from '../runs/read.ts'
import { seconds, whole } from '../ui/figures.ts'
import type { Run } from '../runs/run.ts'

/** First token, total time, speed and tokens of a run, in two columns; every place is there from the start. */
export function Statistics({ run }: { run: Run }) {
  const { figures } = read(run)
  const elapsed = useElapsed(run)
  const rows: [name: string, value: string | null][] = [
    ['First token', figures.firstToken === null ? null : seconds(figures.firstToken)],
    run.ending ? ['Total time', seconds(elapsed)] : ['Total time', seconds(elapsed, 1)],
    ['Tokens per second', figures.tokensPerSecond === null ? null : figures.tokensPerSecond.toFixed(1)],
    ['Tokens in', figures.tokensIn === null ? null : whole(figures.tokensIn)],
    ['Tokens out', figures.tokensOut === null ? null : whole(figures.tokensOut)],
    ['Thoughts', figures.thoughts === null ? null : whole(figures.thoughts)],
  ]
  return (
    <ul
      aria-label="Run statistics"
      className="grid list-[''] min-w-0 self-start grid-flow-col grid-cols-2 grid-rows-3 gap-x-6"
    >
      {rows.map(([name, value]) => (
        <li
          key={name}
          className="flex h-6 items-center justify-between gap-2 border-t border-line text-label"
        >
          <span className="truncate text-mute">{name}</span>{' '}
          <span className="font-medium text-ink">{value ?? '–'}</span>
        </li>
      ))}
    </ul>
  )
}

interface Short {
  /** Only heard, before `name`: on the screen there is no room for it. */
  lead?: string
  name: string
  value: string | null
  /** Only seen, after the value. */
  unit?: string
  /** Shown elsewhere, or nothing worth showing: in the list for those who hear it. */
  heard?: boolean
}

/** The same on one line under a chat turn; what is not known takes no room, since nothing stands after it. */
export function StatisticsLine({ run }: { run: Run }) {
  const { firstToken, total, tokensIn, tokensOut, thoughts, tokensPerSecond } = read(run).figures
  const rows: Short[] = [
    { name: 'first token', value: firstToken === null ? null : seconds(firstToken) },
    // The strip above ends in it.
    { name: 'total time', value: total === null ? null : seconds(total), heard: true },
    { lead: 'tokens ', name: 'in', value: tokensIn === null ? null : whole(tokensIn) },
    { lead: 'tokens ', name: 'out', value: tokensOut === null ? null : whole(tokensOut) },
    { name: 'thoughts', value: thoughts === null ? null : whole(thoughts), heard: thoughts === 0 },
    {
      lead: 'tokens per second',
      name: '',
      value: tokensPerSecond === null ? null : tokensPerSecond.toFixed(1),
      unit: 'tok/s',
    },
    { name: 'chunks', value: total === null ? whole(run.chunks.length) : null },
  ]
  return (
    <ul aria-label="Run statistics" className="flex min-w-0 flex-1 list-[''] flex-wrap gap-x-4 text-label">
      {rows.map(({ lead, name, value, unit, heard }) =>
        value === null ? null : (
          <li key={name} className={heard ? 'sr-only' : 'text-mute'}>
            {lead && <span className="sr-only">{lead}</span>}
            {name} <span className="font-medium text-ink">{value}</span>{' '}
            {unit && <span aria-hidden="true">{unit}</span>}
          </li>
        ),
      )}
    </ul>
  )
}
