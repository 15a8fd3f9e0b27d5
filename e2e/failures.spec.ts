import { prompt, response } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page, Request } from '@playwright/test'
import { aMinuteLater } from './later.ts'

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true })
const alert = (page: Page) => response(page).getByRole('alert')
const note = (page: Page) => response(page).getByRole('note', { name: 'Stop reason' })
/** Probes of a failed call are GETs without a body and without the key. */
const generations = (requests: Request[]) =>
  requests.filter((request) => request.method() === 'POST' && /[gG]enerateContent/.test(request.url()))

async function ask(page: Page, model: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Model', exact: true })
  await box.fill(model)
  await box.press('Enter')
  await prompt(page).fill('Hello there')
  await run(page).click()
}

test.beforeEach(async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
})

test('429: which quota, a countdown, nothing by itself; run again by a click or when it is over', async ({
  page,
  api,
}) => {
  await page.clock.install()
  await ask(page, 'demo-rate-limited')
  await expect(alert(page)).toContainText(/^Failed: too many requests this minute/)
  await expect(alert(page)).toContainText('The free tier allows 10 requests a minute for demo-rate-limited')
  await expect(alert(page)).toContainText('429 RESOURCE_EXHAUSTED')
  await expect(alert(page).getByRole('timer')).toHaveText(/^0:3\d$/)
  await expect(response(page).getByRole('article')).toHaveCount(0)
  await page.clock.runFor(20_000)
  await expect(alert(page).getByRole('timer')).toHaveText(/^0:1\d$/)
  expect(generations(api.requests)).toHaveLength(1)
  await alert(page).getByRole('button', { name: 'Run now' }).click()
  await expect.poll(() => generations(api.requests).length).toBe(2)
  await alert(page).getByRole('button', { name: 'Run again when the wait ends' }).click()
  const status = page.getByRole('status', { name: 'Run status' })
  await expect(status).toContainText(/Runs again in \d+ s/)
  await status.getByRole('button', { name: 'Do not run' }).click()
  await expect(status).toBeEmpty()
  await aMinuteLater(page)
  expect(generations(api.requests)).toHaveLength(2)
})

test('429 with the wait taken: it runs once it is over', async ({ page, api }) => {
  await page.clock.install()
  await ask(page, 'demo-rate-limited')
  await alert(page).getByRole('button', { name: 'Run again when the wait ends' }).click()
  await page.clock.runFor(33_000)
  expect(generations(api.requests)).toHaveLength(1)
  await page.clock.runFor(3000)
  await expect.poll(() => generations(api.requests).length).toBe(2)
})

test('a daily quota has no countdown', async ({ page }) => {
  await ask(page, 'demo-daily-quota')
  await expect(alert(page)).toContainText(/^Failed: too many requests today/)
  await expect(alert(page).getByRole('timer')).toHaveCount(0)
})

test('503: two more tries, announced, then the failure; never more', async ({ page, api }) => {
  await page.clock.install()
  await ask(page, 'demo-overloaded')
  await expect(page.getByRole('status', { name: 'Waiting' })).toContainText('Try 1 of 2 starts in')
  await expect(alert(page)).toContainText('503 UNAVAILABLE', { timeout: 15_000 })
  await aMinuteLater(page)
  expect(generations(api.requests)).toHaveLength(3)
})

test('503: Stop cancels the announced try', async ({ page, api }) => {
  await page.clock.install()
  await ask(page, 'demo-overloaded')
  await expect(page.getByRole('status', { name: 'Waiting' })).toContainText('Try 1 of 2 starts in')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(note(page)).toContainText(/^Stopped/)
  await aMinuteLater(page)
  expect(generations(api.requests)).toHaveLength(1)
})

test('a blocked prompt says which category, and sets the slider that could let it pass', async ({ page }) => {
  await ask(page, 'demo-prompt-blocked')
  await expect(note(page)).toContainText(/^Blocked: the prompt was rated MEDIUM for harassment/)
  await note(page).getByRole('button', { name: 'Set Harassment to Block few' }).click()
  await expect(page.getByRole('slider', { name: 'Harassment' })).toHaveAttribute(
    'aria-valuetext',
    'Block few',
  )
  await expect(run(page)).toBeFocused()
  await note(page).getByRole('button', { name: 'Show the setting' }).click()
  await expect(page.getByRole('slider', { name: 'Harassment' })).toBeFocused()
})

test('thoughts that ate the limit: how many, and the limit raised by a click', async ({ page }) => {
  await page.getByRole('spinbutton', { name: 'Max output tokens' }).fill('3000')
  await ask(page, 'demo-thinking-budget')
  await expect(note(page)).toContainText(/^No answer: thinking used the whole output limit/)
  await expect(note(page)).toContainText('of 3,000 output tokens went to thinking')
  await note(page).getByRole('button', { name: 'Set Max output tokens to 8,192' }).click()
  await expect(page.getByRole('spinbutton', { name: 'Max output tokens' })).toHaveValue('8,192')
})

for (const [model, starts, word] of [
  ['demo-answer-blocked', /^Blocked: the answer was rated/, 'SAFETY'],
  ['demo-recitation', /^Blocked/, 'RECITATION'],
  ['demo-cut-off', /^Cut off/, 'MAX_TOKENS'],
  ['demo-empty', /^No answer/, 'STOP'],
  ['demo-unknown', /^Failed/, 'FAKE_NEW_FINISH_REASON'],
] as const)
  test(`${model}: the state, the API's own word, and a way on`, async ({ page }) => {
    await ask(page, model)
    await expect(note(page)).toContainText(starts)
    await expect(note(page)).toContainText(`finishReason ${word}`)
    await expect(note(page).getByRole('button').first()).toBeVisible()
    await expect(response(page).getByRole('article')).toHaveCount(1)
  })

for (const model of ['demo-dropped', 'demo-no-finish'])
  test(`${model}: what arrived is kept and never looks complete`, async ({ page }) => {
    await ask(page, model)
    await expect(note(page)).toContainText(/^Interrupted/)
    await expect(response(page).getByRole('article').locator('p').first()).toContainText(
      'This answer is about to show',
    )
    await expect(response(page).getByText('complete', { exact: true })).toHaveCount(0)
  })

test('an error in the stream: the text stays, the note says Failed, the alert has code and status', async ({
  page,
  api,
}) => {
  await ask(page, 'demo-stream-error')
  await expect(note(page)).toContainText(/^Failed/)
  await expect(alert(page)).toContainText('503 UNAVAILABLE')
  await expect(response(page).getByRole('article').locator('p').first()).toContainText(
    'This answer is about to show',
  )
  expect(generations(api.requests)).toHaveLength(1)
})

test('a key the API does not know: the way to Connection, and to the demo', async ({ page, api }) => {
  await api.connect(page, { key: 'bad-key-for-this-test' })
  await ask(page, 'demo-flash')
  await expect(alert(page)).toContainText(/^Failed: the API does not accept this key/)
  await expect(alert(page)).toContainText('400 INVALID_ARGUMENT')
  await alert(page).getByRole('button', { name: 'Open Connection' }).click()
  await expect(page.getByRole('dialog', { name: 'Connection' })).toBeVisible()
  await page.keyboard.press('Escape')
  await alert(page).getByRole('button', { name: 'Use the demo' }).click()
  await expect(page.getByRole('status', { name: 'Backend' })).toHaveText(/^Demo/)
  await run(page).click()
  await expect(alert(page)).toHaveCount(0)
})

test('a model that does not exist: the way to another one', async ({ page }) => {
  await ask(page, 'no-such-model')
  await expect(alert(page)).toContainText('404 NOT_FOUND')
  await alert(page).getByRole('button', { name: 'Choose another model' }).click()
  await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toBeFocused()
})

test('offline: said so, nothing lost, nothing sent by itself afterwards', async ({ page, context, api }) => {
  await page.clock.install()
  await ask(page, 'demo-flash')
  await expect(note(page).or(response(page).getByText('STOP'))).toBeVisible()
  const before = generations(api.requests).length
  await context.setOffline(true)
  await run(page).click()
  await expect(alert(page)).toContainText(/^Failed: this device is offline/)
  await expect(prompt(page)).toHaveValue('Hello there')
  await context.setOffline(false)
  await aMinuteLater(page)
  // The attempt itself counts; no other follows it.
  expect(generations(api.requests).length).toBeLessThanOrEqual(before + 1)
  await alert(page).getByRole('button', { name: 'Run again' }).click()
  await expect(response(page).getByText('STOP', { exact: true })).toBeVisible()
})

test('HTML instead of JSON, and an event that is no JSON, fail with a sentence', async ({ page }) => {
  await ask(page, 'demo-html')
  await expect(alert(page)).toContainText(/^Failed: the reply could not be read/)
  await ask(page, 'demo-bad-json')
  await expect(note(page)).toContainText(/^Failed: the reply could not be read/)
})

test('a refused field names the field', async ({ page, api }) => {
  await page.route(`${api.origin}/**/*GenerateContent*`, (route) =>
    route.fulfill({
      status: 400,
      headers: { 'access-control-allow-origin': '*' },
      json: {
        error: {
          code: 400,
          message: 'Invalid value.',
          status: 'INVALID_ARGUMENT',
          details: [
            {
              '@type': 'type.googleapis.com/google.rpc.BadRequest',
              fieldViolations: [{ field: 'generation_config.top_k', description: 'must be at most 40' }],
            },
          ],
        },
      },
    }),
  )
  await ask(page, 'demo-flash')
  await expect(alert(page)).toContainText('generation_config.top_k: must be at most 40')
})

test('on a phone the way to a setting leads through the drawer', async ({ page }) => {
  await ask(page, 'demo-answer-blocked')
  await expect(note(page)).toContainText(/^Blocked/)
  await page.setViewportSize({ width: 390, height: 844 })
  await note(page).getByRole('button', { name: 'Show the setting' }).click()
  await expect(page.getByRole('slider', { name: 'Dangerous content' })).toBeFocused()
})
