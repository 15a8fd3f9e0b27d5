import type { Run } from '../state/run.ts'

const rows = ['Finish reason', 'Model version', 'Response id'] as const

/** The three facts of a candidate, as the API sent them; a dash holds the place of what has not come. */
export function Facts({ run, index }: { run: Run; index: number }) {
  const candidate = run.reply.candidates.find((one) => one.index === index)
  const values = [
    candidate?.finishReason,
    // One model was seen to answer with the full resource name.
    run.reply.modelVersion?.replace(/^models\//, ''),
    run.reply.responseId,
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
            {values[row] || (run.phase === 'settled' ? 'not sent' : '–')}
          </dd>
        </div>
      ))}
    </dl>
  )
}
