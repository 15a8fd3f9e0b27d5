import { useEffect, useState } from 'react'
import { measureQuality, rankedDepth, useRelevance } from '../../state/embedding/relevance.ts'
import { useView } from '../../state/embedding/view.ts'
import { Select } from '../../ui/Select.tsx'
import { words } from './words.ts'
import type { Result } from '../../state/embedding/analysis.ts'
import type { Quality } from '../../state/embedding/relevance.ts'

const depths = ['1', '3', '5', '10', '20']

/** Recall and mean reciprocal rank over every search for which texts were marked as expected. */
export function Expected({ result }: { result: Result }) {
  const { id, used } = result
  const relevance = useRelevance(id)
  const metric = useView((view) => view.metric)
  const [k, setK] = useState('5')
  const [quality, setQuality] = useState<(Quality & { used: number }) | null>(null)
  useEffect(() => {
    if (relevance.size === 0) return
    let wanted = true
    measureQuality(id, relevance, Number(k), metric).then(
      (found) => wanted && setQuality({ ...found, used }),
      // The vectors were replaced meanwhile; their marks went with them.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [id, relevance, k, metric, used])
  const shown = quality?.used === used ? quality : null
  if (relevance.size === 0)
    return <p className="shrink-0 border-t border-line px-4 py-1.5 text-label text-mute">{words.markHint}</p>
  return (
    <div
      role="status"
      aria-label="Search quality"
      className="flex shrink-0 flex-wrap items-center gap-x-4 border-t border-line px-4 py-1 text-label text-mute"
    >
      <span className="flex items-center gap-1">
        recall@
        <Select label="Recall at" labelHidden size={24} value={k} options={depths} onChange={setK} />
        <span className="pl-1 text-ui text-ink">{shown?.recall.toFixed(2)}</span>
      </span>
      <span title={words.rankedAmong(rankedDepth)}>
        MRR <span className="pl-1 text-ui text-ink">{shown?.meanReciprocalRank.toFixed(2)}</span>
      </span>
      <span>{words.searches(relevance.size)}</span>
    </div>
  )
}
