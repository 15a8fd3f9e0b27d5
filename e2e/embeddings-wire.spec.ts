/** What goes over the wire and when: the Inspector, a run put off, jobs of the batch service. */
import { expect, test, testKey } from './fixtures.ts'
import { embedButton, five, importFile, listen, open, table } from './embeddingsPage.ts'
import type { Page, Route } from '@playwright/test'

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
const inspectorOf = (page: Page) => page.getByRole('region', { name: 'Inspector' })

test.beforeEach(async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
})

test('the Inspector shows each call: request, response, time, program', async ({ page, api }) => {
  await open(
    page,
    Array.from({ length: 250 }, (_, i) => `note ${i}`),
  )
  // Three batches of 3,072 numbers a text are more than the Inspector keeps.
  await page.getByRole('spinbutton', { name: 'Output dimensions' }).fill('768')
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = inspectorOf(page)
  await inspector.getByRole('tab', { name: 'Request' }).click()
  await expect(inspector).toContainText('What Embed would send now')
  await inspector.getByRole('button', { name: 'Copy JSON', exact: true }).click()
  const would = await copied(page)
  expect(api.requests.filter((request) => request.url().includes(':batchEmbedContents'))).toEqual([])
  await embedButton(page).click()
  await expect(inspector).toContainText('3 calls')

  await inspector.getByRole('tab', { name: 'Stream' }).click()
  const calls = inspector.getByRole('table', { name: 'Calls' }).getByRole('button')
  await expect(calls).toHaveText([/^Batch of \d+ texts$/, /^Batch of \d+ texts$/, /^Batch of \d+ texts$/])
  await expect(inspector.getByText('received')).toHaveCount(3)
  await calls.first().click()

  await inspector.getByRole('tab', { name: 'Request' }).click()
  const first = api.requests.find((request) => request.url().includes(':batchEmbedContents'))
  await expect(inspector).toContainText(`POST ${first!.url()}`)
  await expect(inspector).toContainText('x-goog-api-key:••••••••')
  await expect(inspector).not.toContainText(testKey)
  await inspector.getByRole('button', { name: 'Copy JSON', exact: true }).click()
  await expect.poll(() => copied(page)).toBe(first!.postData())
  expect(would).toBe(first!.postData())

  await inspector.getByRole('tab', { name: 'Response' }).click()
  await expect(inspector).toContainText(/… 764 more numbers, \d+\.\d kB/)
  expect((await inspector.innerText()).length).toBeLessThan(100_000)
  await inspector.getByRole('button', { name: 'Copy JSON', exact: true }).click()
  const raw = await (await first!.response())!.text()
  await expect.poll(async () => (await copied(page)) === raw).toBe(true)

  await inspector.getByRole('tab', { name: 'Code' }).click()
  await inspector.getByRole('combobox', { name: 'Language' }).selectOption('Python')
  await expect(inspector).toContainText('client.models.embed_content(')
  await expect(inspector).not.toContainText(testKey)
})

test('a failing call stands in the Inspector with the server’s words', async ({ page }) => {
  await open(page, five)
  const model = page.getByRole('combobox', { name: 'Embedding model' })
  await model.fill('no-such-embedding')
  await model.press('Enter')
  await embedButton(page).click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('404 NOT_FOUND')
  await expect(alert).toContainText('cannot embed')
  await expect(alert).not.toContainText('generate content')
  await page.getByRole('button', { name: 'Inspector', exact: true }).click()
  const inspector = inspectorOf(page)
  await inspector.getByRole('tab', { name: 'Response' }).click()
  await expect(inspector).toContainText('404 NOT_FOUND')
  await expect(inspector).toContainText('"message": "models/no-such-embedding')
})

/** Too many requests until `free` says otherwise; the wait is longer than what is taken by itself. */
function limited(seconds: number, free: () => boolean) {
  return async (route: Route) => {
    if (route.request().method() !== 'POST' || free()) return route.fallback()
    return route.fulfill({
      status: 429,
      headers: { 'access-control-allow-origin': '*' },
      json: {
        error: {
          code: 429,
          message: 'Slow down.',
          status: 'RESOURCE_EXHAUSTED',
          details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${seconds}s` }],
        },
      },
    })
  }
}

test('a run put off until the wait is over is seen, can be called off, and else runs', async ({
  page,
  api,
}) => {
  const { sent } = listen(page)
  let free = false
  await page.clock.install()
  await page.route(
    `${api.origin}/**/*:batchEmbedContents`,
    limited(90, () => free),
  )
  await open(page, five)
  await embedButton(page).click()
  const again = page.getByRole('button', { name: 'Run again when the wait ends' })
  await again.click()
  const status = page.getByRole('status', { name: 'Embedding status' })
  await expect(status).toContainText(/Runs again in \d+ s/)
  await status.getByRole('button', { name: 'Do not run' }).click()
  await expect(status).not.toContainText('Runs again')
  free = true
  const before = sent.length
  await again.click()
  await expect(status).toContainText(/Runs again in \d+ s/)
  await page.clock.runFor(95_000)
  await expect(table(page)).toBeVisible()
  await expect(status).not.toContainText('Runs again')
  expect(sent).toHaveLength(before + 1)
})

test('so is a query that is put off', async ({ page, api }) => {
  const { sent } = listen(page)
  await open(page, five)
  await embedButton(page).click()
  await expect(table(page)).toBeVisible()
  let free = false
  await page.clock.install()
  await page.route(
    `${api.origin}/**/*:batchEmbedContents`,
    limited(90, () => free),
  )
  const query = page.getByRole('textbox', { name: 'Query' })
  await query.fill('late trains')
  await query.press('Enter')
  await page.getByRole('button', { name: 'Run again when the wait ends' }).click()
  const status = page.getByRole('status', { name: 'Query status' })
  await expect(status).toContainText(/Runs again in \d+ s/)
  free = true
  const before = sent.length
  // Another question is not the one that was put off.
  await query.fill('late train')
  await expect(status).toBeHidden()
  await page.clock.runFor(95_000)
  expect(sent).toHaveLength(before)
})

/** Enough for two jobs of 18 MB: 2,100 texts of nine kilobytes. */
const long = () => Array.from({ length: 2100 }, (_, i) => `${i} ${'word '.repeat(1800)}`).join('\n')

test('a batch job too large for one request goes out in several, each under 18 MB, and is cancelled as one', async ({
  page,
  api,
}) => {
  test.slow()
  await page.goto('/#/embeddings')
  await importFile(page, 'long.txt', long())
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('spinbutton', { name: 'Output dimensions' }).fill('128')
  await page.getByRole('button', { name: 'Submit as batch job' }).click()
  const job = page.getByRole('list', { name: 'Batch jobs' }).getByRole('listitem')
  await expect(job.getByRole('status')).toContainText('2 of 2 jobs', { timeout: 30_000 })
  const created = () => api.requests.filter((request) => request.url().includes(':asyncBatchEmbedContent'))
  await expect.poll(() => created().length).toBe(2)
  const keys = created().flatMap((request) => {
    const body = request.postData()!
    expect(Buffer.byteLength(body)).toBeLessThan(18_000_000)
    const { batch } = JSON.parse(body) as {
      batch: { inputConfig: { requests: { requests: { metadata: { key: string } }[] } } }
    }
    return batch.inputConfig.requests.requests.map(({ metadata }) => metadata.key)
  })
  expect(keys).toEqual(Array.from({ length: 2100 }, (_, i) => `row-${i}`))

  await job.getByRole('button', { name: 'Cancel job' }).click()
  await expect(job.getByRole('status')).toHaveText('2 of 2 jobs cancelled')
  expect(api.requests.filter((request) => request.url().endsWith(':cancel'))).toHaveLength(2)
  await expect(job.getByRole('button', { name: 'Check now' })).toHaveCount(0)
  await page.reload()
  await expect(job.getByRole('status')).toHaveText('2 of 2 jobs cancelled')
})
