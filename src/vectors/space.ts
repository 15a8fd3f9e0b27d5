/**
 * Vectors: cosine, neighbours, principal components, maps. Plain numbers in, plain numbers out: no React, no API,
 * imports nothing from the rest of `src`. `state/` feeds it, mostly through the worker.
 */

/** A set of vectors of one model and one length, normalised for cosine. Row i is text i. */
export interface VectorSpace {
  readonly count: number
  readonly dimensions: number
  /** Which code computes: WebAssembly SIMD, or plain JavaScript where that is missing. */
  readonly backend: 'simd' | 'plain'
  /** Euclidean length of each row before it was normalised; a zero row keeps 0 and has cosine 0 with all. */
  readonly norms: Float32Array
  /**
   * Cosines of rows `fromRow .. toRow` with rows `fromColumn .. toColumn` (ends excluded), row-major.
   * At most `maximumPanel` cells a call, so that a worker stays cancellable between calls.
   */
  panel(fromRow: number, toRow: number, fromColumn: number, toColumn: number): Float32Array
  /** Cosine of every row with a query of the same length; the query is normalised here. */
  scores(query: ArrayLike<number>): Float32Array
  /** Row i as it is kept: of length 1 (or as it came, where the space was made with `normalise: false`). */
  row(index: number): Float32Array
  /** `rows x vector` without normalising the vector, and `transposed rows x weights`: for principal components. */
  times(vector: Float32Array): Float32Array
  transposedTimes(weights: Float32Array): Float32Array
}

export interface SpaceOptions {
  /** False keeps the rows as they are: for means of normalised rows, whose dot products are mean cosines. */
  normalise?: boolean
}

/** Cells of one `panel` call: 4 million float32, 16 MB. */
export const maximumPanel = 4_000_000

/** Refuses what would give wrong numbers: a table whose length is not `count * dimensions`. */
export function checkShape(rows: Float32Array, count: number, dimensions: number): void {
  if (rows.length !== count * dimensions) {
    throw new RangeError(`${rows.length} numbers are not ${count} vectors of ${dimensions}.`)
  }
}

/** Length of one vector, summed in double precision. */
export function norm(vector: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < vector.length; i++) sum += vector[i]! * vector[i]!
  return Math.sqrt(sum)
}

/**
 * The first `dimensions` numbers of every row of a wider table: what the API's shorter embeddings are before
 * normalising (gemini-embedding models are trained so that a prefix is an embedding).
 */
export function shorten(rows: Float32Array, count: number, width: number, dimensions: number): Float32Array {
  checkShape(rows, count, width)
  const out = new Float32Array(count * dimensions)
  for (let i = 0; i < count; i++) out.set(rows.subarray(i * width, i * width + dimensions), i * dimensions)
  return out
}
