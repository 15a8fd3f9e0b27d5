import { useJob } from '../../state/embedding/run.ts'
import { duration } from './figures.ts'
import { words } from './words.ts'

/** What the run cost: requests, time, and what was known before. */
export function Cost() {
  const requests = useJob((job) => job.requests)
  const elapsed = useJob((job) => job.elapsed)
  const saved = useJob((job) => job.saved)
  const tokens = useJob((job) => job.tokens)
  const all = useJob((job) => job.items.length)
  const done = useJob((job) => job.phase === 'done')
  if (!done) return null
  return (
    <p className="text-label text-mute">
      {saved > 0 && words.cost(saved, all)}
      {words.requests(requests)}, {duration(elapsed)}
      {tokens > 0 && words.tokens(tokens)}
    </p>
  )
}
