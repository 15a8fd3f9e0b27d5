/** What the conversation and the message cost, counted by the API: when, and when not. */
import { choose, message, say, sendButton, settled } from './chatPage.ts'
import { expect, test } from './fixtures.ts'

test.beforeEach(async ({ page, api }) => {
  await page.goto('/#/chat')
  await api.connect(page)
  await choose(page, 'demo-flash')
})

test('counts the tokens of the conversation and of the message', async ({ page, api }) => {
  await page.clock.install()
  const tokens = page.getByRole('status', { name: 'Token count' })
  await expect(tokens).toHaveText('0 tokens')
  await message(page).fill('How many tokens is this?')
  await expect(tokens).toHaveText(/^\d+ tokens$/)
  await say(page, 'How many tokens is this?')
  await settled(page)
  await expect(tokens).toHaveText(/^\d\d+ tokens$/)
  await message(page).fill('And this?')
  await expect(tokens).toHaveText(/^\d+ \+ \d+ tokens$/)
  // While an answer comes nothing is counted that will be something else in a moment.
  await choose(page, 'demo-long')
  await expect(tokens).toHaveText(/^\d+ \+ \d+ tokens$/)
  const counted = () => api.requests.filter((request) => request.url().includes(':countTokens')).length
  await sendButton(page).click()
  await expect(page.getByRole('list', { name: 'Run statistics' }).last()).toContainText('chunks')
  const before = counted()
  // Longer than a count is put off, and not so long that the stream would count as silent.
  await page.clock.runFor(10_000)
  expect(counted()).toBe(before)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect.poll(counted).toBeGreaterThan(before)
  await expect(tokens).toHaveText(/^\d+ tokens$/)
})
