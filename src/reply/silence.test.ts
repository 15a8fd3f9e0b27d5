import { expect, test } from 'vitest'
import { markOwn } from '../runs/registry.ts'
import { chunk, settled } from '../runs/fixtures/run.ts'
import { failure } from '../gemini/error.ts'
import { silenceOf } from './silence.ts'
import type { Run } from '../runs/run.ts'

const live = (change: Partial<Run> = {}): Run => {
  const run = { ...settled({ at: 1000 }), chunks: [], ending: null, elapsed: null, ...change }
  markOwn(run.id)
  return run
}

test('a wait is worth a word from ten seconds on', () => {
  expect([9999, 10_000, 64_000].map((elapsed) => silenceOf(live(), elapsed))).toEqual([0, 10_000, 64_000])
})

test('it counts from the last event, whatever that brought', () => {
  const run = live({ chunks: [chunk(2000, {}), chunk(30_000, {})] })
  expect([39_000, 41_500].map((elapsed) => silenceOf(run, elapsed))).toEqual([0, 11_500])
})

test('a try that is repeated counts from its own start', () => {
  const attempts = [{ failure: failure('unavailable', 'x', { code: 503 }), nextAt: 1000 + 9000 }]
  expect([18_000, 19_000].map((elapsed) => silenceOf(live({ attempts }), elapsed))).toEqual([0, 10_000])
})

test('what has ended is not silent, and neither is what another tab receives', () => {
  expect(silenceOf({ ...live(), ending: { kind: 'end' } }, 60_000)).toBe(0)
  expect(silenceOf({ ...live(), id: 'of another tab' }, 60_000)).toBe(0)
})
