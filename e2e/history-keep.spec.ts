/** What History keeps: over closed tabs, older versions, limits, and on a phone. */
import { expect, test } from './fixtures.ts'
import { action, keptRuns, openHistory, rowOf, rowsOf, runPrompt, runsTable } from './historyPage.ts'
import type { Page } from '@playwright/test'

/** Empties stores of the base, as if an earlier version had kept the runs. */
const emptyStores = (page: Page, stores: readonly string[]): Promise<void> =>
  page.evaluate(async (names) => {
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const open = indexedDB.open('playground')
      open.addEventListener('success', () => done(open.result))
      open.addEventListener('error', () => fail(open.error ?? new Error('IndexedDB')))
    })
    const tx = db.transaction(names, 'readwrite')
    for (const name of names) tx.objectStore(name).clear()
    await new Promise((done) => tx.addEventListener('complete', done))
    db.close()
  }, stores)

test('a tab that was closed in the middle leaves one interrupted run, which other tabs have seen going on', async ({
  page,
  api,
  context,
}) => {
  await page.goto('/')
  await openHistory(page)
  const other = await context.newPage()
  await other.goto('/')
  await api.connect(other)
  await other.getByRole('combobox', { name: 'Model', exact: true }).fill('demo-slow')
  await other.getByRole('combobox', { name: 'Model', exact: true }).press('Enter')
  await other.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Tell me about harbours')
  await other.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(rowOf(page, 'harbours')).toHaveText(/waiting|streaming/)
  await other.close()
  await page.reload()
  await expect(rowsOf(page)).toHaveText([/harbours.*interrupted/])
  await page.reload()
  await expect(rowsOf(page)).toHaveText([/harbours.*interrupted/])
})

test('runs of an earlier version are listed and searched', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await runPrompt(page, 'Reply with exactly: early')
  await openHistory(page)
  await expect(rowsOf(page)).toHaveText([/early/])
  await page.goto('about:blank')
  await page.goto('/')
  await emptyStores(page, ['presses', 'searchTexts'])
  await page.reload()
  await page.getByRole('link', { name: 'History' }).click()
  await expect(rowsOf(page)).toHaveText([/Prompt.*early.*complete/])
  await page.getByRole('searchbox', { name: 'Search runs' }).fill('EXACTLY: early')
  await expect(rowsOf(page)).toHaveCount(1)
})

test('Keep has four choices and says how many are kept; the choice outlives the page', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await runPrompt(page, 'Reply with exactly: only')
  await openHistory(page)
  await expect(keptRuns(page)).toHaveText(/^1 run, /)
  const keep = page.getByRole('combobox', { name: 'Keep', exact: true })
  await expect(keep.getByRole('option')).toHaveText(['200', '1,000', '5,000', 'All'])
  await expect(keep).toHaveValue('1,000')
  await keep.selectOption('5,000')
  await page.reload()
  await expect(keep).toHaveValue('5,000')
})

test('what two tabs pin and delete is seen in the other', async ({ page, api, context }) => {
  await page.goto('/')
  await api.connect(page)
  await runPrompt(page, 'Reply with exactly: one')
  await runPrompt(page, 'Reply with exactly: two')
  await openHistory(page)
  const other = await context.newPage()
  await other.goto('/#/history')
  await expect(rowsOf(other)).toHaveText([/two/, /one/])
  await action(other, 'Pin run 2')
  await expect(rowsOf(page)).toHaveText([/one/, /two/])
  await action(page, 'Delete run 2')
  await expect(rowsOf(other)).toHaveText([/one/])
  await other.close()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('every control is there by its name', async ({ page }) => {
    await page.goto('/#/prompt')
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Reply with exactly: small')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(page.getByRole('status', { name: 'Answer status' })).toHaveText(/complete/i)
    await openHistory(page)
    await expect(runsTable(page)).toContainText('small')
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByRole('combobox', { name: 'State', exact: true }).selectOption('complete')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'More about runs' }).click()
    await expect(page.getByRole('combobox', { name: 'Keep', exact: true })).toBeVisible()
    await expect(page.getByRole('switch', { name: 'Keep new runs' })).toBeChecked()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'More about run 1' }).click()
    await action(page, 'Pin run 1')
    await expect(rowsOf(page)).toHaveText([/pinned.*small/])
    await rowOf(page, 'small').click({ position: { x: 120, y: 20 } })
    const run = page.getByRole('region', { name: 'Run', exact: true })
    await expect(run).toContainText('small')
    await run.getByRole('button', { name: 'Close' }).click()
    await expect(rowsOf(page)).toHaveCount(1)
  })
})
