import { dialog } from './contract.ts'
import { expect, test } from './fixtures.ts'
import { log, message, model, say, settled, you } from './chatPage.ts'
import type { Page } from '@playwright/test'

async function openStorage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Storage', exact: true }).click()
  await expect(dialog(page, 'Storage')).toBeVisible()
}

const fileOf = (value: unknown) => ({
  name: 'conversations.json',
  mimeType: 'application/json',
  buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
})

test('an imported answer whose run has the wrong shape opens with its words, and says so', async ({
  page,
}) => {
  await page.goto('/#/chat')
  await expect(message(page)).toBeVisible()
  const place = { conversation: 'brought', images: [], slot: 't1' }
  const question = { ...place, id: 't1', parent: null, role: 'user', at: 1, parts: [{ text: 'How much?' }] }
  const run = { id: 'r', phase: 'settled', chunks: [], reply: { candidates: [{ parts: [{ text: [1] }] }] } }
  const answer = {
    ...place,
    id: 't2',
    slot: 't2',
    parent: 't1',
    role: 'model',
    at: 2,
    parts: [{ text: 'Much.' }],
    run,
  }
  const conversation = {
    id: 'brought',
    title: 'Brought',
    named: true,
    createdAt: 1,
    updatedAt: 2,
    chosen: {},
  }
  await openStorage(page)
  await dialog(page, 'Storage')
    .getByLabel('Import: file')
    .setInputFiles(
      fileOf({ v: 1, conversations: [{ conversation, turns: [question, answer] }], images: [], aside: [] }),
    )
  await expect(dialog(page, 'Storage').getByRole('status')).toHaveText(
    '2 turns were added. How 1 answer came could not be read; the words are there.',
  )
  await page.keyboard.press('Escape')
  await page
    .getByRole('list', { name: 'Conversations' })
    .getByRole('button', { name: 'Brought', exact: true })
    .click()
  await expect(you(page)).toContainText('How much?')
  await expect(model(page)).toContainText('Much.')
  await expect(model(page)).toContainText('How this answer arrived could not be read')
  await page.reload()
  await expect(model(page)).toContainText('Much.')
  await expect(log(page).getByRole('alert')).toHaveCount(0)
})

test('what fails in Storage, History and Share is said there in a sentence', async ({ page }) => {
  await page.goto('/#/chat')
  await say(page, 'Hello')
  await settled(page)
  // The file cannot be read, nothing can be downloaded, and the browser does not tell what it grants.
  await page.evaluate(() => {
    Blob.prototype.text = () => Promise.reject(new DOMException('It was moved.', 'NotReadableError'))
    URL.createObjectURL = () => {
      throw new TypeError('No more addresses')
    }
    navigator.storage.estimate = () => Promise.reject(new TypeError('Not told'))
  })
  await openStorage(page)
  const storage = dialog(page, 'Storage')
  await storage.getByLabel('Import: file').setInputFiles(fileOf('{}'))
  await expect(storage.getByRole('status')).toHaveText('conversations.json could not be read. It was moved.')
  await storage.getByRole('button', { name: 'Export everything' }).click()
  await expect(storage.getByRole('status')).toHaveText('Nothing was exported. No more addresses.')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Conversation as JSON' }).click()
  const history = dialog(page, 'Conversation as JSON')
  await expect(history.getByRole('textbox', { name: 'Conversation as JSON' })).toHaveValue(/Hello/)
  await history.getByRole('button', { name: 'Export JSON' }).click()
  await expect(history.getByRole('status')).toHaveText('Nothing was exported. No more addresses.')
  await history.getByLabel('Import JSON: file').setInputFiles(fileOf('[]'))
  await expect(history.getByRole('status')).toHaveText('conversations.json could not be read. It was moved.')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const share = dialog(page, 'Share')
  await expect(share.getByRole('textbox', { name: 'Link' })).toHaveValue(/#s2=/)
  await share.getByRole('button', { name: 'Export file' }).click()
  await expect(share.getByRole('status', { name: 'Export' })).toHaveText(
    'Nothing was exported. No more addresses.',
  )
})
