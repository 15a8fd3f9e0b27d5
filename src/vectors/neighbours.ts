import { maximumPanel } from './space.ts'
import type { VectorSpace } from './space.ts'

export interface Neighbour {
  index: number
  /** Cosine, -1 to 1. */
  score: number
}

/** The `k` nearest rows of each row, itself left out: `count x k`, row-major, nearest first. */
export interface NeighbourTable {
  k: number
  indices: Int32Array
  scores: Float32Array
}

/** Called between slices of a long computation with the share done, 0 to 1; it may wait (to let messages in) or throw (to cancel). */
export type Progress = (share: number) => void | Promise<void>

/** The `k` highest scores, highest first; equal scores in the order of the rows. `except` is left out. */
export function top(scores: ArrayLike<number>, k: number, except = -1): Neighbour[] {
  const heap: Neighbour[] = []
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!
    if (index === except || (heap.length === k && score <= heap[k - 1]!.score)) continue
    let at = heap.length
    while (at > 0 && heap[at - 1]!.score < score) at--
    heap.splice(at, 0, { index, score })
    if (heap.length > k) heap.pop()
  }
  return heap
}

/** Exact nearest neighbours of every row, a panel of rows at a time. */
export async function neighbourTable(
  space: VectorSpace,
  k: number,
  progress?: Progress,
): Promise<NeighbourTable> {
  const { count } = space
  const width = Math.max(0, Math.min(k, count - 1))
  const indices = new Int32Array(count * width)
  const scores = new Float32Array(count * width)
  // About 30 ms of work a slice on a 2020 laptop, so that a cancel is heard soon.
  const slice = Math.max(1, Math.min(count, Math.floor(maximumPanel / 4 / Math.max(1, count))))
  for (let from = 0; from < count; from += slice) {
    const to = Math.min(from + slice, count)
    const panel = space.panel(from, to, 0, count)
    for (let i = from; i < to; i++) {
      const row = panel.subarray((i - from) * count, (i - from + 1) * count)
      top(row, width, i).forEach((near, rank) => {
        indices[i * width + rank] = near.index
        scores[i * width + rank] = near.score
      })
    }
    await progress?.(to / count)
  }
  return { k: width, indices, scores }
}

/** Share of the expected rows that are among the first `k` found; undefined where nothing is expected. */
export function recallAt(
  k: number,
  found: readonly number[],
  expected: ReadonlySet<number>,
): number | undefined {
  if (expected.size === 0) return undefined
  const hits = found.slice(0, k).filter((index) => expected.has(index)).length
  return hits / Math.min(k, expected.size)
}

/** One over the rank of the first expected row; 0 where none was found, undefined where nothing is expected. */
export function reciprocalRank(found: readonly number[], expected: ReadonlySet<number>): number | undefined {
  if (expected.size === 0) return undefined
  const at = found.findIndex((index) => expected.has(index))
  return at < 0 ? 0 : 1 / (at + 1)
}

/**
 * How much of the neighbourhoods survives a change of space (fewer dimensions): the mean share of each row's first
 * `k` neighbours in `full` that are among its first `k` in `short`. Both tables describe the same rows.
 */
export function neighbourRecall(full: NeighbourTable, short: NeighbourTable, k: number): number {
  const width = Math.min(k, full.k, short.k)
  if (width === 0) return 1
  const count = full.indices.length / full.k
  let sum = 0
  for (let i = 0; i < count; i++) {
    const expected = new Set(full.indices.subarray(i * full.k, i * full.k + width))
    for (let rank = 0; rank < width; rank++) if (expected.has(short.indices[i * short.k + rank]!)) sum++
  }
  return sum / (count * width)
}
