import { checkShape, norm } from './space.ts'
import type { SpaceOptions, VectorSpace } from './space.ts'

/** The fallback where WebAssembly SIMD is missing, and the witness that the kernel's numbers are checked against. */
export function plainSpace(
  rows: Float32Array,
  count: number,
  dimensions: number,
  { normalise = true }: SpaceOptions = {},
): VectorSpace {
  checkShape(rows, count, dimensions)
  const unit = new Float32Array(rows)
  const norms = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const row = unit.subarray(i * dimensions, (i + 1) * dimensions)
    const length = norm(row)
    norms[i] = length
    if (normalise && length > 0) for (let k = 0; k < dimensions; k++) row[k]! /= length
  }

  const dot = (i: number, vector: Float32Array, at: number) => {
    let sum = 0
    const from = i * dimensions
    for (let k = 0; k < dimensions; k++) sum += unit[from + k]! * vector[at + k]!
    return sum
  }
  const times = (vector: Float32Array) => Float32Array.from({ length: count }, (_, i) => dot(i, vector, 0))

  return {
    count,
    dimensions,
    backend: 'plain',
    norms,
    panel(fromRow, toRow, fromColumn, toColumn) {
      const width = toColumn - fromColumn
      const out = new Float32Array((toRow - fromRow) * width)
      // Blocks of 48 rows stay in the cache while a block of columns passes.
      for (let block = fromColumn; block < toColumn; block += 48) {
        const end = Math.min(block + 48, toColumn)
        for (let i = fromRow; i < toRow; i++) {
          for (let j = block; j < end; j++)
            out[(i - fromRow) * width + j - fromColumn] = dot(i, unit, j * dimensions)
        }
      }
      return out
    },
    scores(query) {
      const length = norm(query)
      return times(Float32Array.from(query, (value) => (length > 0 ? value / length : 0)))
    },
    row: (index) => unit.slice(index * dimensions, (index + 1) * dimensions),
    times,
    transposedTimes(weights) {
      const out = new Float32Array(dimensions)
      for (let i = 0; i < count; i++) {
        for (let k = 0; k < dimensions; k++) out[k]! += weights[i]! * unit[i * dimensions + k]!
      }
      return out
    },
  }
}
