import { expect, test } from 'vitest'
import { createReplay, lengthOf, momentsOf, whyNotPlayed } from './replay.ts'
import { chunk, received, says, settled } from './fixtures/run.ts'
import { read } from './read.ts'
import type { Run } from './run.ts'

const text = (run: Run) =>
  (read(run).reply.candidates[0]?.parts ?? []).map((part) => part.text ?? '').join('')

const run = settled({
  chunks: [chunk(400, says('one ')), chunk(900, says('two ')), chunk(2500, says('three', 'STOP'))],
})

test('at each moment it says what it had said by then, and has not ended', () => {
  const at = createReplay(run)
  expect([0, 399, 400, 899, 900, 2499, 2500, 2999].map((ms) => text(at(ms)))).toEqual([
    '',
    '',
    'one ',
    'one ',
    'one two ',
    'one two ',
    'one two three',
    'one two three',
  ])
  expect(at(2999).ending).toBeNull()
  expect(at(3000)).toBe(run)
  expect(momentsOf(run)).toEqual([0, 400, 900, 2500, 3000])
})

test('it goes back as well, and between two chunks stays the same run', () => {
  const at = createReplay(run)
  expect(text(at(2600))).toBe('one two three')
  expect(text(at(500))).toBe('one ')
  expect(at(510)).toBe(at(890))
  expect(text(at(0))).toBe('')
  expect(text(at(1000))).toBe('one two ')
})

test('what is derived of the whole run is left alone, and nothing of a moment is left in it', () => {
  const whole = read(run)
  const at = createReplay(run)
  for (const ms of [100, 450, 1000, 2700]) read(at(ms))
  expect(read(run)).toBe(whole)
  expect(text(run)).toBe('one two three')
  expect(read(at(950)).beats).toHaveLength(2)
})

test('a growing answer costs its growth: a long one is not folded anew for every chunk', () => {
  let looks = 0
  const watched = (response: ReturnType<typeof says>) =>
    new Proxy(response, {
      get(target, name) {
        if (name === 'candidates') looks += 1
        return Reflect.get(target, name) as unknown
      },
    })
  const chunks = Array.from({ length: 500 }, (_, index) => chunk(index, watched(says('word '))))
  const at = createReplay(settled({ chunks, elapsed: 500 }))
  for (let ms = 0; ms < 500; ms += 1) read(at(ms))
  // Anew, each would be looked at some 250 times.
  expect(looks / chunks.length).toBeGreaterThan(1)
  expect(looks / chunks.length).toBeLessThan(10)
})

test('what cannot be played says why', () => {
  expect(whyNotPlayed(run)).toBeNull()
  expect(whyNotPlayed(settled())).toMatch(/^This run received nothing/)
  expect(whyNotPlayed(received([says('a')], null))).toMatch(/still going on/)
  expect(whyNotPlayed(received([says('a')], undefined, { v1: { beats: [] } }))).toMatch(/earlier version/)
})

test('a stream that was cut has its length to where it was cut', () => {
  expect(lengthOf(received([says('a'), says('b')], { kind: 'stopped' }, { elapsed: null }))).toBe(200)
})
