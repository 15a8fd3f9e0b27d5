import { useState } from 'react'
import { read } from '../runs/read.ts'
import { settingsOf } from '../runs/run.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Run } from '../runs/run.ts'

interface Props {
  run: Run
  /** The candidate's own `index`. */
  index: number
}

/** The tier has its place from the start where one was asked for, and where the one that served is not the usual. */
function tierOf(run: Run): [string, string | undefined][] {
  const served = read(run).reply.usageMetadata?.serviceTier ?? run.servedTier
  const shown = settingsOf(run)?.serviceTier !== undefined || (served !== undefined && served !== 'standard')
  return shown ? [['Service tier', served]] : []
}

/** The facts of a candidate, as the API sent them; a dash holds the place of what has not come. */
export function Facts({ run, index }: Props) {
  const { reply } = read(run)
  const candidate = reply.candidates.find((one) => one.index === index)
  const rows: [string, string | undefined][] = [
    ['Finish reason', candidate?.finishReason],
    // One model was seen to answer with the full resource name.
    ['Model version', reply.modelVersion?.replace(/^models\//, '')],
    ['Response id', reply.responseId],
    ...tierOf(run),
  ]
  return (
    <dl className="min-w-0">
      {rows.map(([term, value]) => (
        <div
          key={term}
          className="flex h-6 items-center justify-between gap-4 border-t border-line text-label"
        >
          <dt className="shrink-0 text-mute">{term}</dt>
          <dd title={value} className="min-w-0 truncate font-mono text-ink">
            {value || (run.ending ? 'not sent' : '–')}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The finish reason alone, and the rest on a click. Folded, the facts stay in the document for those who hear it. */
export function FoldedFacts({ run, index }: Props) {
  const [open, setOpen] = useState(false)
  const reason = read(run).reply.candidates.find((one) => one.index === index)?.finishReason
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-11 shrink-0 cursor-pointer items-center gap-1 rounded-control text-label text-mute hover:text-ink narrow:h-6"
      >
        {reason ? <span className="font-mono">{reason}</span> : 'facts'}
        {reason && <span className="sr-only">facts</span>}
        <Icon name={open ? 'chevron-up' : 'chevron-down'} size={14} />
      </button>
      <div className={open ? 'order-last basis-full' : 'sr-only'}>
        <Facts run={run} index={index} />
      </div>
    </>
  )
}
