/** Conversations that come from elsewhere: what they hold opens, what they lack is said where it stands. */
import { readFileSync } from 'node:fs'
import { choose, generations, contents, log, message, model, settled, you } from './chatPage.ts'
import { expect, test } from './fixtures.ts'
import { quarters } from './pictures.ts'
import type { Page } from '@playwright/test'

const json = (name: string, value: unknown) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
})

/** Brings a file in by the history of the conversation. */
async function bringIn(page: Page, file: ReturnType<typeof json>): Promise<void> {
  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Conversation as JSON' }).click()
  await page.getByLabel('Import JSON: file').setInputFiles(file)
}

test('a chat of Google AI Studio opens as one; what only Drive has is replaced or removed before a run', async ({
  page,
  api,
}) => {
  const file = readFileSync(new URL('../src/request/fixtures/studio.json', import.meta.url), 'utf8')
  await page.goto('/')
  await api.connect(page)
  await page.goto('/#/chat')
  await bringIn(page, json('My chat', file))
  const review = page.getByRole('dialog', { name: 'Open shared prompt' })
  await expect(review).toContainText('A chat of Google AI Studio')
  await expect(review).toContainText('Be brief.')
  await expect(review).toContainText('1 medium is given only as a Google Drive id')
  await expect(review).toContainText('runSettings.thinkingLevel')
  await review.getByRole('button', { name: 'Open', exact: true }).click()

  await expect(you(page)).toContainText('Name a river.')
  await expect(model(page).getByRole('group', { name: 'Thoughts' })).toBeVisible()
  await expect(model(page)).toContainText('The Elbe.')
  await expect(message(page)).toHaveValue('And where does it end?')
  await expect(page.getByRole('textbox', { name: 'System instruction' })).toHaveValue('Be brief.')
  await expect(page.getByRole('spinbutton', { name: 'Temperature' })).toHaveValue('0.3')

  const missing = page.getByRole('list', { name: 'Missing media' })
  await expect(missing).toContainText('1AbCdEf')
  await choose(page, 'demo-flash')
  await message(page).press('ControlOrMeta+Enter')
  await expect(page.getByRole('status', { name: 'Message status' })).toContainText(
    'only in Google Drive (1AbCdEf)',
  )
  expect(generations(api.requests)).toHaveLength(0)
  await expect(message(page)).toHaveValue('And where does it end?')

  await missing
    .getByLabel('File for picture 1AbCdEf')
    .setInputFiles({ name: 'river.png', mimeType: 'image/png', buffer: await quarters(page, 'image/png') })
  await expect(missing).toHaveCount(0)
  await expect(you(page).getByRole('img', { name: 'river.png' })).toBeVisible()
  await message(page).press('ControlOrMeta+Enter')
  await expect(message(page)).toHaveValue('')
  await settled(page)
  const sent = contents(generations(api.requests).at(-1))
  expect(sent[0]!.parts.map((part) => Object.keys(part)[0])).toEqual(['inlineData', 'text'])
})

test('a medium that only Drive has can be removed, and that outlives a reload', async ({ page }) => {
  await page.goto('/#/chat')
  const chunks = [
    { role: 'user', driveDocument: { id: 'doc-1' } },
    { role: 'user', text: 'Sum it up.' },
  ]
  await bringIn(page, json('chat.json', { chunkedPrompt: { chunks } }))
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('button', { name: 'Remove document doc-1' }).click()
  await expect(page.getByRole('list', { name: 'Missing media' })).toHaveCount(0)
  await page.reload()
  await expect(you(page)).toContainText('Sum it up.')
  await expect(page.getByRole('list', { name: 'Missing media' })).toHaveCount(0)
})

test('the 400 for a call without its result leads to that turn, with the ways out', async ({ page, api }) => {
  const refusal =
    'Please ensure that the number of function response parts is equal to the number of function call parts.'
  await page.goto('/')
  await api.connect(page)
  await page.goto('/#/chat')
  await choose(page, 'demo-flash')
  const call = { functionCall: { name: 'get_weather', args: { city: 'Oslo' } } }
  await bringIn(
    page,
    json('history.json', [
      { role: 'user', parts: [{ text: 'weather in Oslo?' }] },
      { role: 'model', parts: [call] },
      { role: 'user', parts: [{ text: 'and Bergen?' }] },
    ]),
  )
  await expect(you(page)).toHaveCount(2)
  const bodies: { parts: Record<string, unknown>[] }[][] = []
  await page.route(`${api.origin}/**/*:streamGenerateContent*`, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    bodies.push(contents(route.request()) as never)
    if (bodies.length > 1) return route.fallback()
    return route.fulfill({
      status: 400,
      headers: { 'access-control-allow-origin': '*' },
      json: { error: { code: 400, status: 'INVALID_ARGUMENT', message: refusal } },
    })
  })
  await message(page).fill('next')
  await message(page).press('ControlOrMeta+Enter')
  // The page has seen it as well; the server decides.
  await page
    .getByRole('alertdialog', { name: 'Before you run' })
    .getByRole('button', { name: 'Run anyway' })
    .click()
  const alert = log(page).getByRole('alert')
  await expect(alert).toContainText('Failed: a call has no result')
  await expect(alert).toContainText('Turn 2 calls get_weather')
  await expect(alert).toContainText(refusal)
  await alert.getByRole('button', { name: 'Show turn 2' }).click()
  await expect(model(page).first()).toBeFocused()
  await alert.getByRole('button', { name: 'Add an empty result' }).click()
  await expect(alert).toContainText('This has been fixed since')
  await alert.getByRole('button', { name: 'Run again' }).click()
  await settled(page)
  await expect(alert).toHaveCount(0)
  expect(bodies[1]![2]!.parts).toEqual([{ functionResponse: { name: 'get_weather', response: {} } }])
})
