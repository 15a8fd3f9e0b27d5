import { expect, test } from 'vitest'
import { firstNumbers, silhouette, vectorJson } from './vectorText.ts'
import type { Result } from '../../state/embedding/analysis.ts'

const rows = Float32Array.of(0.5, -0.25, 0, 0.125)
const result: Result = {
  id: 1,
  settings: { model: 'demo-embedding' },
  host: 'demo-2',
  items: [{ text: 'one' }],
  dimensions: 4,
  rows,
  used: 4,
  norms: Float32Array.of(1),
  fullNorms: Float32Array.of(1),
  backend: 'plain',
}

test('a copied vector is whole, whatever is shown of it', () => {
  expect(vectorJson({ ...result, used: 2 }, 0)).toBe('[0.5,-0.25,0,0.125]')
  expect(firstNumbers(result, 0, 8)).toBe('[0.50000, −0.25000, 0.00000, 0.12500]')
  expect(firstNumbers(result, 0, 2)).toBe('[0.50000, −0.25000, … 4 numbers]')
})

test('the picture loses no extreme where numbers share a column, and stretches none', () => {
  expect(silhouette(rows, 2)).toEqual([
    { low: -0.25, high: 0.5 },
    { low: 0, high: 0.125 },
  ])
  expect(silhouette(rows, 100)).toHaveLength(4)
  const long = Float32Array.from({ length: 3072 }, (_, at) => Math.sin(at))
  const columns = silhouette(long, 640)
  expect(columns).toHaveLength(640)
  expect(Math.max(...columns.map(({ high }) => high))).toBe(Math.max(...long))
})
