/** Before anything is sent: what is wrong or wasted in the request is listed, can be mended, and can always be sent. */
import { bodies, choose, message, sendButton, settled } from './chatPage.ts'
import { prompt, settings } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const number = (page: Page, name: string) => settings(page).getByRole('spinbutton', { name, exact: true })
const checks = (page: Page) => page.getByRole('list', { name: 'Checks' }).getByRole('listitem')
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true })
const question = (page: Page) => page.getByRole('alertdialog', { name: 'Before you run' })
const answers = (page: Page) => page.getByRole('region', { name: 'Response' }).getByRole('article')

test('a finding has its severity, its place on the wire and a fix, and goes with what it was about', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill('Say hello.')
  await expect(checks(page)).toHaveCount(0)
  await number(page, 'Logprobs').fill('3')
  await number(page, 'Temperature').fill('0.4')
  await choose(page, 'gemini-3.6-flash')
  await expect(checks(page)).toHaveText([
    /^Error generationConfig\.logprobs.*It is refused while Log probabilities is off\./,
    /^Note generationConfig\.temperature.*gemini-3\.6-flash ignores it\./,
  ])
  await checks(page).first().getByRole('button', { name: 'Fix: turn on Log probabilities' }).click()
  await expect(settings(page).getByRole('switch', { name: 'Log probabilities' })).toBeChecked()
  await checks(page).getByRole('button', { name: 'Fix: remove Temperature' }).click()
  await expect(number(page, 'Temperature')).toHaveValue('')
  await expect(checks(page)).toHaveText([/^Warning .*responseLogprobs/, /^Warning .*logprobs/])
  expect(bodies(api.requests)).toEqual([])
  // Warnings and Notes never ask.
  await run(page).click()
  await expect.poll(() => bodies(api.requests).length).toBe(1)
  await expect(question(page)).toHaveCount(0)
})

test('an Error asks once: Cancel and Fix all send nothing, Run anyway sends it as it stands', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'gemini-2.5-flash')
  await prompt(page).fill('Say hello.')
  await number(page, 'Presence penalty').fill('1')
  await number(page, 'Logprobs').fill('2')
  await run(page).click()
  await expect(question(page)).toContainText('generationConfig.presencePenalty')
  await question(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(question(page)).toHaveCount(0)
  await run(page).click()
  await question(page).getByRole('button', { name: 'Fix all' }).click()
  await expect(number(page, 'Presence penalty')).toHaveValue('')
  expect(bodies(api.requests)).toEqual([])

  await number(page, 'Presence penalty').fill('1')
  await run(page).click()
  await question(page).getByRole('button', { name: 'Run anyway' }).click()
  await expect.poll(() => bodies(api.requests).length).toBe(1)
  expect(bodies(api.requests)[0]?.generationConfig).toMatchObject({ presencePenalty: 1 })
  await expect(run(page)).toBeVisible()
  await run(page).click()
  await expect.poll(() => bodies(api.requests).length).toBe(2)
})

test('a refusal of the server leads to the row that it names', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await page.route(/:(stream)?[gG]enerateContent/, (route) =>
    route.fulfill({
      status: 400,
      headers: { 'access-control-allow-origin': '*' },
      json: {
        error: { code: 400, status: 'INVALID_ARGUMENT', message: 'Penalty is not enabled for models/x' },
      },
    }),
  )
  await prompt(page).fill('Say hello.')
  await run(page).click()
  await page.getByRole('alert').getByRole('button', { name: 'Show Presence penalty' }).click()
  await expect(number(page, 'Presence penalty')).toBeFocused()
  await expect(answers(page)).toHaveCount(0)
})

test('a refusal of the demo says its words, and its fix is the one of Checks', async ({ page }) => {
  await page.goto('/')
  await choose(page, 'demo-pro')
  await prompt(page).fill('Say hello.')
  await number(page, 'Presence penalty').fill('1')
  await expect(checks(page)).toHaveText([/^Error generationConfig\.presencePenalty.*demo-pro refuses it/])
  await run(page).click()
  await question(page).getByRole('button', { name: 'Run anyway' }).click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Penalty is not enabled for models/demo-pro')
  await alert.getByRole('button', { name: 'Fix: remove Presence penalty' }).click()
  await expect(number(page, 'Presence penalty')).toHaveValue('')
  await expect(checks(page)).toHaveCount(0)
  await run(page).click()
  await expect(answers(page)).toContainText('STOP')
})

test('what Extra fields lay over the request is checked, mended there, and an unknown name leads back to it', async ({
  page,
}) => {
  await page.goto('/')
  await choose(page, 'demo-pro')
  await prompt(page).fill('Say hello.')
  const extra = settings(page).getByRole('textbox', { name: 'Extra fields' })
  await extra.fill(
    JSON.stringify({
      tools: [{ functionDeclarations: [{ name: 'f', description: 'x' }], googleSearch: {} }],
      generationConfig: { newField: 1 },
    }),
  )
  await extra.blur()
  await expect(checks(page)).toHaveText([
    /^Error toolConfig\.includeServerSideToolInvocations/,
    /^Warning generationConfig\.newField.*Unknown name/,
  ])
  await checks(page).getByRole('button', { name: 'Fix: set includeServerSideToolInvocations' }).click()
  await expect(checks(page)).toHaveText([/^Warning generationConfig\.newField/])
  await expect(extra).toHaveValue(/"includeServerSideToolInvocations": true/)
  await run(page).click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Unknown name "newField"')
  await alert.getByRole('button', { name: 'Show Extra fields' }).click()
  await expect(extra).toBeFocused()
  await alert.getByRole('button', { name: 'Fix: remove newField' }).click()
  await expect(checks(page)).toHaveCount(0)
})

test('a call without its result is named before it is sent, and left out by a click', async ({
  page,
  api,
}) => {
  await page.goto('/#/chat')
  await api.connect(page)
  const contents = [
    { role: 'user', parts: [{ text: 'weather in Oslo?' }] },
    {
      role: 'model',
      parts: [{ functionCall: { name: 'get_weather', args: { city: 'Oslo' } }, thoughtSignature: 'U0lH' }],
    },
    { role: 'user', parts: [{ text: 'and Bergen?' }] },
  ]
  await page.getByRole('button', { name: 'More about this chat' }).click()
  await page.getByRole('menuitem', { name: 'Conversation as JSON' }).click()
  await page
    .getByRole('dialog', { name: 'Conversation as JSON' })
    .getByLabel('Import JSON: file')
    .setInputFiles({
      name: 'conversation.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(contents)),
    })
  await expect(checks(page)).toHaveText([/^Error contents\[1\]\.parts\[0\]\.functionCall/])
  await message(page).fill('next')
  await sendButton(page).click()
  await expect(question(page)).toContainText('The next turn has no result of get_weather')
  await question(page).getByRole('button', { name: 'Fix all' }).click()
  await expect(checks(page)).toHaveCount(0)
  await expect(message(page)).toHaveValue('next')
  await sendButton(page).click()
  await settled(page)
  expect(JSON.stringify(bodies(api.requests))).not.toContain('functionCall')
})

test('every setting is found in the palette by its name', async ({ page }) => {
  await page.goto('/')
  await prompt(page).focus()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('top k')
  await page.keyboard.press('Enter')
  await expect(
    number(page, 'Top K')
      .or(settings(page).getByRole('slider', { name: 'Top K' }))
      .and(page.locator(':focus')),
  ).toHaveCount(1)
})
