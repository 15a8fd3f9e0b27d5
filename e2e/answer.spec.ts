/** What an answer is made of stands on the screen under its own name, whatever the model sent. */
import { expect, test } from './fixtures.ts'
import type { Locator, Page } from '@playwright/test'

const prompt = 'Compare two sorting algorithms.'

/** Runs a prompt with a model and waits for the end. @returns the Response region. */
async function run(page: Page, model: string): Promise<Locator> {
  const combobox = page.getByRole('combobox', { name: 'Model', exact: true })
  await combobox.fill(model)
  await combobox.press('Enter')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompt)
  await page.getByRole('button', { name: /^Run\b(?! settings)/ }).click()
  const response = page.getByRole('region', { name: 'Response' })
  await expect(response.getByRole('img', { name: 'Stream strip' })).toHaveAccessibleDescription(/total \d/)
  return response
}

const fact = (scope: Locator, term: string) =>
  scope.getByRole('term').filter({ hasText: term }).locator('xpath=following-sibling::dd')

test.beforeEach(async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
})

test('a plain answer: facts, statistics, strip, exact text', async ({ page }) => {
  const response = await run(page, 'demo-flash')
  const answer = response.getByRole('article', { name: 'Candidate 1' })
  await expect(fact(answer, 'Finish reason')).toHaveText('STOP')
  await expect(fact(answer, 'Model version')).toHaveText('demo-flash')
  await expect(fact(answer, 'Response id')).not.toHaveText(/not sent|–/)
  const statistics = response.getByRole('list', { name: 'Run statistics' }).getByRole('listitem')
  await expect(statistics).toHaveText([
    /First token \d+\.\d\d s/,
    /Total time \d+\.\d\d s/,
    /Tokens per second \d/,
    /Tokens in \d/,
    /Tokens out \d/,
    /Thoughts \d/,
  ])
  await expect(response.getByRole('note', { name: 'Stop reason' })).toHaveCount(0)
  await expect(response.getByRole('table', { name: 'Safety ratings' })).toHaveCount(0)
  await expect(response.getByRole('img', { name: 'Stream strip' })).toHaveAccessibleDescription(
    /^\d+ chunks, first token \d+\.\d\d s, .*total \d+\.\d\d s, complete$/,
  )

  await answer.getByRole('button', { name: 'Raw' }).click()
  const raw = await answer.getByRole('textbox', { name: 'Raw text' }).inputValue()
  await answer.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(raw)
  expect(raw).toContain('demo')
})

test('parts of every kind', async ({ page }) => {
  let response = await run(page, 'demo-function-call')
  await expect(response.getByRole('group', { name: 'Function call get_weather' }).first()).toContainText(
    '"city"',
  )

  response = await run(page, 'demo-code-execution')
  await expect(response.getByRole('group', { name: 'Executable code' })).toContainText('split()')
  await expect(response.getByRole('group', { name: 'Code result' })).toContainText('OUTCOME_OK')

  response = await run(page, 'demo-thoughts')
  const thoughts = response.getByRole('group', { name: 'Thoughts' })
  await thoughts.getByText('Thoughts', { exact: true }).click()
  await expect(thoughts.getByRole('paragraph').first()).toBeVisible()

  response = await run(page, 'demo-unknown')
  await expect(response.getByRole('group', { name: 'Part hologram' })).toContainText('"widthMm": 40')
  await expect(response.getByRole('note', { name: 'Stop reason' })).toContainText(
    /^Failed.*FAKE_NEW_FINISH_REASON/s,
  )
  await expect(response.getByRole('alert')).toHaveCount(0)
})

test('Raw takes the place of the text alone: calls, code, pictures and thoughts stay', async ({ page }) => {
  test.slow()
  // Whoever looks at the exact text looks at that of the next answer, too.
  const first = await run(page, 'demo-image')
  await first.getByRole('button', { name: 'Raw', exact: true }).click()
  await expect(first.getByRole('img', { name: 'Generated image 1' })).toBeVisible()
  for (const [model, part] of [
    ['demo-function-call', { name: 'Function call get_weather' }],
    ['demo-code-execution', { name: 'Executable code' }],
    ['demo-code-execution', { name: 'Code result' }],
    ['demo-thoughts', { name: 'Thoughts' }],
    ['demo-unknown', { name: 'Part hologram' }],
  ] as const) {
    const response = await run(page, model)
    const raw = response.getByRole('button', { name: 'Raw', exact: true })
    await expect(raw).toHaveAttribute('aria-pressed', 'true')
    await expect(response.getByRole('group', part).first()).toBeVisible()
    await expect(response.getByRole('textbox', { name: 'Raw text' })).toHaveCount(1)
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  }
})

test('a picture is drawn from its own bytes and can be enlarged and saved', async ({ page }) => {
  const response = await run(page, 'demo-image')
  const image = response.getByRole('img', { name: 'Generated image 1' })
  await expect(image).toHaveAttribute('src', /^blob:/)
  expect(await image.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBeGreaterThan(100)
  const download = page.waitForEvent('download')
  await response.getByRole('link', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toBe('image-1.png')
  await response.getByRole('button', { name: 'Enlarge image 1' }).click()
  await expect(page.getByRole('dialog', { name: 'Generated image 1' })).toBeVisible()
})

test('headerless PCM is played as WAV', async ({ page }) => {
  const response = await run(page, 'demo-audio')
  const player = response.getByRole('group', { name: 'Generated audio 1' }).locator('audio')
  await expect.poll(() => player.evaluate((node: HTMLAudioElement) => node.duration)).toBeGreaterThan(0.5)
})

test('sources and searches are links that tell the other side nothing', async ({ page }) => {
  const response = await run(page, 'demo-grounded')
  const links = response.getByRole('list', { name: 'Sources' }).getByRole('link')
  expect(await links.count()).toBeGreaterThan(1)
  for (const link of await links.all()) {
    await expect(link).toHaveAttribute('href', /^https?:/)
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  }
  const searches = response.getByRole('list', { name: 'Google Search suggestions' }).getByRole('link')
  await expect(searches.first()).toHaveAttribute('href', /^https:\/\/www\.google\.com\/search\?q=/)
})

const endings: [model: string, note: RegExp, state: string][] = [
  ['demo-answer-blocked', /^Blocked/, 'blocked'],
  ['demo-prompt-blocked', /^Blocked/, 'blocked'],
  ['demo-cut-off', /^Cut off/, 'cut off'],
  ['demo-thinking-budget', /^No answer/, 'no answer'],
  ['demo-empty', /^No answer/, 'no answer'],
  ['demo-dropped', /^Interrupted/, 'interrupted'],
  ['demo-no-finish', /^Interrupted/, 'interrupted'],
]
for (const [model, note, state] of endings) {
  test(`${model}: the reason in words, the state on the strip`, async ({ page }) => {
    const response = await run(page, model)
    const answer = response.getByRole('article', { name: 'Candidate 1' })
    await expect(answer.getByRole('note', { name: 'Stop reason' })).toHaveText(note)
    await expect(response.getByRole('img', { name: 'Stream strip' })).toHaveAccessibleDescription(
      new RegExp(`${state}$`),
    )
    if (state === 'blocked')
      await expect(answer.getByRole('table', { name: 'Safety ratings' })).toContainText('blocked')
  })
}

test('an error in the midst of a stream keeps what came and is an alert with code and status', async ({
  page,
}) => {
  const response = await run(page, 'demo-stream-error')
  const answer = response.getByRole('article', { name: 'Candidate 1' })
  await expect(answer.getByRole('note', { name: 'Stop reason' })).toHaveText(/^Failed/)
  await expect(answer.getByRole('alert')).toContainText('503 UNAVAILABLE')
  await expect(answer).toContainText('The text up to here is whole')
})

test('an HTTP error stands alone, with the quota and the wait', async ({ page }) => {
  const response = await run(page, 'demo-rate-limited')
  const alert = response.getByRole('alert')
  await expect(alert).toContainText('429 RESOURCE_EXHAUSTED')
  await expect(alert.getByRole('timer')).toHaveText(/^0:\d\d$/)
  await expect(alert.getByRole('button', { name: 'Run again when the wait ends' })).toBeVisible()
  await expect(response.getByRole('article')).toHaveCount(0)
})

test('candidates stand side by side, each with its own facts', async ({ page }) => {
  const response = await run(page, 'demo-candidates')
  for (const name of ['Candidate 1', 'Candidate 2', 'Candidate 3']) {
    await expect(fact(response.getByRole('article', { name }), 'Finish reason')).toHaveText('STOP')
  }
  await expect(response.getByRole('img', { name: 'Stream strip' })).toHaveCount(1)
})
