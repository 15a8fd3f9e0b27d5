import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createStrip } from './strip.ts'
import { describe as inWords, layLane } from './stripLabels.ts'
import type { Beat } from '../runs/run.ts'

const beat = (at: number): Beat => ({ at, bytes: 300, kind: 'answer' })
const steady = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => beat(from + index * 100))
const draw = (chunks: Beat[], elapsed: number, width = 489) =>
  createStrip()(chunks, { width, height: 16, elapsed, state: 'complete' })

describe('layLane', () => {
  test('labels the first token at its pole and each stall under its bracket', () => {
    const strip = draw([...steady(840, 20), ...steady(3800, 26)], 6400)
    const lane = layLane(strip, 489)
    expect(lane.labels.map(({ text }) => text)).toEqual(['first token 0.84 s', '1.06 s'])
    expect(lane.labels[0]?.x).toBe(strip.firstToken?.x)
    expect(lane.brackets).toEqual([{ from: strip.stalls[0]?.from, to: strip.stalls[0]?.to }])
  })
  test('moves the first token left of its pole where a stall begins under its words', () => {
    const strip = draw([...steady(2000, 4), ...steady(4500, 10)], 6000)
    const lane = layLane(strip, 489)
    expect(lane.labels[0]?.x).toBeLessThan(strip.firstToken?.x ?? 0)
    expect(lane.brackets).toHaveLength(1)
  })
  test('makes way for the caret of the selected tick', () => {
    const strip = draw(steady(840, 50), 6400)
    const { x } = strip.firstToken ?? { x: 0 }
    expect(layLane(strip, 489, x).labels[0]?.x).toBe(x + 10)
    expect(layLane(strip, 489, 400).labels[0]?.x).toBe(x)
  })
  test('says how long the live window is', () => {
    const strip = createStrip()([], { width: 489, height: 16, elapsed: 9000, state: 'waiting' })
    expect(layLane(strip, 489).labels).toEqual([{ text: '16 s', x: 465, low: false }])
  })
  test('no two labels touch and none leaves the lane', () => {
    const gaps = fc.array(fc.constantFrom(20, 90, 700, 1500, 4000), { maxLength: 40 })
    fc.assert(
      fc.property(gaps, fc.integer({ min: 120, max: 600 }), (list, width) => {
        let at = 0
        const chunks = list.map((gap) => beat((at += gap)))
        const { labels } = layLane(draw(chunks, at + 50, width), width)
        const sorted = labels.toSorted((a, b) => a.x - b.x)
        for (const [index, { x, text }] of sorted.entries()) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x + text.length * 6).toBeLessThanOrEqual(sorted[index + 1]?.x ?? width)
        }
      }),
    )
  })
})

describe('the text alternative', () => {
  test('names chunks, first token, stalls, total and state', () => {
    const strip = draw([...steady(840, 20), ...steady(3800, 26)], 6400)
    expect(inWords(strip, 46, 6400, 'complete')).toBe(
      '46 chunks, first token 0.84 s, stall of 1.06 s, total 6.40 s, complete',
    )
  })
  test('does not claim a token that never came', () => {
    expect(inWords(draw([], 310), 0, 310, 'failed')).toBe('0 chunks, no token, total 0.31 s, failed')
  })
})
