import { describe, expect, test } from 'vitest'
import { chunkLabel, figuresOf, size } from './figures.ts'
import { chunk, settled } from './fixtures/run.ts'

describe('figuresOf', () => {
  const usageMetadata = { promptTokenCount: 412, candidatesTokenCount: 638, thoughtsTokenCount: 521 }
  const chunks = [chunk(200, 'empty'), chunk(500, 'thought'), chunk(840), chunk(6000)]

  test('speed counts from the first chunk of the answer, not from the first thought', () => {
    expect(figuresOf(settled({ chunks, elapsed: 6420, reply: { candidates: [], usageMetadata } }))).toEqual({
      firstToken: 500,
      total: 6420,
      tokensIn: 412,
      tokensOut: 638,
      thoughts: 521,
      tokensPerSecond: 638 / 5.58,
    })
  })
  test('an answer that came at once has no stretch of its own: there it is the whole run', () => {
    const unary = settled({
      chunks: [chunk(1900), chunk(1999)],
      elapsed: 2000,
      reply: { candidates: [], usageMetadata },
    })
    expect(figuresOf(unary).tokensPerSecond).toBe(319)
  })
  test('a missing count with usage at hand is zero; without usage it is unknown', () => {
    const silent = settled({
      chunks: [chunk(500, 'empty')],
      reply: { candidates: [], usageMetadata: { promptTokenCount: 9 } },
    })
    expect(figuresOf(silent)).toMatchObject({
      firstToken: null,
      tokensIn: 9,
      tokensOut: 0,
      thoughts: 0,
      tokensPerSecond: null,
    })
    expect(figuresOf(settled({}))).toMatchObject({ tokensIn: null, tokensOut: null, thoughts: null })
  })
})

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
  const chunks = [chunk(840), { ...chunk(982), bytes: 333 }]
  expect(chunkLabel(chunks, 1)).toBe('chunk 2, 0.98 s, +142 ms, 333 B')
  expect(chunkLabel(chunks, 0)).toBe('chunk 1, 0.84 s, +840 ms, 300 B')
})
