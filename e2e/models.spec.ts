import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const table = (page: Page) => page.getByRole('table', { name: 'Models' })
const rows = (page: Page) => table(page).getByRole('row')
const row = (page: Page, id: string) =>
  rows(page).filter({ has: page.getByRole('cell', { name: id, exact: true }) })
const found = (page: Page) => page.getByRole('status', { name: 'Models found' })

/** Answers the list from here, in pages as the API does. */
async function serve(page: Page, origin: string, count: number, perPage: number) {
  const models = Array.from({ length: count }, (_, index) => ({
    name: `models/test-${index}`,
    displayName: `Test ${index}`,
    inputTokenLimit: 1000 + index,
    outputTokenLimit: 64,
    supportedGenerationMethods: index % 2 ? ['generateContent', 'countTokens'] : ['embedContent'],
  }))
  await page.route(`${origin}/v1beta/models?*`, (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('pageToken') ?? 0)
    const to = from + perPage
    return route.fulfill({
      headers: { 'access-control-allow-origin': '*' },
      json: { models: models.slice(from, to), ...(to < count && { nextPageToken: String(to) }) },
    })
  })
}

test('lists every page with limits in full digits; Details has the record, Use takes the model', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await page.goto('/#/models')
  const gemini = row(page, 'gemini-2.5-pro')
  await expect(gemini.getByRole('cell', { name: '1,048,576', exact: true })).toBeVisible()
  await expect(gemini.getByRole('cell', { name: '65,536', exact: true })).toBeVisible()
  await expect(gemini.getByRole('cell', { name: 'generateContent', exact: true })).toBeVisible()
  await gemini.getByRole('button', { name: 'Details' }).click()
  const details = page.getByRole('dialog', { name: 'Details' })
  await expect(details).toContainText('"name": "models/gemini-2.5-pro"')
  await expect(details.getByText('Default Top K')).toBeVisible()
  await page.keyboard.press('Escape')
  await gemini.getByRole('button', { name: 'Use gemini-2.5-pro', exact: true }).click()
  await expect(page).toHaveURL(/#\/prompt$/)
  await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toHaveValue('gemini-2.5-pro')
  await page.goBack()
  await expect(row(page, 'gemini-2.5-pro')).toContainText('In use')
})

test('text and ticked methods narrow the list; ticked methods are all required', async ({ page }) => {
  await page.goto('/#/models')
  await page.getByRole('searchbox', { name: 'Filter models' }).fill('demo-embedding')
  await expect(rows(page)).toHaveCount(3)
  await page.getByRole('checkbox', { name: 'embedContent' }).check()
  await expect(rows(page)).toHaveCount(3)
  await page.getByRole('checkbox', { name: 'generateContent' }).check()
  await expect(page.getByText('No model matches')).toBeVisible()
  await page.getByRole('checkbox', { name: 'generateContent' }).uncheck()
  await page.getByRole('searchbox', { name: 'Filter models' }).fill('')
  await expect(found(page)).toHaveText(/^\d+ of \d+ models$/)
})

test('5,000 models: all are listed, few are drawn, the last one is reached', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await serve(page, api.origin, 5000, 1000)
  await page.goto('/#/models')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(found(page)).toHaveText('5,000 models')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '5001')
  expect(await rows(page).count()).toBeLessThan(120)
  await table(page)
    .locator('..')
    .evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight))
  await expect(row(page, 'test-4999')).toBeVisible()
  await expect(row(page, 'test-4999')).toHaveAttribute('aria-rowindex', '5001')
  await page.getByRole('searchbox', { name: 'Filter models' }).fill('test-4321')
  await expect(rows(page)).toHaveCount(2)
})

test('a failed list says why and can be asked again; any model can still be typed', async ({ page, api }) => {
  await page.goto('/')
  await page.route(`${api.origin}/v1beta/models?*`, (route) =>
    route.fulfill({
      status: 403,
      headers: { 'access-control-allow-origin': '*' },
      json: { error: { code: 403, status: 'PERMISSION_DENIED', message: 'Not for this project.' } },
    }),
  )
  await api.connect(page)
  await page.goto('/#/models')
  const why = page.getByRole('main').getByRole('status').filter({ hasText: '403 PERMISSION_DENIED' })
  await expect(why).toContainText('Not for this project.')
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  await page.goto('/#/prompt')
  await page.getByRole('combobox', { name: 'Model', exact: true }).fill('gemini-typed')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toHaveValue('gemini-typed')
  await page.goto('/#/models')
  await expect(why).toBeVisible()
  await page.unroute(`${api.origin}/v1beta/models?*`)
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(row(page, 'gemini-2.5-pro')).toBeVisible()
})

test('a model whose last run found it gone says so', async ({ page, api }) => {
  await page.route(`${api.origin}/v1beta/models/gemini-2.0-flash:*`, (route) =>
    route.fulfill({
      status: 404,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
      json: { error: { code: 404, status: 'NOT_FOUND', message: 'models/gemini-2.0-flash is not found.' } },
    }),
  )
  await page.goto('/#/prompt')
  await api.connect(page)
  await page.getByRole('combobox', { name: 'Model', exact: true }).fill('gemini-2.0-flash')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Hello')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: 'Response' }).getByRole('alert')).toContainText(
    '404 NOT_FOUND',
  )
  await page.goto('/#/models')
  await expect(row(page, 'gemini-2.0-flash')).toContainText('404 when last used')
})

test('a phone shows id, limits and both buttons of a row', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/#/models')
  const second = rows(page).nth(1)
  await expect(second).toContainText('1,048,576')
  for (const name of ['Details', /^Use /] as const) {
    const box = await second.getByRole('button', { name }).boundingBox()
    expect(box!.x + box!.width).toBeLessThanOrEqual(390)
    expect(box!.height).toBeGreaterThanOrEqual(44)
  }
})
