import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { mediaIn } from '../../request/media.ts'
import { forgetCalls } from '../../runs/fixtures/server.ts'
import { textOnDisk } from '../../store/fixtures/base.ts'
import { page, say } from './fixtures/page.ts'
import type { MediaRef } from '../../request/media.ts'
import type { Page } from './fixtures/page.ts'

const image: MediaRef = {
  id: 'a'.repeat(64),
  name: 'cat.png',
  mimeType: 'image/png',
  bytes: 9,
  from: { at: 'store' },
}
const here = (own: Page) => own.chat.getState().current.id

let own: Page
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
  own = await page()
})

test('a picture that is through later is in the composer it was brought to, and a temporary one leaves none', async () => {
  own.followDrafts()
  await say(own, 'first', 'eins')
  const [first, home] = [here(own), { of: here(own), conversation: here(own) }]
  own.newChat()
  await own.addDraftMedia(image, home)
  expect(mediaIn(own.draft.getState().parts)).toEqual([])
  const unsaved = { of: own.draft.getState().of, conversation: here(own) }
  await own.openConversation(first)
  await vi.waitFor(() => expect(mediaIn(own.draft.getState().parts)).toMatchObject([{ name: image.name }]))
  await own.addDraftMedia({ ...image, name: 'dog.png' }, unsaved)
  own.newChat()
  await vi.waitFor(() => expect(mediaIn(own.draft.getState().parts)).toMatchObject([{ name: 'dog.png' }]))
  own.clearDraft()
  own.newChat(true)
  const temporary = { of: own.draft.getState().of, conversation: here(own) }
  await own.openConversation(first)
  await own.addDraftMedia({ ...image, name: 'secret.png' }, temporary)
  await vi.waitFor(() => expect(mediaIn(own.draft.getState().parts)).toMatchObject([{ name: image.name }]))
  expect(await textOnDisk()).not.toContain('secret.png')
})
