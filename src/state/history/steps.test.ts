import { expect, test } from 'vitest'
import { received, says } from '../../runs/fixtures/run.ts'
import { callsIn, partingOf, runsIn, stepsOf } from './steps.ts'
import { runIn } from './shownRun.ts'
import type { Press } from '../../runs/press.ts'

const row = (...ids: string[]) =>
  ({
    id: ids.at(-1),
    earlier: ids.slice(0, -1),
    ...(ids.length > 1 && { steps: ids.length }),
  }) as unknown as Press

test('two loops part at the first step that is not the same run, and of two strangers that is the first', () => {
  expect(partingOf(row('a', 'b', 'c'), row('a', 'd'))).toEqual({ first: 'b', second: 'd', step: 2 })
  expect(partingOf(row('a', 'b'), row('x'))).toEqual({ first: 'a', second: 'x', step: 1 })
  expect(partingOf(row('a'), row('x'))).toBeNull()
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
