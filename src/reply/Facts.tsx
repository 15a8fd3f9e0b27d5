import { useState } from 'react'
import { read } from '../runs/read.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Run } from '../runs/run.ts'

const rows = ['Finish reason', 'Model version', 'Response id'] as const

interface Props {
  run: Run
  /** The candidate's own `index`. */
  index: number
}

/** The three facts of a candidate, as the API sent them; a dash holds the place of what has not come. */
export function Facts({ run, index }: Props) {
  const { reply } = read(run)
  const candidate = reply.candidates.find((one) => one.index === index)
  const values = [
    candidate?.finishReason,
    // One model was seen to answer with the full resource name.
    reply.modelVersion?.replace(/^models\//, ''),
    reply.responseId,
  ]
  return (
    <dl className="min-w-0">
      {rows.map((term, row) => (
        <div
          key={term}
          className="flex h-6 items-center justify-between gap-4 border-t border-line text-label"
        >
          <dt className="shrink-0 text-mute">{term}</dt>
          <dd title={values[row]} className="min-w-0 truncate font-mono text-ink">
            {values[row] || (run.ending ? 'not sent' : '–')}
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
