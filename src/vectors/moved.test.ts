import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from './engine.ts'
import { compare } from './pairs.ts'
import { generator } from './pca.ts'

const row = (rows: Float32Array, i: number, dimensions: number, used = dimensions) =>
  rows.subarray(i * dimensions, i * dimensions + used)

/** Ranks by sorting: another way than the one under test. */
function ranking(rows: Float32Array, of: number, count: number, dimensions: number, used: number): number[] {
  const others = Array.from({ length: count }, (_, i) => i).filter((i) => i !== of)
  const score = (i: number) =>
    compare(row(rows, of, dimensions, used), row(rows, i, dimensions, used), 'cosine')
  return others.toSorted((a, b) => score(b) - score(a) || a - b)
}

test('neighbours of a shortened row say how far each has moved since full length', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 3, max: 12 }), fc.integer(), async (count, seed) => {
      const [dimensions, used] = [12, 4]
      const random = generator(seed)
      const rows = Float32Array.from({ length: count * dimensions }, () => random() - 0.5)
      // Equal scores may fall either way in float32; such tables prove nothing.
      const before = ranking(rows, 0, count, dimensions, dimensions)
      const after = ranking(rows, 0, count, dimensions, used)
      const gaps = [dimensions, used].flatMap((length) => {
        const scores = ranking(rows, 0, count, dimensions, length).map((i) =>
          compare(row(rows, 0, dimensions, length), row(rows, i, dimensions, length), 'cosine'),
        )
        return scores.slice(1).map((score, at) => scores[at]! - score)
      })
      fc.pre(gaps.every((gap) => gap > 1e-4))
      const engine = createEngine()
      await engine.run('load', { rows: rows.slice(), count, dimensions })
      await engine.run('use', { dimensions: used })
      const found = await engine.run('nearest', { row: 0, k: count })
      expect(found.map(({ index }) => index)).toEqual(after)
      expect(found.map(({ moved }) => moved)).toEqual(after.map((index, at) => before.indexOf(index) - at))
    }),
    { numRuns: 60 },
  )
})

test('the Euclidean distance ranks the smallest first, on the vectors as they came', async () => {
  const engine = createEngine()
  await engine.run('load', { rows: Float32Array.from([1, 0, 10, 0, 0, 1.5]), count: 3, dimensions: 2 })
  const near = (metric: 'cosine' | 'dot' | 'euclidean') => engine.run('nearest', { row: 0, k: 2, metric })
  expect((await near('cosine')).map(({ index }) => index)).toEqual([1, 2])
  expect((await near('euclidean')).map(({ index }) => index)).toEqual([2, 1])
  expect((await near('euclidean')).map(({ score }) => score.toFixed(3))).toEqual(['1.803', '9.000'])
  expect((await near('dot')).map(({ score }) => score)).toEqual([10, 0])
})
