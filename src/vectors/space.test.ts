import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSpace } from './load.ts'
import { eigen, principalPlane } from './pca.ts'
import { plainSpace } from './plain.ts'
import { norm, shorten } from './space.ts'

/** The definition, in double precision, with nothing shared with the code under test. */
function cosine(a: number[], b: number[]): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!
    aa += a[i]! ** 2
    bb += b[i]! ** 2
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb)
}

const table = fc.integer({ min: 1, max: 40 }).chain((dimensions) =>
  fc.array(
    fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: dimensions, maxLength: dimensions }),
    {
      minLength: 1,
      maxLength: 25,
    },
  ),
)

describe.each([
  ['WebAssembly SIMD', createSpace],
  ['plain JavaScript', plainSpace],
])('%s', (name, create) => {
  const spaceOf = (rows: number[][]) => create(Float32Array.from(rows.flat()), rows.length, rows[0]!.length)

  test('is the code that its name says', () => {
    expect(spaceOf([[1, 0]]).backend).toBe(name === 'plain JavaScript' ? 'plain' : 'simd')
  })

  test('cosines equal the definition, for any rectangle of the matrix', () => {
    fc.assert(
      fc.property(table, fc.nat(), fc.nat(), (rows, x, y) => {
        const space = spaceOf(rows)
        const [top, left] = [x % rows.length, y % rows.length]
        const panel = space.panel(top, rows.length, left, rows.length)
        const width = rows.length - left
        panel.forEach((value, cell) => {
          const [i, j] = [top + Math.floor(cell / width), left + (cell % width)]
          const exact = cosine(rows[i]!.map(Math.fround), rows[j]!.map(Math.fround))
          expect(Math.abs(value - exact)).toBeLessThan(1e-5)
        })
      }),
      { numRuns: 150 },
    )
  })

  test('a known table', () => {
    const space = spaceOf([
      [3, 4, 0],
      [4, 3, 0],
      [0, 0, 2],
      [-3, -4, 0],
      [0, 0, 0],
    ])
    expect([...space.norms]).toEqual([5, 5, 2, 5, 0])
    const first = [...space.panel(0, 1, 0, 5)].map((value) => Math.round(value * 1e6) / 1e6)
    expect(first).toEqual([1, 0.96, 0, -1, 0])
    expect([...space.scores([0, 0, 7])].map((value) => Math.round(value))).toEqual([0, 0, 1, 0, 0])
  })

  test('products with the rows and with their transpose equal the definition', () => {
    const space = spaceOf([
      [0, 2],
      [5, 0],
    ])
    expect([...space.times(Float32Array.of(3, 4))]).toEqual([4, 3])
    expect([...space.transposedTimes(Float32Array.of(10, 1))]).toEqual([1, 10])
  })

  test('a table of another shape is refused', () => {
    expect(() => create(new Float32Array(7), 2, 4)).toThrow('7 numbers are not 2 vectors of 4.')
  })

  test('the principal plane of points on a tilted ellipse lies along its axes', () => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      const angle = (i / 60) * 2 * Math.PI
      return [10, 0.6 * Math.cos(angle), 0.2 * Math.sin(angle), 0]
    })
    const { coordinates, shares } = principalPlane(spaceOf(rows))
    expect(shares[0] + shares[1]).toBeGreaterThan(0.99)
    expect(shares[0]).toBeGreaterThan(5 * shares[1])
    // The first axis follows the cosine, up to its sign.
    expect(Math.abs(coordinates[0]!)).toBeGreaterThan(0.055)
    expect(Math.abs(coordinates[15 * 2]!)).toBeLessThan(0.001)
    expect(Math.sign(coordinates[0]!)).toBe(-Math.sign(coordinates[30 * 2]!))
  })
})

test('a prefix of every row, for shorter embeddings', () => {
  expect([...shorten(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3, 2)]).toEqual([1, 2, 4, 5])
})

test('the norm is Euclidean', () => {
  expect(norm([3, 4])).toBe(5)
})

test('eigenvalues of a known symmetric matrix, largest first', () => {
  const { values, vectors } = eigen([
    [2, 1],
    [1, 2],
  ])
  expect(values.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([3, 1])
  expect(Math.abs(vectors[0]![0]! - vectors[0]![1]!)).toBeLessThan(1e-9)
})
