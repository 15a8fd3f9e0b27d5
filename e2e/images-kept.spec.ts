/** Pictures that nobody needs any more leave the browser's storage; those in use never do. */
import { choose, message, say, settled, you } from './chatPage.ts'
import { expect, test } from './fixtures.ts'
import { add, tiles, upload } from './pictures.ts'
import { png } from '../src/media/fixtures.ts'
import type { Page } from '@playwright/test'

/** Makes every picture look as if it had been taken long ago. @returns how many there are */
function age(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const open = indexedDB.open('playground')
      open.addEventListener('success', () => resolve(open.result))
    })
    const store = db.transaction('images', 'readwrite').objectStore('images')
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      const get = store.getAllKeys()
      get.addEventListener('success', () => resolve(get.result))
    })
    const abouts = keys.map(String).filter((key) => key.endsWith('/about'))
    for (const key of abouts) {
      const get = store.get(key)
      get.addEventListener('success', () => store.put({ ...get.result, at: 1 }, key))
    }
    await new Promise((done) => store.transaction.addEventListener('complete', done))
    db.close()
    return abouts.length
  })
}

test('by hand from the storage dialog, but only while no other tab is open', async ({ page }) => {
  await page.goto('/#/chat')
  await choose(page, 'demo-flash')
  await add(page, [upload('sent.png', png()), upload('removed.png', png({ width: 40 }))])
  await expect(tiles(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Remove removed.png' }).click()
  await say(page, 'What is this?')
  await settled(page)
  expect(await age(page)).toBe(2)
  const other = await page.context().newPage()
  await other.goto('/#/models')
  await expect(other.getByRole('searchbox', { name: 'Filter models' })).toBeVisible()
  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Storage' }).click()
  const dialog = page.getByRole('dialog', { name: 'Storage' })
  await expect(dialog).toContainText('1 picture (')
  await dialog.getByRole('button', { name: 'Delete unused' }).click()
  await expect(dialog.getByRole('status')).toContainText('Close the other tabs')
  await other.close()
  await dialog.getByRole('button', { name: 'Delete unused' }).click()
  await expect(dialog.getByRole('status')).toHaveText('1 picture deleted.')
  expect(await age(page)).toBe(1)
  await page.reload()
  await expect(you(page).getByRole('img', { name: 'sent.png' })).toBeVisible()
})

test('by itself, once a day, some time after the start', async ({ page }) => {
  await page.clock.install()
  await page.goto('/#/chat')
  await add(page, [upload('draft.png', png()), upload('removed.png', png({ width: 40 }))])
  await expect(tiles(page)).toHaveCount(2)
  await page.getByRole('button', { name: 'Remove removed.png' }).click()
  await message(page).fill('What is this?')
  await page.clock.runFor(1000)
  expect(await age(page)).toBe(2)
  await page.reload()
  await expect(tiles(page)).toHaveCount(1)
  await page.clock.runFor(21_000)
  await expect.poll(() => age(page)).toBe(1)
  await expect(tiles(page).getByRole('img', { name: 'draft.png' })).toBeVisible()
})
