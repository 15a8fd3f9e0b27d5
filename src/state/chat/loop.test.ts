import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { calls, forgetCalls } from '../../runs/fixtures/server.ts'
import { answerBy, callAt, calling, page } from './fixtures/page.ts'
import type { Page } from './fixtures/page.ts'

let own: Page
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  own = await page()
  own.chatDoc.settings.setModel('demo-flash')
})

/** Sends a message, and has functions called. @returns the turn of the calls */
async function call(...names: readonly string[]) {
  own.setDraftText('Go.')
  await own.sendDraft()
  await callAt(calls.length - 1)
  await answerBy(own, calling(...names))
  return own.chat.getState().shown.at(-1)!
}

test('a run that answers calls names the run that made them; one that answers a message names none', async () => {
  const turn = await call('look_up')
  const first = await own.findRun(turn.run!)
  expect(first?.parent).toBeUndefined()
  own.setResult(turn.id, 0, '{"found": 1}')
  await own.sendResults(turn.id, [{ id: 'call-0', name: 'look_up' }])
  await callAt(1)
  const answer = own.chat.getState().shown.at(-1)!
  expect(await own.findRun(answer.run!)).toMatchObject({ parent: turn.run })
})
