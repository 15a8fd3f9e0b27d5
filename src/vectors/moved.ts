import { top } from './neighbours.ts'
import { compare, fromCosine, higherIsNearer } from './pairs.ts'
import { norm } from './space.ts'
import type { Metric } from './pairs.ts'
import type { VectorSpace } from './space.ts'

/** A neighbour at the length in use. */
export interface Moved {
  index: number
  /** In the metric asked for. */
  score: number
  /** Places gained (above 0) or lost against the ranking at full length; 0 at full length. */
  moved: number
}

interface Full {
  rows: Float32Array
  count: number
  dimensions: number
}

/**
 * The `k` nearest rows at the length in use, and how their rank differs from the one at full length.
 * @param asked vector of the full length
 * @param options.among the only rows that count, in either ranking; all where it is absent
 */
export function nearestMoved(
  space: VectorSpace,
  full: Full,
  asked: Float32Array,
  { k, metric, except, among }: { k: number; metric: Metric; except: number; among?: Int32Array | undefined },
): Moved[] {
  const counting = among && new Set(among)
  const isOut = (row: number) => counting !== undefined && !counting.has(row)
  const sign = higherIsNearer(metric) ? 1 : -1
  const short = asked.subarray(0, space.dimensions)
  const length = norm(short)
  const values = space.scores(short).map((cosine, i) => {
    return isOut(i) ? -Infinity : sign * fromCosine(cosine, length, space.norms[i]!, metric)
  })
  const near = top(values, k, except).filter(({ score }) => score > -Infinity)
  if (space.dimensions === full.dimensions)
    return near.map(({ index, score }) => ({ index, score: sign * score, moved: 0 }))
  const before = new Float64Array(full.count)
  for (let i = 0; i < full.count; i++) {
    const row = full.rows.subarray(i * full.dimensions, (i + 1) * full.dimensions)
    before[i] = isOut(i) ? -Infinity : sign * compare(asked, row, metric)
  }
  return near.map(({ index, score }, rank) => ({
    index,
    score: sign * score,
    moved: rankOf(before, index, except) - rank,
  }))
}

/** Counted from 0; equal scores stand in the order of the rows, as in `top`. */
function rankOf(scores: Float64Array, index: number, except: number): number {
  const own = scores[index]!
  let rank = 0
  for (let i = 0; i < scores.length; i++) {
    if (i !== except && (scores[i]! > own || (scores[i] === own && i < index))) rank++
  }
  return rank
}
