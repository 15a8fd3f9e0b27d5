import { expect, test } from 'vitest'
import { answeredCalls } from './answered.ts'
import { stepOf } from './steps.ts'
import type { Part } from '../../gemini/types.ts'
import type { Turn } from './tree.ts'

const turn = (role: Turn['role'], ...parts: Part[]): Turn => ({
  id: `${role}${JSON.stringify(parts)}`,
  conversation: 'c',
  parent: null,
  slot: 's',
  role,
  parts,
  at: 0,
})
const call = (name: string, id?: string): Part => ({ functionCall: { name, args: {}, ...(id && { id }) } })
const result = (name: string, output: number, id?: string): Part => ({
  functionResponse: { name, response: { output }, ...(id && { id }) },
})

test('results find their calls by id, and those without one by name, in order', () => {
  const said = turn('model', { text: 'Both.' }, call('a', '1'), call('a', '2'), call('b'), call('b'))
  const given = turn('user', result('a', 2, '2'), result('a', 1, '1'), result('b', 3))
  expect(answeredCalls(said, given).map(({ response, at }) => [response?.response, at])).toEqual([
    [{ output: 1 }, 1],
    [{ output: 2 }, 0],
    [{ output: 3 }, 2],
    [undefined, -1],
  ])
  expect(answeredCalls(said, undefined).map(({ at }) => at)).toEqual([-1, -1, -1, -1])
  expect(answeredCalls(said, turn('model', result('b', 1))).every(({ at }) => at === -1)).toBe(true)
})

test('steps count from what a person wrote last', () => {
  const shown = [
    turn('user', { text: 'Hi' }),
    turn('model', call('a')),
    turn('user', result('a', 1)),
    turn('model', call('b')),
    turn('user', result('b', 1)),
    turn('model', { text: 'Done' }),
    turn('user', { text: 'More' }),
    turn('model', call('a')),
  ]
  expect([1, 3, 5, 7].map((index) => stepOf(shown, index))).toEqual([1, 2, 3, 1])
  const leftOut = { ...turn('model', call('b')), leftOut: true as const }
  expect(stepOf([...shown.slice(0, 3), leftOut, turn('model', call('c'))], 4)).toBe(2)
})
