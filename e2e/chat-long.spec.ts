/** Conversations of thousands of turns, a disk that is full, and what travels to another browser. */
import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'
import { onDisk } from './later.ts'

const log = (page: Page) => page.getByRole('log', { name: 'Conversation' })
const message = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })
const you = (page: Page) => log(page).getByRole('article', { name: 'You' })
const model = (page: Page) => log(page).getByRole('article', { name: 'Model' })
const turnAt = (page: Page, position: number) => log(page).locator(`article[aria-posinset="${position}"]`)

async function say(page: Page, text: string): Promise<void> {
  const before = await model(page).count()
  await message(page).fill(text)
  await message(page).press('ControlOrMeta+Enter')
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  await expect(model(page)).toHaveCount(before + 1)
  await expect(model(page).last().locator('dt', { hasText: 'Finish reason' })).not.toHaveCount(0)
  // The reason comes with the last chunk: in that moment a message has to wait still.
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
}

/** Writes so many turns as the app itself would have. */
async function seed(page: Page, count: number): Promise<void> {
  await page.goto('/#/chat')
  await expect(message(page)).toBeVisible()
  // Made by the app: opened by name here it would be made empty.
  await expect.poll(() => onDisk(page)).toMatch(/^\[/)
  await page.evaluate(async (turns) => {
    const db = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open('playground')
      asked.addEventListener('success', () => done(asked.result))
    })
    const tx = db.transaction(['turns', 'conversations'], 'readwrite')
    let parent: string | null = null
    for (let at = 0; at < turns; at++) {
      const id = `t${String(at).padStart(6, '0')}`
      const turn = {
        id,
        conversation: 'long',
        parent,
        slot: id,
        role: at % 2 ? 'model' : 'user',
        images: [],
        at,
      }
      tx.objectStore('turns').put(
        { ...turn, parts: [{ text: `Turn number ${at + 1}. `.repeat(20 + (at % 7) * 9) }] },
        `long/${id}`,
      )
      parent = id
    }
    const record = { id: 'long', title: 'Long', named: true, createdAt: 1, updatedAt: 1, chosen: {} }
    tx.objectStore('conversations').put(record, 'long')
    await new Promise((done) => tx.addEventListener('complete', done))
    db.close()
  }, count)
  await page.reload()
  await page
    .getByRole('list', { name: 'Conversations' })
    .getByRole('button', { name: 'Long', exact: true })
    .click()
}

test('2,000 turns: open at the end, each says its place, all can be found, jumped to and printed', async ({
  page,
}) => {
  await seed(page, 2000)
  await expect(turnAt(page, 2000)).toBeInViewport()
  await expect(turnAt(page, 2000)).toHaveAttribute('aria-setsize', '2000')
  expect(await log(page).getByRole('article').count()).toBeLessThan(60)
  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Find in conversation' }).click()
  await page.getByRole('searchbox', { name: 'Find in conversation' }).fill('turn number 777.')
  await page.keyboard.press('Enter')
  await expect(turnAt(page, 777)).toBeInViewport()
  // Enter steps on, so the focus stays; closing leaves it at what was found.
  await expect(page.getByRole('searchbox', { name: 'Find in conversation' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(turnAt(page, 777)).toBeFocused()
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(turnAt(page, 2000)).toBeInViewport()
  const fromEnd = () => log(page).evaluate((one) => one.scrollHeight - one.clientHeight - one.scrollTop)
  await page.keyboard.press('Home')
  await expect.poll(() => log(page).evaluate((one) => one.scrollTop)).toBe(0)
  await page.keyboard.press('PageDown')
  await expect.poll(() => log(page).evaluate((one) => one.scrollTop / one.clientHeight)).toBeGreaterThan(0.8)
  await page.keyboard.press('End')
  await expect.poll(fromEnd).toBeLessThan(2)
  await expect(turnAt(page, 2000)).toBeInViewport()
  const drawn = await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'))
    const count = document.querySelectorAll('article').length
    dispatchEvent(new Event('afterprint'))
    return count
  })
  expect(drawn).toBe(2000)
})

test('find steps both ways and says where it is', async ({ page }) => {
  await seed(page, 20)
  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Find in conversation' }).click()
  const found = page.getByRole('status', { name: 'Found' })
  await page.getByRole('searchbox', { name: 'Find in conversation' }).fill('turn number 1')
  await expect(found).toHaveText('11 turns')
  await page.keyboard.press('Shift+Enter')
  await expect(found).toHaveText('11 of 11')
  await page.keyboard.press('Enter')
  await expect(found).toHaveText('1 of 11')
  await page.keyboard.press('Enter')
  await expect(found).toHaveText('2 of 11')
})

test('up to 200 turns are all in the document', async ({ page }) => {
  await seed(page, 200)
  await expect(log(page).getByRole('article')).toHaveCount(200)
})

test('follows the answer only while the reader is at the end', async ({ page }) => {
  await seed(page, 30)
  const box = page.getByRole('combobox', { name: 'Model', exact: true })
  await box.fill('demo-long')
  await box.press('Enter')
  await message(page).fill('A long story')
  await message(page).press('ControlOrMeta+Enter')
  const fromEnd = () => log(page).evaluate((one) => one.scrollHeight - one.clientHeight - one.scrollTop)
  await expect.poll(() => log(page).evaluate((one) => one.scrollHeight)).toBeGreaterThan(4000)
  expect(await fromEnd()).toBeLessThan(60)
  await log(page).hover()
  await page.mouse.wheel(0, -600)
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible()
  const place = await log(page).evaluate((one) => one.scrollTop)
  // The answer goes on growing below.
  const grown = (await log(page).evaluate((one) => one.scrollHeight)) + 300
  await expect.poll(() => log(page).evaluate((one) => one.scrollHeight)).toBeGreaterThan(grown)
  expect(await log(page).evaluate((one) => one.scrollTop)).toBe(place)
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect.poll(fromEnd).toBeLessThan(60)
})

test('a full disk: the chat goes on in this tab, says so, and lets everything out', async ({
  page,
  baseURL,
}) => {
  const session = await page.context().newCDPSession(page)
  const origin = new URL(baseURL!).origin
  // Before the first write: Chromium asks for the room once and remembers the answer for minutes.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await page.goto('/#/chat')
  await say(page, 'before')
  await say(page, 'after')
  const banner = page.getByRole('status', { name: 'Storage' })
  await expect(banner).toContainText('Storage is full')
  await expect(you(page)).toHaveText([/before/, /after/])
  await banner.getByRole('button', { name: 'Storage' }).click()
  const download = page.waitForEvent('download')
  await page
    .getByRole('dialog', { name: 'Storage' })
    .getByRole('button', { name: 'Export everything' })
    .click()
  const file = readFileSync(await (await download).path(), 'utf8')
  expect(file).toContain('"after"')
})

test('an export, imported twice into a browser that has other conversations, adds each turn once', async ({
  page,
}) => {
  await page.goto('/#/chat')
  await say(page, 'to be taken along')
  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Storage' }).click()
  const dialog = page.getByRole('dialog', { name: 'Storage' })
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export everything' }).click()
  const path = await (await download).path()
  await dialog.getByRole('button', { name: 'Delete all' }).click()
  await dialog.getByRole('button', { name: 'Delete 1 conversation' }).click()
  await expect(dialog.getByRole('status')).toHaveText('1 conversation deleted.')
  await expect(page.getByRole('list', { name: 'Conversations' }).getByRole('listitem')).toHaveCount(0)
  await dialog
    .getByLabel('Import: file')
    .setInputFiles({ name: 'no.json', mimeType: 'application/json', buffer: Buffer.from('[1]') })
  await expect(dialog.getByRole('status')).toContainText('Nothing was changed')
  for (const words of ['2 turns were added', '0 turns were added']) {
    await dialog.getByLabel('Import: file').setInputFiles(path)
    await expect(dialog.getByRole('status')).toContainText(words)
  }
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('list', { name: 'Conversations' }).getByRole('listitem')).toHaveText([
    /to be taken/,
  ])
})

test('a shared conversation opens beside the own one and sends nothing', async ({ page, api }) => {
  await page.goto('/#/chat')
  await say(page, 'Shared question')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const link = page.getByRole('textbox', { name: 'Link' })
  await expect(link).toHaveValue(/#s2=/)
  const url = await link.inputValue()
  await page.goto('about:blank')
  await page.goto(url)
  await page.getByRole('dialog', { name: 'Open shared prompt' }).getByRole('button', { name: 'Open' }).click()
  await expect(you(page)).toHaveText([/Shared question/])
  await expect(model(page)).toHaveCount(1)
  await expect(page.getByRole('list', { name: 'Conversations' }).getByRole('listitem')).toHaveCount(2)
  expect(api.requests).toEqual([])
})
