import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { calls, forgetCalls } from '../../runs/fixtures/server.ts'
import { callAt, page } from './fixtures/page.ts'
import type { Page } from './fixtures/page.ts'

let own: Page
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  own = await page()
})

const call = { name: 'add', args: {} }
const resultDrafts = async () => (await own.keysOf('drafts')).filter((key) => key.startsWith('chat/results/'))

/** @returns the turn whose call waits for a result, with one typed */
async function typed(): Promise<string> {
  own.draft.setState({ parts: [{ text: 'one' }] })
  await own.addDraft('user')
  await own.addTurn('model', { parts: [{ functionCall: call } as never] })
  const { id } = own.chat.getState().shown.at(-1)!
  own.setResult(id, 0, '{"sum":3}')
  await vi.waitFor(async () => expect(await resultDrafts()).toHaveLength(1))
  return id
}

test('results that were sent are forgotten, though another conversation is on the screen by then', async () => {
  const turn = await typed()
  const { id } = own.chat.getState().current
  const sent = own.sendResults(turn, [call])
  own.newChat(true)
  await sent
  await callAt(0)
  expect(calls[0]!.body).toMatchObject({
    contents: [{}, {}, { parts: [{ functionResponse: { name: 'add', response: { sum: 3 } } }] }],
  })
  await vi.waitFor(async () => expect(await resultDrafts()).toEqual([]))
  expect(own.chat.getState().current.id).not.toBe(id)
})

test('results that were sent after a question are forgotten as well', async () => {
  const turn = await typed()
  own.setResult(turn, 0, JSON.stringify(`AIza${'x'.repeat(35)}`))
  expect(await own.sendResults(turn, [call])).toEqual({ sent: false })
  await own.chatLaunch.sendAnyway()
  await callAt(0)
  expect(own.resultsFor(turn)).toEqual([])
  await vi.waitFor(async () => expect(await resultDrafts()).toEqual([]))
})

test('results go to the turn that asked, and nowhere once it is not the last', async () => {
  const turn = await typed()
  await own.addTurn('user', { parts: [{ text: 'by hand' }] })
  expect(await own.sendResults(turn, [call])).toEqual({ sent: false })
  expect(calls).toHaveLength(0)
  expect(await resultDrafts()).toHaveLength(1)
})

test('a file that is read when its conversation is left stays with that conversation, and a temporary one leaves no trace', async () => {
  own.newChat(true)
  await own.addTurn('model', { parts: [{ functionCall: call } as never] })
  const { id, conversation } = own.chat.getState().shown.at(-1)!
  own.newChat()
  const media = { id: 'a', name: 'a.png', mimeType: 'image/png', bytes: 1, from: { at: 'store' } } as never
  own.addResultMedia(id, 0, { media, displayName: 'a.png' }, conversation)
  expect(own.resultsFor(id)).toHaveLength(1)
  const kept = await typed()
  expect(await resultDrafts()).toEqual([expect.stringContaining(kept)])
})

test('whatever a result is given answers what the last loop has said', async () => {
  const turn = await typed()
  const { id: conversation } = own.chat.getState().current
  const media = { id: 'a', name: 'a.png', mimeType: 'image/png', bytes: 1, from: { at: 'store' } } as never
  for (const give of [
    () => own.setResult(turn, 0, '1'),
    () => own.addResultMedia(turn, 0, { media, displayName: 'a.png' }, conversation),
    () => own.removeResultMedia(turn, 0, 'a.png'),
  ]) {
    own.setStopped(conversation, turn, { kind: 'refused', at: 0, problem: 'no JSON' })
    give()
    expect(own.loops.getState().stopped).toEqual({})
  }
})

test('a key is cut out of the results that wait, and of handlers', async () => {
  const turn = await typed()
  const key = `AIza${'x'.repeat(35)}`
  const handlers = { fixed: `{"key":"${key}"}` }
  own.chatDoc.settings.set('functions', [{ declaration: { name: 'add' }, handlers }])
  own.setResult(turn, 0, `{"key":"${key}"}`)
  await own.removeChatKey()
  expect(own.resultsFor(turn)).toEqual([{ text: '{"key":""}', by: 'hand' }])
  expect(JSON.stringify(own.chatDoc.settings.store.getState())).not.toContain(key)
})
