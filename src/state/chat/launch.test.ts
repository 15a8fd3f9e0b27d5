import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { calls, forgetCalls } from '../../runs/fixtures/server.ts'
import { page, say } from './fixtures/page.ts'
import type { Page } from './fixtures/page.ts'

let own: Page
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  own = await page()
  await say(own, 'one', 'answer')
})

const last = () => own.chat.getState().shown.at(-1)!.id
const problem = () => own.chatLaunch.store.getState().problem

test('Continue says why nothing is sent, whatever there is to go on from', async () => {
  expect(await own.continueTurn(last())).toBe(false)
  expect(problem()).toMatch(/^Nothing was sent: the server has left nothing/)

  await own.addTurn('model', { parts: [{ text: 'by hand' }] })
  expect(await own.continueTurn(last())).toBe(false)
  expect(problem()).toMatch(/^Nothing was sent: this answer can no longer be read/)

  const left = own.continueTurn(last())
  own.newChat()
  expect(await left).toBe(false)
  expect(problem()).toMatch(/^Nothing was sent in the conversation you left/)
  expect(calls).toHaveLength(1)
})
