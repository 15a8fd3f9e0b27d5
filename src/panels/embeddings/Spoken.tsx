import { useJob } from '../../state/embedding/run.ts'
import { runWords, texts } from './words.ts'
import type { EmbedJob } from '../../state/embedding/job.ts'

/** Of a run, its begin and its end; the bar in between is there for who asks. */
function words({ phase, items, done, batches }: EmbedJob): string {
  const of = runWords.of(done, items.length)
  switch (phase) {
    case 'looking up':
    case 'running':
      return `Embedding ${texts(items.length)}`
    case 'paused':
      return 'Embedding paused'
    case 'stopped':
      return `Embedding stopped after ${of}`
    case 'failed':
      return batches.length > 0 ? `Embedding failed after ${of}` : 'Embedding failed'
    case 'done':
      return `Embedding complete, ${of}`
    case 'idle':
      return ''
  }
}

/** Tells a screen reader when a run begins and how it has ended. */
export function Spoken() {
  return (
    <p role="status" aria-label="Embedding result" className="sr-only">
      {useJob(words)}
    </p>
  )
}
