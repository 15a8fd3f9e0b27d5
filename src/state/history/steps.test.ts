import { expect, test } from 'vitest'
import { received, says } from '../../runs/fixtures/run.ts'
import { answersTo, callsIn, numberIn, partingOf, runsIn, stepsOf } from './steps.ts'
import { runIn } from './shownRun.ts'
import type { Press } from '../../runs/press.ts'
import type { Run } from '../../runs/run.ts'

type Five = [Run, Run, Run, Run, Run]

const row = (...ids: string[]) =>
  ({
    id: ids.at(-1),
    earlier: ids.slice(0, -1),
    ...(ids.length > 1 && { steps: ids.length }),
  }) as unknown as Press

test('two loops part at the first step that is not the same run, and of two strangers that is the first', () => {
  const [a, b, c, d, x] = ['a', 'b', 'c', 'd', 'x'].map((id) => received([], undefined, { id })) as Five
  expect(partingOf([a, b, c], [a, d])).toEqual({ first: b, second: d, step: 2 })
  expect(partingOf([a, b], [x])).toEqual({ first: a, second: x, step: 1 })
  expect(partingOf([a], [x])).toBeNull()
})

test('two loops part by steps, however many requests the answer of one took', () => {
  const [a, more, b, c, d] = [
    received([], undefined, { id: 'a' }),
    received([], undefined, { id: 'more', parent: 'a', hop: { continuationToken: 't' } }),
    received([], undefined, { id: 'b', parent: 'more' }),
    received([], undefined, { id: 'c', parent: 'more' }),
    received([], undefined, { id: 'd', parent: 'a' }),
  ] as Five
  expect(partingOf([a, more, b], [a, more, c])).toEqual({ first: b, second: c, step: 2 })
  expect(partingOf([a, more, b], [a, d])).toEqual({ first: more, second: a, step: 1 })
  // An answer in two requests is no loop.
  expect(partingOf([a, more], [a])).toBeNull()
})

test('an answer in several requests is one step, that of its last', () => {
  const [a, b, c] = [
    received([], undefined, { id: 'a' }),
    received([], undefined, { id: 'b', parent: 'a', hop: { continuationToken: 't' } }),
    received([], undefined, { id: 'c', parent: 'b' }),
  ]
  expect(stepsOf([a!, b!, c!]).map(({ id }) => id)).toEqual(['b', 'c'])
  expect(runsIn(row('a', 'b', 'c'))).toEqual(['a', 'b', 'c'])
})

test('where a run cannot be read the others keep their numbers, and no step is taken for the rest of another', () => {
  const a = received([], undefined, { id: 'a' })
  const c = received([], undefined, { id: 'c', parent: 'b', hop: { continuationToken: 't' } })
  const d = received([], undefined, { id: 'd', parent: 'c' })
  expect(stepsOf([a, c, d])).toEqual([a, c, d])
  const loop = row('a', 'b', 'c', 'd')
  expect(['a', 'c', 'd'].map((id) => numberIn(loop, [a, c, d], id))).toEqual([1, 2, 3])
})

test('results are those of a step that they were sent for, and of no other', async () => {
  const a = received([], undefined, { id: 'a' })
  const c = received([], undefined, { id: 'c', parent: 'b' })
  expect(await answersTo(a, c)).toBeNull()
})

const call = (name: string) => ({ functionCall: { name, args: {} } })

test('the calls of an answer are those of its first candidate, in their order', () => {
  const event = {
    ...says('', 'STOP'),
    candidates: [{ index: 0, content: { parts: [call('b'), call('a')] } }],
  }
  expect(callsIn(received([event])).map(({ name }) => name)).toEqual(['b', 'a'])
})

test('an address names a row, and a step of it', () => {
  expect(runIn('#/history/a')).toEqual({ id: 'a', step: null })
  expect(runIn('#/history/a/b?x')).toEqual({ id: 'a', step: 'b' })
  for (const hash of ['#/history', '#/chat/a']) expect(runIn(hash)).toEqual({ id: null, step: null })
})
