/** Conversations that travel: with their pictures as far as these fit, and with the name of the model. */
import { readFile } from 'node:fs/promises'
import { png } from '../src/media/fixtures.ts'
import { choose, message, model, say, sendButton, settled, you } from './chatPage.ts'
import { expect, test } from './fixtures.ts'
import { noise, upload } from './pictures.ts'
import type { Page } from '@playwright/test'

const attach = async (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) => {
  await page.locator('input[type=file]').first().setInputFiles(files)
  await expect(page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')).toHaveCount(1)
}
const share = (page: Page) => page.getByRole('button', { name: 'Share', exact: true }).click()
const held = (page: Page) => page.getByRole('list', { name: 'In this link' }).getByRole('listitem')

test.beforeEach(async ({ page }) => {
  await page.goto('/#/chat')
  await choose(page, 'demo-flash')
  await attach(page, [upload('small.png', png())])
  await say(page, 'What is this?')
  await settled(page)
})

test('pictures of turns and of the model go along, smaller where they must; the opened turns name their model', async ({
  page,
  browser,
}) => {
  await attach(page, [noise('large.png', 900)])
  await say(page, 'And this?')
  await settled(page)
  await choose(page, 'demo-image')
  await say(page, 'Draw a cat')
  await expect(model(page).last().getByRole('img', { name: 'Generated image 1' })).toBeVisible()
  await expect(sendButton(page)).toBeVisible()
  await share(page)
  const dialog = page.getByRole('dialog', { name: 'Share' })
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/#s2=/)
  await expect(held(page).filter({ hasText: 'small.png' })).toContainText('turn 1, as it is')
  await expect(held(page).filter({ hasText: 'large.png' })).toContainText(
    /turn 3, (smaller copy|too large for a link; the file holds it)/,
  )
  await expect(held(page).filter({ hasText: 'Picture of the model' })).toContainText(/turn 6, /)
  const url = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()
  expect(url.length).toBeLessThan(65_700)

  const other = await browser.newPage()
  await other.goto(url)
  await other
    .getByRole('dialog', { name: 'Open shared prompt' })
    .getByRole('button', { name: 'Open', exact: true })
    .click()
  await expect(you(other)).toHaveCount(3)
  await expect(you(other).first().getByRole('img', { name: 'small.png' })).toBeVisible()
  await expect(model(other).first()).toContainText('demo-flash')
  await expect(model(other).last()).toContainText('demo-image')
  await expect(model(other).last().getByRole('img', { name: 'Generated image 1' })).toBeVisible()
  await other.reload()
  await expect(model(other).last()).toContainText('demo-image')
  await other.close()
})

test('a file without the conversation holds none; a picture that is gone is named', async ({ page }) => {
  await message(page).fill('unsent')
  await share(page)
  const dialog = page.getByRole('dialog', { name: 'Share' })
  await dialog.getByRole('checkbox', { name: 'Include the conversation (2 turns)' }).uncheck()
  const exported = async () => {
    const downloading = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Export file' }).click()
    return JSON.parse(await readFile(await (await downloading).path(), 'utf8'))
  }
  const alone = await exported()
  expect([alone.parts, alone.turns]).toEqual([[{ text: 'unsent' }], undefined])
  await dialog.getByRole('checkbox', { name: 'Include the conversation (2 turns)' }).check()
  expect((await exported()).turns[0].parts[0].media.data).toMatch(/^iVBOR/)
  await expect(dialog.getByRole('status', { name: 'Export' })).toHaveText('')

  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const open = indexedDB.open('playground')
      open.addEventListener('success', () => resolve(open.result))
    })
    const tx = db.transaction('images', 'readwrite')
    tx.objectStore('images').clear()
    await new Promise((done) => tx.addEventListener('complete', done))
    db.close()
  })
  await page.reload()
  await expect(you(page)).toHaveCount(1)
  await share(page)
  expect((await exported()).turns[0].parts).toEqual([{ text: expect.any(String) }])
  await expect(dialog.getByRole('status', { name: 'Export' })).toContainText('Exported without small.png')
})
