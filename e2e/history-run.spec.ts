/** What can be done with one kept run, and with two. Everything by role and name. */
import { readFile } from 'node:fs/promises'
import { button, prompt, run } from './contract.ts'
import { choose, say, settled } from './chatPage.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'
import type { Api } from './fixtures.ts'

const region = (page: Page) => page.getByRole('region', { name: 'Run', exact: true })
const difference = (page: Page) => page.getByRole('region', { name: 'Difference', exact: true })
const rows = (page: Page) => page.getByRole('table', { name: 'Runs', exact: true }).getByRole('row')
const position = (page: Page) => region(page).getByRole('slider', { name: 'Position', exact: true })
const answer = (page: Page) => region(page).getByRole('article', { name: 'Candidate 1', exact: true })
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true })

/** Two runs of Prompt over HTTP. */
async function begin(page: Page, api: Api): Promise<void> {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill('What is 2 + 3?')
  await run(page, 'demo-flash')
  await prompt(page).fill('What is 2 + 6?')
  await run(page)
}

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await expect(rows(page)).toHaveCount(3)
}

/** Requests that ask for an answer. */
const generations = (api: Api) => api.requests.filter((request) => request.url().includes('GenerateContent'))

test('a run opens as it was, by its address too, with back and forward; one that is not there says so', async ({
  page,
  api,
}) => {
  await begin(page, api)
  await openHistory(page)
  await rows(page).nth(2).getByText('What is 2 + 3?').click()
  await expect(answer(page)).toContainText('5')
  await expect(region(page).getByRole('img', { name: 'Stream strip' })).toHaveAccessibleDescription(
    /complete/,
  )
  await expect(region(page).getByRole('list', { name: 'Run statistics' })).toContainText('First token')
  await expect(region(page)).toContainText('STOP')
  await expect(page).toHaveURL(/#\/history\/[0-9a-f-]{36}$/)
  const address = page.url()

  await rows(page).nth(1).getByText('What is 2 + 6?').click()
  await expect(answer(page)).toContainText('8')
  await page.goBack()
  await expect(answer(page)).toContainText('5')
  await page.goForward()
  await expect(answer(page)).toContainText('8')

  await page.goto(address)
  await page.reload()
  await expect(answer(page)).toContainText('5')

  await button(region(page), 'Open in Inspector').click()
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true })
  await inspector.getByRole('tab', { name: 'Request' }).click()
  await expect(inspector).toContainText('What is 2 + 3?')

  await page.goto('/#/history/00000000-0000-4000-8000-000000000000')
  await page.reload()
  await expect(region(page).getByRole('status')).toContainText('No run of this address')
})

test('a kept stream is played at its own pace, faster and by hand, and nothing is sent for it', async ({
  page,
  api,
}) => {
  await begin(page, api)
  await openHistory(page)
  await rows(page).nth(1).getByText('What is 2 + 6?').click()
  await expect(answer(page)).toContainText('8')
  const before = api.requests.length

  await position(page).press('Home')
  await expect(position(page)).toHaveValue('0')
  await expect(region(page).getByRole('status', { name: 'Waiting' })).toBeVisible()
  await expect(answer(page)).not.toContainText('2 + 6 = 8')
  await position(page).press('ArrowRight')
  await expect(position(page)).toHaveAttribute('aria-valuetext', /^chunk 1, /)
  await position(page).press('End')
  await expect(answer(page)).toContainText('2 + 6 = 8')

  await page.getByRole('combobox', { name: 'Speed', exact: true }).selectOption('20×')
  await button(region(page), 'Replay').click()
  await expect(position(page)).toHaveAttribute('aria-valuetext', /at (\d+\.\d+ s) of \1/)
  await expect(answer(page)).toContainText('2 + 6 = 8')

  await page.getByRole('combobox', { name: 'Speed', exact: true }).selectOption('1×')
  await button(region(page), 'Play').click()
  await button(region(page), 'Pause').click()
  const held = await position(page).inputValue()
  await expect(position(page)).toHaveValue(held)
  await position(page).fill('0')
  await expect(region(page)).toContainText('waiting')
  expect(api.requests.length).toBe(before)
})

test('opening a run in Prompt copies it, sends nothing, and loses no draft', async ({ page, api }) => {
  await begin(page, api)
  await prompt(page).fill('My own draft.')
  await openHistory(page)
  await rows(page).nth(2).getByText('What is 2 + 3?').click()
  const before = generations(api).length
  await button(region(page), 'Open in Prompt').click()
  await expect(prompt(page)).toHaveValue('What is 2 + 3?')
  // A second one over it: the way back still leads to what the reader wrote.
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await rows(page).nth(1).getByText('What is 2 + 6?').click()
  await button(region(page), 'Open in Prompt').click()
  await expect(prompt(page)).toHaveValue('What is 2 + 6?')
  await undo(page).click()
  await expect(prompt(page)).toHaveValue('My own draft.')
  expect(generations(api).length).toBe(before)
})

test('opening a run in Chat makes a conversation of its own; a run of a conversation leads back to its branch', async ({
  page,
  api,
}) => {
  await begin(page, api)
  await openHistory(page)
  await rows(page).nth(2).getByText('What is 2 + 3?').click()
  const before = generations(api).length
  await button(region(page), 'Open in Chat').click()
  const log = page.getByRole('log', { name: 'Conversation', exact: true })
  await expect(log.getByRole('article')).toHaveText([/What is 2 \+ 3\?/, /2 \+ 3 = 5/])
  expect(generations(api).length).toBe(before)

  await log.getByRole('article').nth(1).getByRole('button', { name: 'Regenerate' }).click()
  await expect(log.getByRole('article').nth(1)).toContainText('2 / 2')
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  await log.getByRole('article').nth(1).getByRole('button', { name: 'Previous branch' }).click()
  await expect(log.getByRole('article').nth(1)).toContainText('1 / 2')
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await expect(rows(page)).toHaveCount(4)
  await rows(page).nth(1).getByText('What is 2 + 3?').click()
  await button(region(page), 'Open in Chat').click()
  await expect(log.getByRole('article').nth(1)).toContainText('2 / 2')
  await expect(log.getByRole('article').nth(1)).toBeFocused()
})

test('two runs differ by path, by words and in figures', async ({ page, api }) => {
  await begin(page, api)
  await openHistory(page)
  await page.getByRole('checkbox', { name: 'Choose run 1' }).check()
  await page.getByRole('checkbox', { name: 'Choose run 2' }).check()
  await button(page, 'Compare runs').click()
  const requests = difference(page).getByRole('table', { name: 'Requests of both runs' })
  const changed = requests.getByRole('row').filter({ hasText: 'contents[0].parts[0].text' })
  await expect(changed.getByRole('deletion')).toHaveText('3')
  await expect(changed.getByRole('insertion')).toHaveText('6')
  await difference(page)
    .getByRole('button', { name: /paths are the same/ })
    .click()
  await expect(requests).toContainText('demo-flash')

  await difference(page).getByRole('tab', { name: 'Answer' }).click()
  const panel = difference(page).getByRole('tabpanel')
  await expect(panel.getByRole('deletion').first()).toHaveText(/\b3\b/)
  await expect(panel.getByRole('insertion').first()).toHaveText(/\b6\b/)

  await difference(page).getByRole('tab', { name: 'Figures' }).click()
  const figures = difference(page).getByRole('table', { name: 'Figures of both runs' })
  await expect(figures.getByRole('row').filter({ hasText: 'Total time' })).toContainText(/[+−]?\d+\.\d\d s$/)
})

test('a run file opens on another machine without a key, and plays there; a damaged one is refused in words', async ({
  page,
  api,
  browser,
  baseURL,
}) => {
  await begin(page, api)
  await openHistory(page)
  await rows(page).nth(2).getByText('What is 2 + 3?').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(region(page), 'Export run').click(),
  ])
  const text = await readFile(await download.path(), 'utf8')
  const file = JSON.parse(text) as Record<string, unknown>
  expect(file).toMatchObject({ v: 1, kind: 'run', doc: { v: 2, turns: [{ role: 'user' }] }, exchange: {} })
  expect(text).not.toContain('CANARY')

  const context = await browser.newContext({ baseURL: baseURL! })
  const other = await context.newPage()
  const sent: string[] = []
  other.on('request', (request) => {
    if (!request.url().startsWith(baseURL!)) sent.push(request.url())
  })
  await other.goto('/')
  await other.getByRole('button', { name: 'Share', exact: true }).click()
  const open = async (content: string) => {
    const chooser = other.waitForEvent('filechooser')
    await other
      .getByRole('dialog', { name: 'Share' })
      .getByRole('button', { name: /Import file/ })
      .click()
    await (
      await chooser
    ).setFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(content) })
  }
  await open(text)
  await other.getByRole('dialog', { name: 'Open run file' }).getByRole('button', { name: 'Open' }).click()
  await expect(answer(other)).toContainText('2 + 3 = 5')
  await expect(region(other)).toContainText('from a file')
  await expect(rows(other).nth(1)).toContainText('from a file')
  await position(other).press('Home')
  await expect(answer(other)).not.toContainText('2 + 3 = 5')
  await button(region(other), 'Replay').click()
  await expect(answer(other)).toContainText('2 + 3 = 5')

  // Dropped onto History it opens as well, and is the same run.
  await button(region(other), 'Close').click()
  await other.evaluate((content) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([content], 'run.json', { type: 'application/json' }))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  }, text)
  await expect(answer(other)).toContainText('2 + 3 = 5')

  await other.getByRole('button', { name: 'Share', exact: true }).click()
  await open(text.replace('"attempts"', '"attempt"'))
  const dialog = other.getByRole('dialog', { name: 'Open run file' })
  await dialog.getByRole('button', { name: 'Open' }).click()
  await expect(dialog.getByRole('alert')).toContainText('exchange.attempts is missing')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  // In a narrow window the button is in a menu, which is closed by the time that the file is read.
  await other.setViewportSize({ width: 1024, height: 768 })
  await button(other, 'More about runs').click()
  const chooser = other.waitForEvent('filechooser')
  await button(other, 'Open run file').click()
  await (
    await chooser
  ).setFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
  await expect(dialog.getByRole('alert')).toContainText('This file does not hold a run.')
  await other.setViewportSize({ width: 1440, height: 900 })
  await expect(dialog.getByRole('alert')).toBeVisible()
  expect(sent).toEqual([])
  await context.close()
})

test('a tool loop is one row: its steps with their results, played as a whole, and two endings compared', async ({
  page,
  api,
}) => {
  await page.goto('/#/chat')
  await api.connect(page)
  await choose(page, 'demo-flash')
  await button(page, 'Functions').click()
  await page.getByRole('combobox', { name: 'Example', exact: true }).selectOption('Weather')
  await button(page, 'Close').click()
  await say(page, 'What is the weather in Oslo?')
  await settled(page)
  await page.getByRole('textbox', { name: 'Result of get_weather' }).fill('{"temp": 3}')
  await button(page, 'Send results').click()
  await settled(page)
  const ending = page.getByRole('article', { name: 'Model' }).last()
  await expect(ending).toContainText('answered {"temp":3}')

  await page.getByRole('link', { name: 'History', exact: true }).click()
  await expect(rows(page)).toHaveCount(2)
  const row = rows(page).nth(1)
  await expect(row).toContainText(/Chat.*demo-flash.*2 steps.*What is the weather in Oslo\?.*complete/)
  await row.getByText('What is the weather').click()
  const steps = region(page).getByRole('list', { name: 'Steps' }).getByRole('button')
  await expect(steps).toHaveCount(2)
  await expect(steps.nth(1)).toHaveAttribute('aria-pressed', 'true')
  await expect(region(page)).toContainText('step 2 of 2')
  await expect(answer(page)).toContainText('answered {"temp":3}')
  await steps.first().click()
  await expect(steps.first()).toContainText('get_weather')
  const call = region(page).getByRole('group', { name: 'Function call get_weather' })
  await expect(call).toContainText('step 1, by hand')
  await call.getByRole('button', { name: /get_weather/ }).click()
  await expect(call).toContainText('"temp": 3')
  await page.reload()
  await expect(region(page)).toContainText('step 1 of 2')

  // Each step is a request of its own in the Inspector.
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true })
  for (const [step, holds] of [
    [0, false],
    [1, true],
  ] as const) {
    await steps.nth(step).click()
    await button(region(page), 'Open in Inspector').click()
    await inspector.getByRole('tab', { name: 'Request' }).click()
    await expect(inspector).toContainText('contents')
    await expect(inspector.getByText('functionResponse')).toHaveCount(holds ? 1 : 0)
    await button(page, 'Inspector').click()
  }

  await button(region(page), 'Replay loop').click()
  await expect(region(page)).toContainText('step 1 of 2')
  await expect(region(page)).toContainText('step 2 of 2')
  await expect(position(page)).toHaveAttribute('aria-valuetext', /at (\d+\.\d+ s) of \1/)
  expect(generations(api)).toHaveLength(2)

  const file = page.waitForEvent('download')
  await button(region(page), 'Export run').click()
  await file
  await expect(region(page)).toContainText('The file holds step 2 of this loop')
  // Its conversation shows it; a pin is of the whole loop.
  await button(region(page), 'Delete run').click()
  await expect(region(page)).toContainText('stays as long as it does')
  await button(region(page), 'Pin').click()
  await expect(row).toContainText('pinned')

  await button(region(page), 'Open in Chat').click()
  await expect(ending).toContainText('answered {"temp":3}')
  await ending.getByRole('button', { name: 'Regenerate' }).click()
  await settled(page)
  await page.getByRole('link', { name: 'History', exact: true }).click()
  await expect(rows(page)).toHaveCount(3)
  for (const number of [1, 2]) await page.getByRole('checkbox', { name: `Choose run ${number}` }).check()
  await button(page, 'Compare runs').click()
  await expect(difference(page)).toContainText('Both loops share the steps up to 1')
  await difference(page).getByRole('tab', { name: 'Figures' }).click()
  await expect(
    difference(page)
      .getByRole('row', { name: /^Steps/ })
      .first(),
  ).toContainText('2')
})
