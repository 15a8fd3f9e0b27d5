import { expect, test } from 'vitest'
import { chunkLabel, size } from './figures.ts'

test('sizes: a kB is 1,000 bytes', () => {
  expect([0, 999, 1000, 9840, 999_949, 999_950, 2_600_000].map(size)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '9.8 kB',
    '999.9 kB',
    '1.0 MB',
    '2.6 MB',
  ])
})

test('a chunk is named by its place, time, wait and size', () => {
  const chunks = [
    { at: 840, bytes: 300 },
    { at: 982, bytes: 333 },
  ]
  expect(chunkLabel(chunks, 1)).toBe('chunk 2, 0.98 s, +142 ms, 333 B')
  expect(chunkLabel(chunks, 0)).toBe('chunk 1, 0.84 s, +840 ms, 300 B')
})
