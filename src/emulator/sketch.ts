/** Many features in few numbers: each is hashed to three signed places, then a fixed rotation spreads all of them. */
import { hash } from './random.ts'

const places = 4096

/** Room for the features of one text. */
export const emptySketch = () => new Float64Array(places)

/** Three places, an odd number, and a size of the feature's own: no two features cancel each other exactly. */
export function addFeature(sketch: Float64Array, feature: string, weight: number): void {
  for (let i = 0; i < 3; i++) {
    const h = hash(feature, 0x811c9dc5 ^ Math.imul(i + 1, 0x9e3779b1))
    const at = h % places
    const size = weight * (0.9 + (0.2 * (h >>> 20)) / 4096)
    sketch[at] = (sketch[at] ?? 0) + (h & 0x10000 ? size : -size)
  }
}

/** The Walsh-Hadamard transform in place: keeps angles, and leaves no number at zero. */
function rotate(values: Float64Array): void {
  for (let half = 1; half < values.length; half *= 2)
    for (let block = 0; block < values.length; block += 2 * half)
      for (let at = block; at < block + half; at++) {
        const a = values[at] ?? 0
        const b = values[at + half] ?? 0
        values[at] = a + b
        values[at + half] = a - b
      }
}

/**
 * Fills `vector` from `start` on with the sketch, at length 1 in all. Early numbers weigh more, so that a prefix holds
 * more than its share. The sketch is used up.
 */
export function spread(sketch: Float64Array, vector: Float64Array, start: number): void {
  rotate(sketch)
  let sum = 0
  for (let at = start; at < vector.length; at++) {
    const value = (sketch[at] ?? 0) / Math.sqrt(1 + (at - start) / 400)
    vector[at] = value
    sum += value * value
  }
  const length = Math.sqrt(sum) || 1
  for (let at = start; at < vector.length; at++) vector[at] = (vector[at] ?? 0) / length
}
