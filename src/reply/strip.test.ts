import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createStrip, endRoom, nearest, spanOf } from './strip.ts'
import type { Beat } from '../runs/run.ts'
import type { Frame } from './strip.ts'

const settled: Frame = { width: 489, height: 16, elapsed: 6420, state: 'complete' }
const beat = (at: number, bytes = 300, kind: Beat['kind'] = 'answer'): Beat => ({ at, bytes, kind })
/** 10 chunks 100 ms apart from 840 ms on. */
const steady = Array.from({ length: 10 }, (_, index) => beat(840 + index * 100))

const arrivals = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 3000 }),
      bytes: fc.integer({ min: 0, max: 5000 }),
      kind: fc.constantFrom('answer', 'thought', 'empty'),
    }),
    { maxLength: 60 },
  )
  .map((list) => {
    let at = 0
    return list.map(({ gap, bytes, kind }): Beat => beat((at += gap), bytes, kind as Beat['kind']))
  })

describe('time', () => {
  test('a settled track is the run itself, but never shorter than two seconds', () => {
    expect([spanOf(310, false), spanOf(6420, false)]).toEqual([2000, 6420])
  })
  test('a live window holds 8 s and doubles when full', () => {
    expect([0, 8000, 8001, 16001].map((elapsed) => spanOf(elapsed, true))).toEqual([8000, 8000, 16000, 32000])
  })
  test('a short failure ends where its time ends, not at the right edge', () => {
    const strip = createStrip()([], { ...settled, elapsed: 500, state: 'failed' })
    expect(strip.edge).toBe(Math.round((489 - endRoom('failed')) / 4))
    expect(strip.dotted).toEqual([{ from: 0, to: strip.edge }])
    expect(strip.solid).toEqual([])
  })
  test('notches stand ahead of now only', () => {
    const strip = createStrip()([], { ...settled, width: 481, elapsed: 4100, state: 'waiting' })
    expect(strip.notches).toEqual([300, 360, 420, 480])
    expect(createStrip()([], settled).notches).toEqual([])
  })
})

describe('ticks', () => {
  test('go from 3 px to four below the height, by bytes to the power .7', () => {
    const strip = createStrip()([beat(0, 0), beat(3000, 500), beat(6000, 1000)], settled)
    expect(strip.answer.map((tick) => tick.height)).toEqual([3, 3 + Math.round(9 * 0.5 ** 0.7), 12])
  })
  test('on one pixel merge, and the taller wins with its colour', () => {
    const strip = createStrip()([beat(1000, 50), beat(1001, 400, 'thought'), beat(1002, 100)], settled)
    expect(strip.answer).toEqual([])
    expect(strip.pale).toEqual([{ x: 75, height: 12, chunk: 1 }])
  })
  test('are 1 px where more than one chunk comes every 7 px', () => {
    const many = Array.from({ length: 70 }, (_, index) => beat(index * 90))
    expect(createStrip()(many, settled).tickWidth).toBe(1)
    expect(createStrip()(many.slice(0, 60), settled).tickWidth).toBe(2)
  })
  test('nearest finds the tick under and beside the pointer', () => {
    const strip = createStrip()(steady, settled)
    expect([0, 64, 68, 489].map((x) => nearest(strip, x))).toEqual([0, 0, 1, 9])
    expect(nearest(createStrip()([], settled), 10)).toBeNull()
  })
})

describe('silences', () => {
  test('a gap over 0.6 s and over four medians is a stall with its length', () => {
    const strip = createStrip()([...steady, beat(3000), beat(6300)], settled)
    expect(strip.stalls.map((stall) => stall.ms)).toEqual([1260, 3300])
    expect(strip.dotted).toHaveLength(3)
  })
  test('0.6 s itself is not a stall yet', () => {
    const gaps = [600, 601].map((gap) => createStrip()([...steady, beat(1740 + gap), beat(6400)], settled))
    expect(gaps.map(({ stalls }) => stalls.length)).toEqual([1, 2])
  })
  test('a gap below four medians is the pace, not a stall', () => {
    const slow = Array.from({ length: 6 }, (_, index) => beat(index * 1000))
    expect(createStrip()(slow, settled).stalls).toEqual([])
  })
  test('the silence before a late end is measured, and only once it has ended', () => {
    const cut = createStrip()(steady, { ...settled, elapsed: 4440, state: 'interrupted' })
    expect(cut.stalls.map((stall) => stall.ms)).toEqual([2700])
    const live = createStrip()(steady, { ...settled, elapsed: 4440, state: 'streaming' })
    expect(live.stalls).toEqual([])
    expect(live.dotted.at(-1)?.to).toBe(live.edge)
  })
  test('a stream that has stalled is still live: its window goes on', () => {
    const stalled = createStrip()(steady, { ...settled, elapsed: 14_000, state: 'stalled' })
    expect(stalled).toEqual(createStrip()(steady, { ...settled, elapsed: 14_000, state: 'streaming' }))
  })
})

describe('first token', () => {
  test('is the first chunk that brought text, a thought included', () => {
    const strip = createStrip()([beat(200, 90, 'empty'), beat(610, 90, 'thought'), beat(900)], settled)
    expect(strip.firstToken?.at).toBe(610)
  })
  test('a blocked prompt has none', () => {
    expect(createStrip()([beat(500, 90, 'empty')], { ...settled, state: 'blocked' }).firstToken).toBeNull()
  })
})

test('drawn as it grows or all at once, the strip is the same, live and settled', () => {
  fc.assert(
    fc.property(
      arrivals,
      fc.integer({ min: 40, max: 700 }),
      fc.array(fc.nat(60), { maxLength: 8 }),
      fc.constantFrom('streaming', 'complete'),
      (chunks, width, stops, state) => {
        const draw = createStrip()
        for (const stop of stops.toSorted((a, b) => a - b)) {
          const seen = chunks.slice(0, stop)
          draw(seen, { width, height: 16, elapsed: seen.at(-1)?.at ?? 0, state: 'streaming' })
        }
        const frame: Frame = { width, height: 16, elapsed: (chunks.at(-1)?.at ?? 0) + 100, state }
        expect(draw(chunks, frame)).toEqual(createStrip()(chunks, frame))
      },
    ),
  )
})

test('another run’s chunks are measured afresh, also where there are as many', () => {
  const draw = createStrip()
  const frame: Frame = { ...settled, elapsed: 6400 }
  draw([beat(100, 900), beat(5000), beat(6000)], frame)
  const other = [beat(2000), beat(2100), beat(2200)]
  expect(draw(other, frame)).toEqual(createStrip()(other, frame))
})

test('every mark is a whole pixel inside the track, and the line covers it without a hole', () => {
  fc.assert(
    fc.property(
      arrivals,
      fc.integer({ min: 40, max: 700 }),
      fc.constantFrom('streaming', 'complete', 'stopped'),
      (chunks, width, state) => {
        const frame: Frame = { width, height: 12, elapsed: (chunks.at(-1)?.at ?? 0) + 700, state }
        const strip = createStrip()(chunks, frame)
        const ticks = [...strip.answer, ...strip.pale]
        for (const value of [
          ...ticks.flatMap((tick) => [tick.x, tick.height]),
          strip.edge,
          ...strip.notches,
        ]) {
          expect(Number.isInteger(value) && value >= 0 && value <= width).toBe(true)
        }
        const covered = new Set(
          [...strip.solid, ...strip.dotted].flatMap(({ from, to }) =>
            Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i),
          ),
        )
        for (let x = 0; x < strip.edge; x++) expect(covered.has(x)).toBe(true)
      },
    ),
  )
})
