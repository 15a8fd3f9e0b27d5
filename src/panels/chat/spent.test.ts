import { expect, test } from 'vitest'
import { spentBy } from './spent.ts'
import { received, says } from '../../runs/fixtures/run.ts'
import { publishRun } from '../../runs/registry.ts'
import type { Turn } from '../../state/chat/tree.ts'

const base = { conversation: 'c', parent: null, slot: 's', parts: [], images: [], at: 0 }
const you = (id: string): Turn => ({ ...base, id, role: 'user' })
function model(
  id: string,
  promptTokenCount: number,
  candidatesTokenCount: number,
  finishReason: string,
): Turn {
  const usageMetadata = { promptTokenCount, candidatesTokenCount }
  publishRun(received([{ ...says('x', finishReason), usageMetadata }], { kind: 'end' }, { id }))
  return { ...base, id, role: 'model', run: id }
}
const none = { own: null, again: null }

test('a message costs what its answer was asked with, less all that came before', () => {
  const turns = [you('1'), model('2', 16, 125, 'STOP'), you('3'), model('4', 156, 139, 'STOP'), you('5')]
  expect(spentBy(turns)).toEqual([{ own: 16, again: 0 }, none, { own: 15, again: 141 }, none, none])
})

test('nothing is claimed after an answer that was left out', () => {
  const turns = [you('1'), model('2', 16, 5, 'SAFETY'), you('3'), model('4', 30, 1, 'STOP')]
  expect(spentBy(turns)[2]).toEqual(none)
})

const usage = (promptTokenCount: number, candidatesTokenCount: number) => ({
  usageMetadata: { promptTokenCount, candidatesTokenCount },
})

test('an answer in several requests counts what it was asked with once', () => {
  const before = received([{ ...says('a', 'CONTINUATION'), ...usage(16, 100) }], undefined, { id: 'hop 1' })
  publishRun(
    received([{ ...says('b', 'STOP'), ...usage(116, 25) }], undefined, {
      id: 'hop 2',
      before,
      hop: { continuationToken: 'dG9rZW4=' },
    }),
  )
  const hops: Turn = { ...base, id: '2', role: 'model', run: 'hop 2' }
  expect(spentBy([you('1'), hops, you('3'), model('4', 156, 139, 'STOP')])).toEqual([
    { own: 16, again: 0 },
    none,
    { own: 15, again: 141 },
    none,
  ])
})
