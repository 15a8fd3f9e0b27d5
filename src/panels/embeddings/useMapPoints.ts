import { useState } from 'react'
import { useAsk } from './useAsk.ts'
import type { Result } from '../../state/embedding/analysis.ts'

export type Projection = 'PCA' | 'UMAP'

/** UMAP looks at so many neighbours of each text. */
const neighbours = 15

interface MapPoints {
  /** `count x 2`; null until the first are there. */
  points: Float32Array | null
  /** Share of the whole variance that PCA's two axes show, 0 to 1. */
  variance: number | null
  /** How far UMAP is, 0 to 1; null where nothing is under way. */
  progress: number | null
  problem: string | null
}

/** Where each text stands on the map. UMAP shows itself while it settles, over the PCA it starts from. */
export function useMapPoints({ id, used, items }: Result, projection: Projection): MapPoints {
  const plane = useAsk('plane', {}, `${id} ${used} plane`)
  const umapKey = projection === 'UMAP' ? `${id} ${used} umap` : null
  const [partial, setPartial] = useState<{ key: string; share: number; points: Float32Array | null } | null>(
    null,
  )
  const umap = useAsk(
    'umap',
    { neighbours: Math.min(neighbours, items.length - 1) },
    umapKey,
    (share, coordinates) =>
      setPartial((before) => ({
        key: umapKey ?? '',
        share,
        points: coordinates ?? (before?.key === umapKey ? before.points : null),
      })),
  )
  const variance = plane.output ? plane.output.shares[0] + plane.output.shares[1] : null
  const pca = plane.output?.coordinates ?? null
  if (!umapKey) return { points: pca, variance, progress: null, problem: plane.problem }
  if (umap.fresh) return { points: umap.output, variance, progress: null, problem: umap.problem }
  const present = partial?.key === umapKey ? partial : null
  return { points: present?.points ?? pca, variance, progress: present?.share ?? 0, problem: null }
}
