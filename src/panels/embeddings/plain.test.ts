import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { change, decimals, duration, numbersOf } from './figures.ts'
import { lengthAt, shareOf } from './lengths.ts'
import { numberLines } from './lines.ts'
import { fitAll, rowAt, rowsInside, rowTowards, screenX, screenY, zoomAbout } from './mapView.ts'
import { inside, rangeOfPicture, reveal, zoom } from './matrixView.ts'

describe('figures', () => {
  test('what rounds to zero has no sign, and a minus is a minus', () => {
    expect([decimals(-0.001), decimals(-0.5), change(0.00001), change(0.0123), change(-0.0123)]).toEqual([
      '0.00',
      '−0.50',
      '0.0000',
      '+0.0123',
      '−0.0123',
    ])
  })
  test('rows are named as they are numbered, of many the first', () => {
    expect(numbersOf([])).toBe('')
    expect(numbersOf([1])).toBe('2')
    expect(numbersOf([0, 2, 1999])).toBe('1, 3 and 2,000')
    expect(numbersOf(Array.from({ length: 30 }, (_, at) => at))).toBe('1, 2, 3, 4, 5, 6, 7, 8 and 22 more')
  })

  test('durations', () => {
    expect([duration(610), duration(12_000), duration(185_000)]).toEqual(['0.61 s', '12 s', '3 min 5 s'])
  })
})

test('blank lines are no texts and have no number', () => {
  expect([...numberLines('a\n\n b\n \nc')]).toEqual([1, 0, 2, 0, 3])
  const lines = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '\n', '\r', '\t', '\u00a0', '\u2003') })
  fc.assert(
    fc.property(lines, (text) => {
      const blank = text.split('\n').map((line) => line.trim() === '')
      expect([...numberLines(text)].map((number) => number === 0)).toEqual(blank)
    }),
  )
})

describe('the track of lengths', () => {
  const stops = [128, 256, 512, 768, 1536, 3072]
  test('stops are evenly spaced, and each holds itself', () => {
    expect(stops.map((stop) => Math.round(shareOf(stop, stops) * 5))).toEqual([0, 1, 2, 3, 4, 5])
    expect(stops.map((stop) => lengthAt(shareOf(stop, stops), stops))).toEqual(stops)
  })
  test('a length between stops keeps its place on the way there and back, but for the pull of a stop', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 13, max: 87 }), (stop, percent) => {
        const share = (stop + percent / 100) / 5
        expect(shareOf(lengthAt(share, stops), stops)).toBeCloseTo(share, 2)
      }),
    )
  })
})

describe('a part of the matrix', () => {
  const part = fc.record({
    row: fc.integer({ min: -50, max: 500 }),
    column: fc.integer({ min: -50, max: 500 }),
    span: fc.integer({ min: 1, max: 600 }),
  })
  const counts = fc.integer({ min: 41, max: 400 })

  test('is never outside the matrix', () => {
    fc.assert(
      fc.property(part, counts, fc.double({ min: 0.2, max: 5, noNaN: true }), (wild, count, factor) => {
        const begun = inside(wild, count)
        for (const { row, column, span } of [begun, zoom(begun, count, factor, [begun.row, begun.column])]) {
          expect(Math.min(row, column)).toBeGreaterThanOrEqual(0)
          expect(Math.max(row, column) + span).toBeLessThanOrEqual(count)
          expect(span).toBeGreaterThan(0)
        }
      }),
    )
  })
  test('follows the cursor, and no further', () => {
    const begun = { row: 10, column: 10, span: 20 }
    expect(reveal(begun, 100, [15, 20])).toEqual(begun)
    expect(reveal(begun, 100, [40, 5])).toEqual({ row: 21, column: 5, span: 20 })
  })
  test('its scale leaves out a text with itself where a dot is one pair', () => {
    const values = Float32Array.from([1, 0.2, 0.3, 1])
    expect(rangeOfPicture(values, 2, { row: 0, column: 0, span: 2 }, 1).map((v) => v.toFixed(1))).toEqual([
      '0.2',
      '0.3',
    ])
    expect(rangeOfPicture(values, 2, { row: 0, column: 0, span: 4 }, 2)[1]).toBe(1)
  })
})

describe('the map', () => {
  const points = Float32Array.from([0, 0, 2, 0, 0, 1, 2, 1])
  const transform = fitAll(points, { width: 272, height: 172 })

  test('all points are in sight, to one scale', () => {
    expect(transform.scale).toBe(100)
    expect(
      [0, 1, 2, 3].map((row) => [screenX(points, row, transform), screenY(points, row, transform)]),
    ).toEqual([
      [36, 136],
      [236, 136],
      [36, 36],
      [236, 36],
    ])
  })
  test('the pointer finds the nearest point within reach', () => {
    expect(rowAt(points, transform, 40, 130)).toBe(0)
    expect(rowAt(points, transform, 136, 86)).toBeNull()
  })
  test('arrow keys go to the next point in their direction, or stay', () => {
    expect(rowTowards(points, 0, 1, 0)).toBe(1)
    expect(rowTowards(points, 0, 0, 1)).toBe(2)
    expect(rowTowards(points, 0, -1, 0)).toBeNull()
  })
  test('an outline takes what is inside it', () => {
    const left: [number, number][] = [
      [0, 0],
      [100, 0],
      [100, 172],
      [0, 172],
    ]
    expect(rowsInside(points, transform, left)).toEqual(new Set([0, 2]))
  })
  test('the place zoomed at stays under the pointer', () => {
    const nearer = zoomAbout(transform, 3, 236, 36)
    expect([screenX(points, 3, nearer), screenY(points, 3, nearer)]).toEqual([236, 36])
  })
})
