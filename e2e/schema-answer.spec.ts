import { bodies } from './chatPage.ts'
import { answer, settings } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Locator, Page } from '@playwright/test'

const checkIn = (place: Locator) => place.getByRole('status', { name: 'Schema check' })
const treeIn = (place: Locator) => place.getByRole('tree', { name: 'Structured answer' })

async function ask(page: Page, schema: object): Promise<void> {
  await settings(page).getByRole('switch', { name: 'Structured output' }).check()
  await settings(page).getByRole('textbox', { name: 'Response schema' }).fill(JSON.stringify(schema))
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeHidden()
}

const schema = {
  type: 'object',
  properties: {
    city: { type: 'string' },
    population: { type: 'integer' },
    districts: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
  },
  required: ['city', 'population', 'districts'],
}
const prompt = 'city: Oslo, population: 709000, districts: North, East, West'

test('a JSON answer is a tree that folds, by the keys of trees, beside Raw and a check', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
  await ask(page, schema)
  await run(page)
  await expect(checkIn(answer(page))).toHaveText(/^Valid/)
  const tree = treeIn(answer(page))
  const item = (name: string | RegExp) => tree.getByRole('treeitem', { name })
  await expect(item(/^city/)).toContainText('"Oslo"')
  await expect(item(/^districts/)).toHaveAttribute('aria-expanded', 'true')
  await item(/^districts/).focus()
  const count = await tree.getByRole('treeitem').count()
  await page.keyboard.press('ArrowLeft')
  await expect(item(/^districts/)).toHaveAttribute('aria-expanded', 'false')
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(count)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(item(/^0/)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+c')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('$.districts[0]')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(item(/^districts/)).toBeFocused()
  await answer(page).getByRole('button', { name: 'Raw' }).click()
  await expect(tree).toHaveCount(0)
  const raw = answer(page).getByRole('textbox', { name: 'Raw text' })
  await expect(raw).toHaveValue(/"population": 709000/)
  await expect(checkIn(answer(page))).toHaveText(/^Valid/)

  // The run keeps what it asked for: after a reload, and after the settings have gone.
  await settings(page).getByRole('button', { name: 'Use default Structured output' }).click()
  await page.reload()
  await expect(checkIn(answer(page))).toHaveText(/^Valid/)
  await expect(treeIn(answer(page))).toBeVisible()
})

test('each candidate has its tree and its check; a turn of a chat too, after a reload as well', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await settings(page).getByRole('combobox', { name: 'Model' }).fill('gemini-2.0-flash')
  await page.keyboard.press('Enter')
  await ask(page, schema)
  await settings(page).getByRole('spinbutton', { name: 'Candidate count' }).fill('2')
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt)
  await run(page)
  for (const name of ['Candidate 1', 'Candidate 2']) {
    const article = page.getByRole('article', { name })
    await expect(checkIn(article)).toHaveText(/^Valid/)
    await expect(treeIn(article)).toBeVisible()
  }
  await page.getByRole('link', { name: 'Chat', exact: true }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill(prompt)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const turn = page.getByRole('log', { name: 'Conversation' }).getByRole('article', { name: 'Model' })
  await expect(checkIn(turn).first()).toHaveText(/^Valid/)
  await page.reload()
  await expect(checkIn(turn).first()).toHaveText(/^Valid/)
  await expect(treeIn(turn).first()).toContainText('Oslo')
})

test('the states of the demo: not valid, not JSON, cut off, refused', async ({ page }) => {
  await page.goto('/')
  // Before that nobody hears a key.
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toBeFocused()
  const state = async (name: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox', { name: 'Command' }).fill(`State: ${name}`)
    await page.keyboard.press('Enter')
  }
  await state('Not valid')
  await expect(checkIn(answer(page))).toHaveText(
    /^Not valid: 1 place\s*\$\.total is a string, "381,37"; the schema says number/,
  )
  await answer(page).getByRole('button', { name: 'Raw' }).click()
  await checkIn(answer(page)).getByRole('button', { name: 'Show in tree' }).click()
  const wrong = treeIn(answer(page)).getByRole('treeitem', { name: /^total/ })
  await expect(wrong).toBeFocused()
  await expect(wrong).toContainText('a string; the schema says number')
  await state('Cut off JSON')
  await expect(checkIn(answer(page))).toHaveText(
    /^Not JSON: cut off at line 5, column \d+ by the token limit\. It ends inside \$\.note/,
  )
  await expect(treeIn(answer(page))).toContainText('381.37')
  await state('Not JSON')
  await expect(checkIn(answer(page))).toHaveText(
    /^Not JSON: it stops at line 1, column 1\. “Here” is not a value/,
  )
  await state('Schema too complex')
  await expect(page.getByRole('alert')).toContainText('too many states for serving')
})

test('the tree grows while the answer streams', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A long list, please.')
  await ask(page, { type: 'array', minItems: 600, items: { type: 'string' } })
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const growing = page.locator('[role=tree][aria-busy=true] [role=treeitem]')
  await expect(growing.nth(10)).toBeAttached()
  await expect(checkIn(answer(page))).toHaveCount(0)
  await expect(growing.nth(60)).toBeAttached()
  await expect(checkIn(answer(page))).toHaveText(/^Valid/, { timeout: 20_000 })
  expect(bodies(api.requests)).toHaveLength(1)
})
