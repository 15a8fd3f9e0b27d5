/** What cannot be read whole or compared is marked: before it is sent, and where it stands. */
import { expect, test } from './fixtures.ts'
import { embedButton, neighbours, open, pair, table, texts } from './embeddingsPage.ts'
import type { Page } from '@playwright/test'

const tooLong = (page: Page) => page.getByRole('status', { name: 'Texts too long' })
const words = (count: number) => 'word '.repeat(count).trim()

test('a text longer than the model reads is named with its own count before anything is sent', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await open(page, ['short', words(2300), words(1900)])
  await expect(tooLong(page)).toContainText('Text 2 (2,300 tokens)')
  await expect(tooLong(page)).toContainText('gemini-embedding-001 reads 2,048 tokens')
  expect(api.requests.filter((request) => request.url().includes('mbedContent'))).toEqual([])
  // A model that reads more has nothing to say against it.
  const model = page.getByRole('combobox', { name: 'Embedding model' })
  await model.fill('gemini-embedding-2')
  await model.press('Enter')
  await expect(tooLong(page)).toBeEmpty()
  await model.fill('gemini-embedding-001')
  await model.press('Enter')
  await expect(tooLong(page)).toContainText('Text 2 (2,300 tokens)')
  await page.getByRole('button', { name: 'Edit as rows' }).click()
  await expect(tooLong(page)).toContainText('Text 2 (2,300 tokens)')
})

test('where nothing may be counted, the figure is called an estimate', async ({ page }) => {
  await open(page, ['AIzaSyA1234567890abcdefghijklmnopqrstuvw', words(4000)])
  await expect(page.getByRole('status', { name: 'Token count' })).toHaveText('not counted: looks like a key')
  await expect(tooLong(page)).toContainText(/Text 2 \(about [\d,]+ tokens\)/)
})

/** Answers with vectors of the test's own. */
async function answer(page: Page, origin: string, vectors: number[][]) {
  await page.route(`${origin}/**/*:batchEmbedContents`, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    return route.fulfill({
      headers: { 'access-control-allow-origin': '*' },
      json: { embeddings: vectors.map((values) => ({ values })) },
    })
  })
}

test('a vector of zeros is marked in the matrix, its pair, the list and the dialog', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await answer(page, api.origin, [
    [1, 0, 0, 0],
    [0, 0, 0, 0],
    [0.8, 0.6, 0, 0],
  ])
  await open(page, ['one', 'two', 'three'])
  await embedButton(page).click()
  await expect(page.getByRole('status', { name: 'Vectors of zeros' })).toContainText(
    'Text 2: a vector of zeros',
  )
  await expect(table(page).getByRole('rowheader').nth(1)).toContainText('a vector of zeros')
  const cell = table(page).locator('[data-a="0"][data-b="1"]')
  await expect(cell).toHaveText('–')
  await expect(cell).toHaveAccessibleName('1 × 2, no cosine')
  await expect(table(page).locator('[data-a="0"][data-b="2"]')).toHaveText('0.80')
  await cell.hover()
  await expect(pair(page)).toContainText('no cosine: a vector of zeros has no direction')
  await expect(neighbours(page).last()).toContainText('zeros')
  await cell.click()
  await expect(page.getByRole('dialog', { name: 'Pair 1 × 2' })).toContainText(
    'Norm 0.0000, a vector of zeros',
  )
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Metric' }).selectOption('euclidean')
  await expect(cell).toHaveText('1.00')
})

test('a vector of another length is left out and named, and does not fail the others', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await answer(page, api.origin, [
    [1, 0, 0],
    [1, 0, 0, 0],
    [0.8, 0.6, 0, 0],
  ])
  await open(page, ['one', 'two', 'three'])
  await embedButton(page).click()
  await expect(page.getByRole('status', { name: 'Vectors left out' })).toContainText(
    'The vector of text 1 did not have 4 numbers (3)',
  )
  await expect(table(page).getByRole('rowheader')).toHaveText(['1two', '2three'])
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(texts(page)).toHaveValue('one\ntwo\nthree')
})

test('what this page found out by itself does not stand among the server’s words', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await page.route(`${api.origin}/**/*:batchEmbedContents`, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    return route.fulfill({ headers: { 'access-control-allow-origin': '*' }, json: { unexpected: true } })
  })
  await open(page, ['one', 'two'])
  await embedButton(page).click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('the reply could not be read')
  // The line for the server's words is the one in mono.
  await expect(
    alert.locator('.font-mono').filter({ hasText: /no Gemini response|The list of embeddings/ }),
  ).toHaveCount(0)
  await expect(alert).toContainText('The list of embeddings')
})
