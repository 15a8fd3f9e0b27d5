import { expect, test } from 'vitest'
import { answerCall } from './answerCall.ts'
import type { OwnFunction } from '../../request/functions/declaration.ts'

const declaration = { name: 'get_weather' }
const call = { name: 'get_weather', args: { city: 'Oslo' } }
const answer = (fn: Omit<OwnFunction, 'declaration'>) => answerCall({ declaration, ...fn }, call, 1)

test('a fixed result and the row that fits answer, and say what they are', async () => {
  expect(await answer({ handler: 'fixed', handlers: { fixed: '[1]' } })).toMatchObject({
    kind: 'result',
    value: [1],
    by: 'fixed',
  })
  const table = JSON.stringify([
    { args: { city: 'Lisbon' }, result: 1 },
    { args: { city: 'O*' }, result: null },
  ])
  expect(await answer({ handler: 'table', handlers: { table } })).toMatchObject({
    kind: 'result',
    value: null,
    by: 'table',
    row: 2,
  })
})

test.each<[why: string, Omit<OwnFunction, 'declaration'>]>([
  ['has no handler', { handlers: { fixed: '1' } }],
  ['is empty', { handler: 'table', handlers: { fixed: '1', table: ' ' } }],
  ['No row', { handler: 'table', handlers: { table: '[{"args":{"city":"R*"},"result":1}]' } }],
  ['came with a file', { handler: 'javascript', handlers: { javascript: 'return 1' }, unread: true }],
])('it asks, and says why: %s', async (why, fn) => {
  expect(await answer(fn)).toEqual({ kind: 'ask', why: expect.stringContaining(why) })
})

test('what cannot be read fails with its place', async () => {
  expect(await answer({ handler: 'table', handlers: { table: '[{"args":{}}]' } })).toEqual({
    kind: 'failed',
    problem: 'The table of get_weather cannot be read. Row 1 has no “result”.',
  })
  expect(await answer({ handler: 'fixed', handlers: { fixed: '{' } })).toMatchObject({ kind: 'failed' })
})

test('an aborted call is not answered', async () => {
  const gone = AbortSignal.abort(new Error('Stopped'))
  await expect(answerCall({ declaration }, call, 1, { signal: gone })).rejects.toThrow('Stopped')
})

test('nor is one that is aborted while what runs its JavaScript is loaded', async () => {
  const stop = new AbortController()
  const script: OwnFunction = { declaration, handler: 'javascript', handlers: { javascript: 'return 1' } }
  const answered = answerCall(script, call, 1, { signal: stop.signal })
  stop.abort(new Error('Stopped'))
  await expect(answered).rejects.toThrow('Stopped')
})
