import { norm } from './space.ts'

/** `cosine` of directions; `dot` and `euclidean` of the vectors as they came, cut to the length in use. */
export type Metric = 'cosine' | 'dot' | 'euclidean'

/** Whether a higher value means nearer. */
export const higherIsNearer = (metric: Metric): boolean => metric !== 'euclidean'

/** What one pair comes to, in double precision; a vector of zeros has cosine 0 with all. */
export function compare(a: ArrayLike<number>, b: ArrayLike<number>, metric: Metric): number {
  let dot = 0
  let square = 0
  const euclidean = metric === 'euclidean'
  for (let k = 0; k < a.length; k++) {
    if (euclidean) square += (a[k]! - b[k]!) ** 2
    else dot += a[k]! * b[k]!
  }
  if (euclidean) return Math.sqrt(square)
  if (metric === 'dot') return dot
  const lengths = norm(a) * norm(b)
  return lengths > 0 ? dot / lengths : 0
}

/**
 * A cosine turned into another metric by the vectors' lengths. Exact for `dot`; for `euclidean` near zero the float32
 * of the cosine shows (about 3e-4), which is why single pairs go through `compare`.
 */
export function fromCosine(cosine: number, normA: number, normB: number, metric: Metric): number {
  if (metric === 'cosine') return cosine
  const dot = cosine * normA * normB
  if (metric === 'dot') return dot
  return Math.sqrt(Math.max(0, normA * normA + normB * normB - 2 * dot))
}

/**
 * Every pair of a small table: `count x count`, row-major.
 * @param rows `count x dimensions`, as received
 * @param used how many numbers of each vector count
 */
export function pairMatrix(
  rows: Float32Array,
  count: number,
  dimensions: number,
  used: number,
  metric: Metric,
): Float64Array {
  const out = new Float64Array(count * count)
  const row = (i: number) => rows.subarray(i * dimensions, i * dimensions + used)
  for (let i = 0; i < count; i++)
    for (let j = i; j < count; j++) {
      const value = compare(row(i), row(j), metric)
      out[i * count + j] = value
      out[j * count + i] = value
    }
  return out
}

/**
 * Smallest and largest value off the diagonal; both 0 where there is no pair.
 * @param leftOut places whose row and column tell nothing
 */
export function rangeOf(
  matrix: ArrayLike<number>,
  count: number,
  leftOut: (place: number) => boolean = () => false,
): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++) {
      if (i === j || leftOut(i) || leftOut(j)) continue
      low = Math.min(low, matrix[i * count + j]!)
      high = Math.max(high, matrix[i * count + j]!)
    }
  return low <= high ? [low, high] : [0, 0]
}

/** The pair whose value differs most between two matrices of the same rows; null without a pair. */
export function largestChange(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  count: number,
): { a: number; b: number; change: number } | null {
  let largest: { a: number; b: number; change: number } | null = null
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      const change = after[a * count + b]! - before[a * count + b]!
      if (!largest || Math.abs(change) > Math.abs(largest.change)) largest = { a, b, change }
    }
  return largest
}
