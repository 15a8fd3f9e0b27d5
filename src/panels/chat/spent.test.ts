import { expect, test } from 'vitest'
import { spentBy } from './spent.ts'
import { emptyReply } from '../../gemini/reply.ts'
import type { Turn, TurnRun } from '../../state/chat/tree.ts'

const base = { conversation: 'c', parent: null, slot: 's', parts: [], images: [], at: 0 }
const you = (id: string): Turn => ({ ...base, id, role: 'user' })
function model(
  id: string,
  promptTokenCount: number,
  candidatesTokenCount: number,
  state: TurnRun['state'],
): Turn {
  const run: TurnRun = {
    id,
    workspace: 'chat',
    model: 'm',
    startedAt: 0,
    streamed: true,
    chunks: [],
    reply: { ...emptyReply, usageMetadata: { promptTokenCount, candidatesTokenCount } },
    phase: 'settled',
    state,
    failure: null,
    ending: null,
    elapsed: 0,
    slow: false,
    retry: null,
  }
  return { ...base, id, role: 'model', run }
}
const none = { own: null, again: null }

test('a message costs what its answer was asked with, less all that came before', () => {
  const turns = [
    you('1'),
    model('2', 16, 125, 'complete'),
    you('3'),
    model('4', 156, 139, 'complete'),
    you('5'),
  ]
  expect(spentBy(turns)).toEqual([{ own: 16, again: 0 }, none, { own: 15, again: 141 }, none, none])
})

test('nothing is claimed after an answer that was left out', () => {
  const turns = [you('1'), model('2', 16, 5, 'blocked'), you('3'), model('4', 30, 1, 'complete')]
  expect(spentBy(turns)[2]).toEqual(none)
})
