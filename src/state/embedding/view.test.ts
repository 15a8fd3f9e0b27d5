import { expect, test } from 'vitest'
import { isDefined, pairOf, zerosOf } from './view.ts'
import type { Result } from './analysis.ts'

const result: Result = {
  id: 1,
  settings: { model: 'm' },
  host: 'demo',
  items: [{ text: 'a' }, { text: 'b' }, { text: 'c' }],
  dimensions: 2,
  rows: Float32Array.of(3, 4, 0, 0, 0, 5),
  used: 2,
  norms: Float32Array.of(5, 0, 5),
  fullNorms: Float32Array.of(5, 0, 5),
  backend: 'plain',
}

test('with a vector of zeros there is no cosine, but a dot product and a distance', () => {
  expect(zerosOf(result)).toEqual([1])
  expect(isDefined(result, [0, 1], 'cosine')).toBe(false)
  expect(isDefined(result, [1, 1], 'cosine')).toBe(false)
  expect(isDefined(result, [0, 2], 'cosine')).toBe(true)
  expect(isDefined(result, [0, 1], 'euclidean')).toBe(true)
  expect(pairOf(result, [0, 1], 2, 'euclidean')).toBe(5)
  // The first number of the last text is 0: cut to it, that one has no direction either.
  expect(zerosOf({ ...result, used: 1, norms: Float32Array.of(3, 0, 0) })).toEqual([1, 2])
})
