import { maximumPanel } from './space.ts'
import type { Progress } from './neighbours.ts'
import type { VectorSpace } from './space.ts'

export interface Change {
  /** Rows of the pair, `a` before `b`. */
  a: number
  b: number
  /** Cosine in the second space less that in the first. */
  change: number
}

/**
 * The pair of rows whose cosine differs most between two spaces of the same rows, a slice of rows at a time.
 * @returns null without a pair
 */
export async function largestChangeBetween(
  before: VectorSpace,
  after: VectorSpace,
  progress?: Progress,
): Promise<Change | null> {
  const { count } = before
  let largest: Change | null = null
  const slice = Math.max(1, Math.floor(maximumPanel / 8 / Math.max(1, count)))
  for (let from = 0; from < count; from += slice) {
    const to = Math.min(from + slice, count)
    // Columns from the slice's own first row on: each pair once.
    const [old, now] = [before.panel(from, to, from, count), after.panel(from, to, from, count)]
    const width = count - from
    for (let row = 0; row < to - from; row++)
      for (let column = row + 1; column < width; column++) {
        const change = now[row * width + column]! - old[row * width + column]!
        if (!largest || Math.abs(change) > Math.abs(largest.change))
          largest = { a: from + row, b: from + column, change }
      }
    await progress?.(to / count)
  }
  return largest
}
