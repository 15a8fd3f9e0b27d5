/** Each tab has its own texts, and what takes texts or labels away can be undone. */
import { expect, test } from './fixtures.ts'
import { importFile, open, texts } from './embeddingsPage.ts'
import type { Page } from '@playwright/test'

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Texts' }).getByRole('row')
const change = (page: Page) => page.getByRole('status', { name: 'Last change' })
const undo = (page: Page) => change(page).getByRole('button', { name: 'Undo' }).click()
const task = (page: Page) => page.getByRole('combobox', { name: 'Task type' })

/** What is in the store of drafts, by key. */
const drafts = (page: Page) =>
  page.evaluate(async () => {
    const base = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('playground')
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
    })
    const transaction = base.transaction('drafts')
    const store = transaction.objectStore('drafts')
    const [keys, values] = [store.getAllKeys(), store.getAll()]
    await new Promise((resolve) => transaction.addEventListener('complete', resolve))
    const found = keys.result.map((key, at) => [String(key), values.result[at] as unknown] as const)
    base.close()
    return found
  })

/** Waits until what is on the screen is on the disk. */
const written = (page: Page, words: string) =>
  expect.poll(async () => JSON.stringify(await drafts(page))).toContain(words)

async function importOver(page: Page, name: string, content: string) {
  await importFile(page, name, content)
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
}

test('two tabs: texts and settings of each are there after a reload', async ({ page }) => {
  await open(page, ['of the first'])
  await task(page).selectOption('CLUSTERING')
  await written(page, 'CLUSTERING')
  const other = await page.context().newPage()
  await other.goto('/#/embeddings')
  await expect(texts(other)).toHaveValue('')
  await texts(other).fill('of the second')
  await task(other).selectOption('CLASSIFICATION')
  await written(other, 'CLASSIFICATION')
  await Promise.all([page.reload(), other.reload()])
  await expect(texts(page)).toHaveValue('of the first')
  await expect(task(page)).toHaveValue('CLUSTERING')
  await expect(texts(other)).toHaveValue('of the second')
  await expect(task(other)).toHaveValue('CLASSIFICATION')
  await other.close()
})

test('texts of a time when all tabs shared them are there, and then belong to the tab', async ({ page }) => {
  await page.goto('/#/prompt')
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toBeVisible()
  await expect.poll(async () => (await drafts(page)).length).toBeGreaterThan(0)
  await page.evaluate(async () => {
    const request = indexedDB.open('playground')
    await new Promise((resolve) => request.addEventListener('success', resolve))
    const transaction = request.result.transaction('drafts', 'readwrite')
    const value = { model: 'demo-embedding', lines: 'kept for all tabs', rows: null }
    transaction.objectStore('drafts').put(value, 'embeddings')
    await new Promise((resolve) => transaction.addEventListener('complete', resolve))
    request.result.close()
  })
  await page.goto('/#/embeddings')
  await expect(texts(page)).toHaveValue('kept for all tabs')
  await expect
    .poll(async () => (await drafts(page)).map(([key]) => key).filter((key) => key.startsWith('embeddings')))
    .toEqual([expect.stringMatching(/^embeddings\/\w+$/)])
  await page.reload()
  await expect(texts(page)).toHaveValue('kept for all tabs')
})

test('Import, Remove all rows, Edit as lines and the removal of a row are each undone', async ({ page }) => {
  await open(page, ['mine', 'too'])
  await importOver(page, 'faq.csv', 'text,label\n"one\nmore",a\ntwo,b\n')
  await expect(rowsOf(page)).toContainText([/a.*one/, /b.*two/])
  await expect(change(page)).toContainText('Imported 2 texts')
  await undo(page)
  await expect(texts(page)).toHaveValue('mine\ntoo')
  // Once more, and the other is back.
  await undo(page)
  await expect(rowsOf(page)).toContainText([/a.*one/, /b.*two/])

  await page.getByRole('button', { name: 'Edit as lines' }).click()
  await expect(texts(page)).toHaveValue('one more\ntwo')
  await undo(page)
  await expect(rowsOf(page)).toContainText([/a.*one\nmore/, /b.*two/])

  await page.getByRole('button', { name: 'Remove text 1' }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  await undo(page)
  await expect(rowsOf(page)).toHaveCount(2)

  await page.getByRole('button', { name: 'Remove all rows' }).click()
  await expect(texts(page)).toHaveValue('')
  await expect(change(page)).toContainText('2 rows removed')
  await written(page, '2 rows removed')
  await page.reload()
  await undo(page)
  await expect(rowsOf(page)).toContainText([/a.*one\nmore/, /b.*two/])
})
