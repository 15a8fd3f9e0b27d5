/** How much a model thinks: only what it takes, sent as the API spells it, and what comes of it. */
import { bodies } from './chatPage.ts'
import { answer, button, choose, fact, note, prompt, response, run, settings } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const level = (page: Page) => settings(page).getByRole('combobox', { name: 'Thinking level', exact: true })
const budget = (page: Page) =>
  settings(page).getByRole('spinbutton', { name: 'Thinking budget', exact: true })
const thoughts = (page: Page) => settings(page).getByRole('switch', { name: 'Include thoughts', exact: true })
const levels = (page: Page) => level(page).getByRole('option').allTextContents()

test('a model is offered its own levels, and what is set is sent in the API’s words', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-flash')
  expect(await levels(page)).toEqual(['MEDIUM', 'MINIMAL', 'LOW', 'MEDIUM', 'HIGH'])
  await expect(budget(page)).toHaveCount(0)
  await choose(page, 'demo-pro')
  expect(await levels(page)).toEqual(['HIGH', 'LOW', 'MEDIUM', 'HIGH', 'XHIGH'])
  await prompt(page).fill('What is 2 + 2?')
  await level(page).selectOption('XHIGH')
  await thoughts(page).check()
  await run(page)
  await expect
    .poll(() => bodies(api.requests).at(-1)?.generationConfig)
    .toEqual({
      thinkingConfig: { thinkingLevel: 'XHIGH', includeThoughts: true },
    })
  await expect(answer(page).getByRole('group', { name: 'Thoughts', exact: true })).toBeVisible()
  const statistics = response(page).getByRole('list', { name: 'Run statistics', exact: true })
  await expect(statistics.getByRole('listitem').filter({ hasText: 'Thoughts' })).toContainText(/[1-9]/)

  await button(settings(page), 'Use default Thinking level').click()
  await button(settings(page), 'Use default Include thoughts').click()
  await run(page)
  await expect.poll(() => bodies(api.requests).at(-1)).not.toHaveProperty('generationConfig')
})

test('a budget where the model takes one, with Dynamic and Off; the level waits mute while it is set', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill('What is 2 + 2?')
  await choose(page, 'demo-flash')
  await level(page).selectOption('LOW')
  await choose(page, 'gemini-2.5-flash-lite')
  await expect(level(page)).toHaveValue('LOW')
  await expect(settings(page).getByText('this model takes a budget, not a level')).toBeVisible()
  await button(settings(page), 'Use default Thinking level').click()
  await expect(level(page)).toHaveCount(0)

  await expect(settings(page).getByRole('slider', { name: 'Thinking budget', exact: true })).toHaveAttribute(
    'min',
    '512',
  )
  const sent = () => bodies(api.requests).at(-1)?.generationConfig
  for (const [name, value] of [
    ['Dynamic', -1],
    ['Off', 0],
  ] as const) {
    await button(settings(page), name).click()
    await expect(budget(page)).toHaveValue(String(value))
    await run(page)
    await expect.poll(sent).toEqual({ thinkingConfig: { thinkingBudget: value } })
  }
  await choose(page, 'gemini-2.5-pro')
  await expect(button(settings(page), 'Off')).toHaveCount(0)
  await budget(page).fill('1,024')
  await run(page)
  await expect.poll(sent).toEqual({ thinkingConfig: { thinkingBudget: 1024 } })
})

test('a model that does not think says so, and Set anyway opens the control', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'gemini-2.0-flash')
  await expect(level(page)).toBeVisible()
  await expect(settings(page).getByText('this model does not think').first()).toBeVisible()
  await expect(button(settings(page), 'Set Thinking level anyway')).toBeVisible()
  await button(settings(page), 'Set Thinking level anyway').click()
  await expect(button(settings(page), 'Set Thinking level anyway')).toHaveCount(0)
  await expect(level(page)).toBeEnabled()
})

test('where thinking ate the limit there are two ways out: more room, or less thinking', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('combobox', { name: 'Model', exact: true }).fill('demo-thinking-budget')
  await page.getByRole('combobox', { name: 'Model', exact: true }).press('Enter')
  await prompt(page).fill('Think hard.')
  await run(page)
  const why = note(response(page))
  await expect(why).toContainText('No answer: thinking used the whole output limit')
  await expect(why.getByRole('button', { name: /^Set Max output tokens to/ })).toBeVisible()
  await button(why, 'Set Thinking level to LOW').click()
  await expect(level(page)).toHaveValue('LOW')
  await expect(button(page, 'Run')).toBeFocused()
  await expect(fact(answer(page), 'Finish reason')).toHaveText('MAX_TOKENS')
})
