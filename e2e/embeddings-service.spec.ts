/** The batch service: what was paid for is not lost, and what was cancelled stays so. */
import { expect, test } from './fixtures.ts'
import { importFile, listen, texts } from './embeddingsPage.ts'
import type { Page } from '@playwright/test'

const job = (page: Page) => page.getByRole('list', { name: 'Batch jobs' }).getByRole('listitem')
const said = (page: Page) => job(page).getByRole('status')
const check = (page: Page) => job(page).getByRole('button', { name: 'Check now' })

interface Operation {
  name: string
  metadata: Record<string, unknown>
  done?: true
  response?: unknown
}

const state = (word: string) => ({ state: `BATCH_STATE_${word}` })

/** A batch service of the test's own: jobs are done when it says so, and each text gets a vector of its own number. */
async function serve(page: Page, origin: string) {
  const jobs = new Map<string, string[]>()
  const service = {
    done: false,
    deleted: [] as string[],
    fails: '',
    asked: 0,
    hold: null as Promise<void> | null,
  }
  const operation = (name: string): Operation => {
    if (!service.done) return { name, metadata: state('RUNNING') }
    const inlined = (jobs.get(name) ?? []).map((key) => {
      const number = Number(key.slice(4))
      const values = Array.from({ length: 128 }, (_, at) => (at === number % 128 ? 1 : 0.1))
      return { metadata: { key }, response: { embedding: { values } } }
    })
    const response = { inlinedResponses: { inlinedResponses: inlined } }
    return { name, metadata: state('SUCCEEDED'), done: true, response }
  }
  const headers = { 'access-control-allow-origin': '*' }
  await page.route(`${origin}/**/*:asyncBatchEmbedContent`, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    const { batch } = route.request().postDataJSON() as {
      batch: { inputConfig: { requests: { requests: { metadata: { key: string } }[] } } }
    }
    const name = `batches/job${jobs.size + 1}`
    jobs.set(
      name,
      batch.inputConfig.requests.requests.map(({ metadata }) => metadata.key),
    )
    return route.fulfill({ headers, json: { name, metadata: state('PENDING') } })
  })
  await page.route(`${origin}/v1beta/batches/**`, async (route) => {
    const method = route.request().method()
    const name = /batches\/job\d+/.exec(route.request().url())?.[0] ?? ''
    if (method === 'OPTIONS') return route.fallback()
    if (method === 'DELETE') {
      service.deleted.push(name)
      jobs.delete(name)
      return route.fulfill({ headers, json: {} })
    }
    if (method === 'POST') {
      jobs.set(name, [])
      return route.fulfill({ headers, json: {} })
    }
    service.asked++
    const cancelled = jobs.get(name)?.length === 0
    const json = cancelled
      ? { name, metadata: state('CANCELLED'), done: true, error: { code: 1, message: 'Cancelled.' } }
      : operation(name)
    await service.hold
    if (service.fails === name)
      return route.fulfill({
        status: 500,
        headers,
        json: { error: { code: 500, message: 'Broke inside.', status: 'INTERNAL' } },
      })
    if (!jobs.has(name))
      return route.fulfill({ status: 404, headers, json: { error: { code: 404, message: 'No such job.' } } })
    return route.fulfill({ headers, json })
  })
  return service
}

async function submit(page: Page, content: string) {
  await page.goto('/#/embeddings')
  await importFile(page, 'notes.txt', content)
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('spinbutton', { name: 'Output dimensions' }).fill('128')
  await page.getByRole('button', { name: 'Submit as batch job' }).click()
  await expect(said(page)).toContainText('waiting at the server', { timeout: 30_000 })
}

const notes = Array.from({ length: 2001 }, (_, i) => `note ${i}`).join('\n')
/** Enough for two jobs of 18 MB. */
const long = Array.from({ length: 2100 }, (_, i) => `${i} ${'word '.repeat(1800)}`).join('\n')

test.beforeEach(async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page, { remember: true })
})

test('the first of two jobs is safe when the second cannot be asked about, also over a reload', async ({
  page,
  api,
}) => {
  test.slow()
  const service = await serve(page, api.origin)
  const { sent } = listen(page)
  await submit(page, long)
  service.done = true
  service.fails = 'batches/job2'
  await check(page).click()
  await expect(page.getByRole('alert')).toContainText('Broke inside.')
  await expect(said(page)).toHaveText('1 of 2 jobs done, 1 of 2 jobs waiting at the server')
  expect(service.deleted).toEqual(['batches/job1'])
  await page.reload()
  await expect(said(page)).toContainText('1 of 2 jobs done')
  service.fails = ''
  await expect(async () => {
    if (await check(page).isEnabled({ timeout: 500 })) await check(page).click({ timeout: 500 })
    await expect(said(page)).toHaveText('2 of 2 jobs done', { timeout: 5000 })
  }).toPass({ timeout: 60_000 })
  await job(page).getByRole('button', { name: 'Show vectors' }).click()
  await expect(page.getByText('2,100 of 2,100 already embedded; 0 requests')).toBeVisible()
  expect(sent).toHaveLength(0)
})

test('with a full disk nothing is deleted at the server, that is said, and it is fetched once there is room', async ({
  page,
  api,
}) => {
  test.slow()
  const service = await serve(page, api.origin)
  await submit(page, notes)
  service.done = true
  await page.evaluate(() => {
    const own = window as unknown as { room: boolean }
    own.room = false
    // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function full(this: IDBObjectStore, ...given: Parameters<typeof put>) {
      if (!own.room && this.name === 'vectors') throw new DOMException('No room.', 'QuotaExceededError')
      return put.apply(this, given)
    }
  })
  await check(page).click()
  await expect(said(page)).toHaveText('done, but not kept on disk')
  await expect(job(page).getByRole('alert')).toContainText('nothing was deleted on the server')
  expect(service.deleted).toEqual([])
  await page.evaluate(() => {
    ;(window as unknown as { room: boolean }).room = true
  })
  await check(page).click()
  await expect(said(page)).toHaveText('done')
  await expect(job(page).getByRole('alert')).toHaveCount(0)
  await expect.poll(() => service.deleted).toEqual(['batches/job1'])
})

test('cancelled while it is asked about, it stays cancelled; removed, it can be brought back', async ({
  page,
  api,
}) => {
  const service = await serve(page, api.origin)
  await submit(page, notes)
  let release: (() => void) | undefined
  service.hold = new Promise((resolve) => {
    release = resolve
  })
  await check(page).click()
  await expect(said(page)).toHaveText('asking the server')
  await expect.poll(() => service.asked).toBe(1)
  service.hold = null
  await job(page).getByRole('button', { name: 'Cancel job' }).click()
  await expect.poll(() => service.asked).toBe(2)
  // The earlier question was answered with RUNNING before, and hears of it only now.
  release?.()
  await expect(said(page)).toHaveText('cancelled')
  await job(page).getByRole('button', { name: 'Remove' }).click()
  await expect(job(page)).toHaveCount(0)
  const removed = page.getByRole('status', { name: 'Removed job' })
  await removed.getByRole('button', { name: 'Undo' }).click()
  await expect(said(page)).toHaveText('cancelled')
  await page.reload()
  await expect(said(page)).toHaveText('cancelled')
})

test('a job opened over texts gives them back', async ({ page, api }) => {
  const service = await serve(page, api.origin)
  await submit(page, notes)
  service.done = true
  await check(page).click()
  await expect(said(page)).toHaveText('done')
  await page.getByRole('button', { name: 'Remove all rows' }).click()
  await texts(page).fill('my own\ntwo')
  await job(page).getByRole('button', { name: 'Show vectors' }).click()
  await expect(page.getByText('All 2,001 × 2,001 pairs')).toBeVisible()
  const change = page.getByRole('status', { name: 'Last change' })
  await expect(change).toContainText('Batch job opened')
  await change.getByRole('button', { name: 'Undo' }).click()
  await expect(texts(page)).toHaveValue('my own\ntwo')
})
