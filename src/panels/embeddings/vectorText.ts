import { vectorOf } from '../../state/embedding/view.ts'
import { count, decimals } from './figures.ts'
import type { Result } from '../../state/embedding/analysis.ts'

/** A vector as it was received, as JSON. */
export const vectorJson = (result: Result, row: number): string =>
  JSON.stringify(Array.from(vectorOf(result, row), (value) => Number(value.toPrecision(9))))

/** `[0.01234, −0.00321, … 3,072 numbers]`: the beginning at the length in use, and how many there are. */
export function firstNumbers(result: Result, row: number, shown: number): string {
  const vector = vectorOf(result, row, result.used)
  const first = Array.from(vector.subarray(0, shown), (value) => decimals(value, 5)).join(', ')
  return `[${first}${vector.length > shown ? `, … ${count(result.dimensions)} numbers` : ''}]`
}

/** For each of `columns` columns the least and the largest of the numbers that fall on it, zero included. */
export function silhouette(vector: Float32Array, columns: number): { low: number; high: number }[] {
  const wide = Math.min(columns, vector.length)
  return Array.from({ length: wide }, (_, column) => {
    const from = Math.floor((column * vector.length) / wide)
    const to = Math.max(from + 1, Math.floor(((column + 1) * vector.length) / wide))
    let [low, high] = [0, 0]
    for (const value of vector.subarray(from, to)) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    return { low, high }
  })
}
