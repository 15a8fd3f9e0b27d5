import { bodies } from './chatPage.ts'
import { settings } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const number = (page: Page, name: string) => settings(page).getByRole('spinbutton', { name, exact: true })

async function run(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Run', exact: true })
  await button.click()
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeHidden()
  await expect(button).toBeVisible()
  await expect(page.getByRole('region', { name: 'Response' }).getByRole('article')).not.toHaveCount(0)
}

test('what is untouched is not sent, what is touched is, and a reset takes it back', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  const sent = () => bodies(api.requests).at(-1)
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Say hello.')
  await run(page)
  expect(sent()).toEqual({ contents: [{ role: 'user', parts: [{ text: 'Say hello.' }] }] })

  await number(page, 'Temperature').fill('0.4')
  await number(page, 'Max output tokens').fill('2048')
  await number(page, 'Seed').fill('7')
  const stop = settings(page).getByRole('textbox', { name: 'Stop sequences' })
  await stop.fill('END')
  await stop.press('Enter')
  await settings(page).getByRole('textbox', { name: 'System instruction' }).fill('Be brief.')
  await settings(page).getByRole('slider', { name: 'Dangerous content' }).fill('5')
  await run(page)
  await expect.poll(sent).toEqual({
    contents: [{ role: 'user', parts: [{ text: 'Say hello.' }] }],
    systemInstruction: { parts: [{ text: 'Be brief.' }] },
    safetySettings: [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', threshold: 'BLOCK_LOW_AND_ABOVE' }],
    generationConfig: { temperature: 0.4, maxOutputTokens: 2048, stopSequences: ['END'], seed: 7 },
  })

  await settings(page).getByRole('button', { name: 'Use default Temperature' }).click()
  await expect(settings(page).getByRole('button', { name: 'Use default Temperature' })).toBeHidden()
  await settings(page).getByRole('button', { name: 'Reset generation config' }).click()
  await settings(page).getByRole('button', { name: 'Reset safety settings' }).click()
  await settings(page).getByRole('switch', { name: 'Stream' }).uncheck()
  await run(page)
  await expect.poll(() => Object.keys(sent() ?? {})).toEqual(['contents', 'systemInstruction'])
  expect(api.requests.at(-1)?.url()).toContain(':generateContent')
})

test('settings survive a reload', async ({ page }) => {
  await page.goto('/')
  await number(page, 'Temperature').fill('0.7')
  await settings(page).getByRole('textbox', { name: 'System instruction' }).fill('Kept.')
  // Shorter than the pause before a save: leaving the page has to write it.
  await page.reload()
  await expect(number(page, 'Temperature')).toHaveValue('0.7')
  await expect(settings(page).getByRole('textbox', { name: 'System instruction' })).toHaveValue('Kept.')
})

async function more(page: Page, item: string) {
  await settings(page).getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('my defaults come back, and the API’s do', async ({ page }) => {
  await page.goto('/')
  await number(page, 'Top P').fill('0.5')
  await more(page, 'Save as my defaults')
  await expect(settings(page).getByRole('status', { name: 'Defaults' })).toHaveText(/^Saved on this device/)
  await number(page, 'Top P').fill('0.9')
  await more(page, 'Use my defaults')
  await expect(number(page, 'Top P')).toHaveValue('0.5')
  await more(page, 'Restore API defaults')
  await expect(number(page, 'Top P')).toHaveValue('')
  await settings(page).getByRole('button', { name: 'More', exact: true }).click()
  await expect(page.getByRole('menuitem', { name: 'Save as my defaults' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Use my defaults' })).toHaveCount(0)
})

test('limits and defaults are the chosen model’s own', async ({ page }) => {
  await page.goto('/')
  await expect(number(page, 'Max output tokens')).toHaveAttribute('placeholder', /^\d+(,\d{3})*$/)
  const limit = Number(await number(page, 'Max output tokens').getAttribute('aria-valuemax'))
  await number(page, 'Max output tokens').fill(String(limit + 1))
  await expect(settings(page).getByRole('alert')).toContainText('for this model. Nothing is sent.')
  await expect(number(page, 'Max output tokens')).toHaveValue(String(limit + 1))
  await number(page, 'Max output tokens').fill(String(limit))
  await expect(settings(page).getByRole('alert')).toBeHidden()

  const model = settings(page).getByRole('combobox', { name: 'Model' })
  await model.fill('demo-lite')
  await model.press('Enter')
  await expect(settings(page).getByText('this model takes no Top K')).toBeVisible()
  await expect(number(page, 'Top K')).toBeDisabled()
  await settings(page).getByRole('button', { name: 'Set Top K anyway', exact: true }).click()
  await number(page, 'Top K').fill('3')
  await expect(settings(page).getByText('this model takes no Top K')).toBeVisible()
})

test('a number is read as people type it, and what is half typed is never another number', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  const sent = () => bodies(api.requests).at(-1)?.generationConfig
  await number(page, 'Temperature').pressSequentially('0,4')
  await number(page, 'Max output tokens').fill('2,048')
  await number(page, 'Seed').fill('7')
  await number(page, 'Seed').pressSequentially('e')
  await expect(number(page, 'Seed')).toHaveValue('7e')
  await expect(settings(page).getByRole('alert')).toHaveText('“7e” is not a number. Still sending 7.')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Hi')
  await run(page)
  await expect.poll(sent).toEqual({ temperature: 0.4, maxOutputTokens: 2048, seed: 7 })
  await expect(number(page, 'Max output tokens')).toHaveValue('2,048')
})

test('a refused value stays as typed, and the last good one is sent', async ({ page }) => {
  await page.goto('/')
  await number(page, 'Temperature').fill('1.5')
  await number(page, 'Temperature').fill('9')
  await expect(number(page, 'Temperature')).toHaveAttribute('aria-invalid', 'true')
  await expect(settings(page).getByRole('alert')).toHaveText(
    /Temperature goes from 0 to 2.* Still sending 1\.5\./,
  )
  await number(page, 'Top K').fill('2.5')
  await expect(settings(page).getByRole('alert').last()).toContainText('whole numbers')
  await settings(page).getByRole('button', { name: 'Reset generation config' }).click()
  await expect(settings(page).getByRole('alert')).toHaveCount(0)
  await expect(number(page, 'Top K')).toHaveValue('')
})

test('five stop sequences at most; the sixth is refused and stays in the field', async ({ page }) => {
  await page.goto('/')
  const stop = settings(page).getByRole('textbox', { name: 'Stop sequences' })
  for (const word of ['a', 'b', ' c ', 'd', 'e', 'f']) {
    await stop.fill(word)
    await stop.press('Enter')
  }
  await expect(settings(page).getByRole('alert')).toContainText('at most 5')
  await expect(stop).toHaveValue('f')
  await expect(settings(page).getByRole('button', { name: /^Remove stop sequence/ })).toHaveCount(5)
  await settings(page).getByRole('button', { name: 'Remove stop sequence a' }).click()
  await stop.press('Enter')
  await expect(settings(page).getByRole('button', { name: 'Remove stop sequence f' })).toBeVisible()
})

test('a stop sequence holds line breaks and tabs, typed or pasted, and what stands in the field counts when it is left or run', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  const sent = () => bodies(api.requests).at(-1)?.generationConfig?.stopSequences
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Say hello.')
  const stop = settings(page).getByRole('textbox', { name: 'Stop sequences' })
  const chip = (name: string) => settings(page).getByRole('button', { name: `Remove stop sequence ${name}` })
  await stop.fill(String.raw`\n`)
  await stop.press('Enter')
  await expect(chip('↵')).toBeVisible()
  await page.evaluate(() => navigator.clipboard.writeText('\n###'))
  await stop.press('ControlOrMeta+v')
  await expect(stop).toHaveValue(String.raw`\n###`)
  await stop.press('Enter')
  await expect(chip('↵###')).toBeVisible()
  await stop.fill(String.raw`a\tb\\n`)
  await stop.press('Tab')
  await expect(chip(String.raw`a⇥b\n`)).toBeVisible()
  await expect(stop).toHaveValue('')
  await stop.fill('END')
  await stop.press('ControlOrMeta+Enter')
  await expect.poll(sent).toEqual(['\n', '\n###', 'a\tb\\n', 'END'])
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  await stop.fill('last')
  await run(page)
  await expect.poll(sent).toEqual(['\n', '\n###', 'a\tb\\n', 'END', 'last'])
})

test('a safety slider speaks its level and says what it does', async ({ page }) => {
  await page.goto('/')
  const slider = settings(page).getByRole('slider', { name: 'Harassment' })
  const words = ['API default', 'Off', 'Block none', 'Block few', 'Block some', 'Block most']
  await slider.focus()
  for (const word of words) {
    await expect(slider).toHaveAttribute('aria-valuetext', word)
    await expect(settings(page).getByText(new RegExp(`^${word}: [A-Z].*\\.$`))).toBeVisible()
    await slider.press('ArrowRight')
  }
  await settings(page).getByRole('button', { name: 'Use default Harassment' }).click()
  await expect(slider).toHaveAttribute('aria-valuetext', 'API default')
})

test('any model can be chosen by typing, also when the list failed', async ({ page, api }) => {
  await page.route(`${api.origin}/v1beta/models?*`, (route) =>
    route.fulfill({
      status: 500,
      json: { error: { code: 500, message: 'Broken on purpose.', status: 'INTERNAL' } },
    }),
  )
  await page.goto('/')
  const model = settings(page).getByRole('combobox', { name: 'Model' })
  await model.fill('demo pro')
  await page.getByRole('option', { name: 'demo-pro', exact: true }).first().click()
  await expect(model).toHaveValue('demo-pro')
  await api.connect(page)
  const status = settings(page).getByRole('status').filter({ hasText: 'Broken on purpose.' })
  await expect(status).toBeVisible()
  await model.fill('my-own-model')
  await model.press('Enter')
  await expect(model).toHaveValue('my-own-model')
  await model.fill('no model/../id')
  await model.press('Enter')
  await expect(settings(page).getByText('“no model/../id” cannot be a model id')).toBeVisible()
  await expect(model).toHaveValue('my-own-model')
  await page.unroute(`${api.origin}/v1beta/models?*`)
  await settings(page).getByRole('button', { name: 'Retry' }).click()
  await expect(settings(page).getByText('Not in the list of this connection; sent as typed.')).toBeVisible()
})

test('going to the last setting scrolls the pane, never the page under it', async ({ page }) => {
  await page.goto('/')
  const last = settings(page).getByRole('textbox', { name: 'Extra fields', exact: true })
  await last.evaluate((field) => field.scrollIntoView({ block: 'center' }))
  await expect(last).toBeInViewport()
  expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0)
})
