import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, fromCosine, largestChange, pairMatrix, rangeOf } from './pairs.ts'
import { norm } from './space.ts'

// Worked by hand: 3-4-5 and 5-12-13 triangles.
const known = Float32Array.from([3, 4, 0, 5, 12, 0, -4, 3, 0])

const round = (matrix: Iterable<number>) => Array.from(matrix, (value) => Number(value.toFixed(6)))

describe('pairs', () => {
  test('a known table, in each metric', () => {
    expect(round(pairMatrix(known, 3, 3, 3, 'cosine'))).toEqual(
      [1, 63 / 65, 0, 63 / 65, 1, 16 / 65, 0, 16 / 65, 1].map((value) => Number(value.toFixed(6))),
    )
    expect(round(pairMatrix(known, 3, 3, 3, 'dot'))).toEqual([25, 63, 0, 63, 169, 16, 0, 16, 25])
    expect(round(pairMatrix(known, 3, 3, 3, 'euclidean'))).toEqual(
      [
        0,
        Math.sqrt(68),
        Math.sqrt(50),
        Math.sqrt(68),
        0,
        Math.sqrt(162),
        Math.sqrt(50),
        Math.sqrt(162),
        0,
      ].map((value) => Number(value.toFixed(6))),
    )
  })

  test('only the numbers in use count, and the cosine is normalised again over them', () => {
    expect(Array.from(pairMatrix(known, 3, 3, 1, 'cosine'))).toEqual([1, 1, -1, 1, 1, -1, -1, -1, 1])
  })

  test('a vector of zeros has cosine 0 with all, itself included', () => {
    expect(Array.from(pairMatrix(Float32Array.from([0, 0, 1, 0]), 2, 2, 2, 'cosine'))).toEqual([0, 0, 0, 1])
  })

  test('what is made of a cosine and two lengths is what the vectors give', () => {
    const vector = fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(vector, vector, fc.constantFrom('dot' as const, 'euclidean' as const), (a, b, metric) => {
        const made = fromCosine(compare(a, b, 'cosine'), norm(a), norm(b), metric)
        expect(made).toBeCloseTo(compare(a, b, metric), 4)
      }),
    )
  })

  test('the range leaves the diagonal out', () => {
    expect(rangeOf([1, 0.2, 0.3, 0.2, 1, 0.9, 0.3, 0.9, 1], 3)).toEqual([0.2, 0.9])
    expect(rangeOf([1], 1)).toEqual([0, 0])
    expect(rangeOf([1, 0, 0.3, 0, 0, 0, 0.3, 0, 1], 3, (place) => place === 1)).toEqual([0.3, 0.3])
  })

  test('the largest change is found with its sign', () => {
    const before = [1, 0.5, 0.4, 0.5, 1, 0.3, 0.4, 0.3, 1]
    const after = [1, 0.52, 0.3, 0.52, 1, 0.35, 0.3, 0.35, 1]
    const found = largestChange(before, after, 3)
    expect(found).toMatchObject({ a: 0, b: 2 })
    expect(found?.change).toBeCloseTo(-0.1)
    expect(largestChange([1], [1], 1)).toBeNull()
  })
})
