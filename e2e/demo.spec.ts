/** The demo in the tab: what only a browser can give it, and what it must not pretend. */
import { answer, fact, prompt, response } from './contract.ts'
import { embedButton, neighbours, table } from './embeddingsPage.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const run = async (page: Page, text: string) => {
  await prompt(page).fill(text)
  await prompt(page).press('ControlOrMeta+Enter')
  await expect(fact(answer(page), 'Finish reason')).toHaveText('STOP')
}

test('an answer is computed or refused plainly, without a disclaimer and under the demo’s own name', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await run(page, 'Solve x^2 - 5x + 6 = 0')
  await expect(answer(page)).toContainText('x = 2 or x = 3')
  await expect(answer(page)).not.toContainText('language model')
  await expect(fact(answer(page), 'Model version')).toHaveText('demo-flash')
  await run(page, 'Why is the sky blue?')
  await expect(answer(page)).toContainText('takes a language model, and the demo has none')
  await expect(
    answer(page)
      .getByRole('listitem')
      .filter({ has: page.locator('code') }),
  ).toHaveCount(3)
  expect(api.requests).toEqual([])
})

test('pictures of all three kinds are measured', async ({ page }) => {
  await page.goto('/')
  for (const name of ['chart.png', 'shapes.webp', 'receipt.jpg']) {
    await page.getByRole('button', { name: new RegExp(`^Add sample ${name.replace('.', '\\.')}`) }).click()
    await expect(page.getByRole('button', { name: `Remove ${name}` })).toBeVisible()
    await run(page, 'What is in this picture?')
    await expect(answer(page)).toContainText(/Main colours: [a-z ]+\(\d+ %\)/)
    await expect(answer(page)).toContainText(/\d+ × \d+ pixels/)
    await page.getByRole('button', { name: `Remove ${name}` }).click()
  }
})

test('a Gemini model is not in the demo: 404, and what to do instead', async ({ page }) => {
  await page.goto('/')
  const model = page.getByRole('combobox', { name: 'Model', exact: true })
  await model.fill('gemini-2.5-flash')
  await model.press('Enter')
  await prompt(page).fill('Hello')
  await prompt(page).press('ControlOrMeta+Enter')
  await expect(response(page).getByRole('alert')).toContainText('it needs a key, or use demo-flash')
})

test('vectors know meaning; the word vectors come from the page’s own origin, with the first text', async ({
  page,
  baseURL,
}) => {
  const loaded: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('demo-words')) loaded.push(request.url())
  })
  await page.goto('/#/embeddings')
  await page.getByRole('button', { name: /Said in other words/ }).click()
  expect(loaded).toEqual([])
  await embedButton(page).click()
  await expect(table(page)).toBeVisible()
  await expect(neighbours(page).first()).toContainText('She fixed her own bike.')
  const query = page.getByRole('textbox', { name: 'Query' })
  await query.fill('medical examination of an ill man')
  await query.press('Enter')
  await expect(neighbours(page).first()).toContainText('A physician examined the sick man.')
  expect(loaded.toSorted()).toEqual(
    ['vectors.bin', 'words.txt'].map((name) => `${baseURL}/demo-words/${name}`),
  )
})
