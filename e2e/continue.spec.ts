/** A long answer goes on over several requests: each is asked for, said what it costs, and one answer comes of them. */
import { bodies, choose, message, model as modelTurn, say, settled } from './chatPage.ts'
import { answer } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const next = (page: Page) => page.getByRole('button', { name: 'Continue', exact: true })
const reason = (page: Page) => answer(page).getByRole('note', { name: 'Stop reason' })
const statistics = (page: Page) => page.getByRole('list', { name: 'Run statistics' })

async function rawText(page: Page): Promise<string> {
  await answer(page).getByRole('button', { name: 'Raw' }).click()
  const text = await answer(page).getByRole('textbox', { name: 'Raw text' }).inputValue()
  await answer(page).getByRole('button', { name: 'Raw' }).click()
  return text
}

test('in Prompt three requests make one answer, after a reload too', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-continuation')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Write a long answer.')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(reason(page)).toContainText(/^Cut off/)
  await expect(next(page)).toContainText(/hop 2, \+~[\d,]+ tokens input/)
  await expect(next(page)).toHaveAccessibleDescription(/hop 2/)
  const first = await rawText(page)
  // What asks for the rest by a message is another thing.
  await expect(page.getByRole('button', { name: 'Ask for the rest' })).toHaveCount(0)

  await page.reload()
  await expect(next(page)).toBeVisible()
  await api.connect(page)
  await next(page).click()
  await expect(next(page)).toContainText('hop 3')
  const second = await rawText(page)
  expect(second.startsWith(first)).toBe(true)
  expect(second.length).toBeGreaterThan(first.length)

  const cost = Number(/\+~([\d,]+)/.exec((await next(page).textContent()) ?? '')?.[1]?.replaceAll(',', ''))
  await next(page).click()
  await expect(answer(page)).toContainText('STOP')
  await expect(reason(page)).toHaveCount(0)
  await expect(next(page)).toHaveCount(0)
  const whole = await rawText(page)
  expect(whole.startsWith(second)).toBe(true)

  const sent = bodies(api.requests)
  expect(sent).toHaveLength(3)
  const [one, ...others] = sent
  for (const body of others) {
    const { continuationToken, ...rest } = body as Record<string, unknown>
    expect(continuationToken).toEqual(expect.any(String))
    expect(rest).toEqual(one)
  }
  // Sums over all three, so more than the last request alone was billed for.
  const figures = (await statistics(page).textContent()) ?? ''
  expect(Number(/Tokens in ([\d,]+)/.exec(figures)?.[1]?.replaceAll(',', ''))).toBeGreaterThan(cost)
  await page.reload()
  await expect(answer(page)).toBeVisible()
  expect(await rawText(page)).toBe(whole)
})

test('in Chat the turn grows, and the history holds the whole answer', async ({ page, api }) => {
  await page.goto('/#/chat')
  await api.connect(page)
  await choose(page, 'demo-continuation')
  await say(page, 'Write a long answer.')
  await next(page).click()
  await expect(next(page)).toContainText('hop 3')
  await next(page).click()
  await settled(page)
  await expect(next(page)).toHaveCount(0)
  await expect(modelTurn(page)).toHaveCount(1)
  await choose(page, 'demo-flash')
  await message(page).fill('Thank you.')
  // Refused in words while the last hop is ending; it stays in the field.
  await expect(async () => {
    await message(page).press('Control+Enter')
    await expect(message(page)).toHaveValue('', { timeout: 1000 })
  }).toPass()
  await expect.poll(() => bodies(api.requests).length).toBe(4)
  const contents = (
    bodies(api.requests).at(-1) as { contents: { role: string; parts: { text?: string }[] }[] }
  ).contents
  expect(contents.map(({ role }) => role)).toEqual(['user', 'model', 'user'])
  const text = contents[1]!.parts.map((part) => part.text ?? '').join('')
  expect(text.length).toBeGreaterThan(1500)
})

test('where the limit is used up, Continue says the higher one and sends it', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-continuation')
  await page.getByRole('spinbutton', { name: 'Max output tokens', exact: true }).fill('120')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Write a long answer.')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(reason(page)).toContainText('has to have a higher limit')
  await expect(next(page)).toContainText('Max output tokens 256')
  await next(page).click()
  await expect.poll(() => bodies(api.requests).length).toBe(2)
  expect(bodies(api.requests)[1]).toMatchObject({
    generationConfig: { maxOutputTokens: 256 },
    continuationToken: expect.any(String),
  })
  await expect(answer(page)).toBeVisible()
})

test('a request that the server refuses loses nothing of the answer, and can be made again', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await choose(page, 'demo-continuation')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Write a long answer.')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(next(page)).toBeVisible()
  const first = await rawText(page)
  let refused = false
  await page.route(/:(stream)?[gG]enerateContent/, async (route) => {
    if (refused) return route.fallback()
    refused = true
    await route.fulfill({
      status: 429,
      headers: { 'access-control-allow-origin': '*' },
      json: { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Slow down.' } },
    })
  })
  await next(page).click()
  await expect(answer(page).getByRole('alert')).toContainText('429 RESOURCE_EXHAUSTED')
  expect(await rawText(page)).toBe(first)
  await next(page).click()
  await expect(next(page)).toContainText('hop 3')
  expect((await rawText(page)).startsWith(first)).toBe(true)
})
