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

  const times = (vector: Float32Array) =>
    Float32Array.from({ length: count }, (_, i) => {
      let sum = 0
      for (let k = 0; k < dimensions; k++) sum += unit[i * dimensions + k]! * vector[k]!
      return sum
    })

  return {
    count,
    dimensions,
    backend: 'plain',
    norms,
    panel(fromRow, toRow, fromColumn, toColumn) {
      const width = toColumn - fromColumn
      const out = new Float32Array((toRow - fromRow) * width)
      // Blocks of 48 columns stay in the cache; two rows against two columns use each number read twice.
      for (let block = fromColumn; block < toColumn; block += 48) {
        const end = Math.min(block + 48, toColumn)
        for (let i = fromRow; i < toRow; i += 2) {
          // At an odd end the last row or column is its own partner, and is written twice with the same value.
          const i1 = Math.min(i + 1, toRow - 1)
          for (let j = block; j < end; j += 2) {
            const j1 = Math.min(j + 1, end - 1)
            let s00 = 0
            let s01 = 0
            let s10 = 0
            let s11 = 0
            for (let k = 0; k < dimensions; k++) {
              const x0 = unit[i * dimensions + k]!
              const x1 = unit[i1 * dimensions + k]!
              const y0 = unit[j * dimensions + k]!
              const y1 = unit[j1 * dimensions + k]!
              s00 += x0 * y0
              s01 += x0 * y1
              s10 += x1 * y0
              s11 += x1 * y1
            }
            const [top, bottom] = [(i - fromRow) * width - fromColumn, (i1 - fromRow) * width - fromColumn]
            out[top + j] = s00
            out[top + j1] = s01
            out[bottom + j] = s10
            out[bottom + j1] = s11
          }
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
