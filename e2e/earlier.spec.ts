/** Pressing Run loses nothing: the answers before are one key away. */
import { answer, button, prompt, response, run } from './contract.ts'
import { expect, test } from './fixtures.ts'

test('the answers before are a button and a key away, after a reload too, and nothing is sent for them', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  await prompt(page).fill('What is 2 + 3?')
  await run(page, 'demo-flash')
  await expect(button(page, 'Previous answer')).toHaveCount(0)
  await prompt(page).fill('What is 2 + 4?')
  await run(page)
  await prompt(page).fill('What is 2 + 6?')
  await run(page)
  await expect(answer(page)).toContainText('8')
  const sent = () => api.requests.filter((request) => request.url().includes('GenerateContent')).length
  const before = sent()

  await button(response(page), 'Previous answer').click()
  await expect(response(page)).toContainText('2 / 3')
  await expect(answer(page)).toContainText('6')
  // From the prompt too, whose text stays.
  await prompt(page).press('Alt+PageUp')
  await expect(response(page)).toContainText('1 / 3')
  await expect(answer(page)).toContainText('5')
  await expect(button(response(page), 'Previous answer')).toBeDisabled()
  await expect(prompt(page)).toHaveValue('What is 2 + 6?')

  await page.reload()
  await expect(answer(page)).toContainText('5')
  await page.keyboard.press('Alt+PageDown')
  await page.keyboard.press('Alt+PageDown')
  await expect(answer(page)).toContainText('8')
  expect(sent()).toBe(before)

  // From the answer: in the prompt it is a letter.
  await button(response(page), 'Previous answer').press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Previous answer')
})

test('on a phone the way to them pushes nothing out of the answer’s head', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  await prompt(page).fill('What is 2 + 3?')
  await run(page)
  await prompt(page).fill('What is 2 + 4?')
  await run(page)
  await expect(response(page)).toContainText('2 / 2')
  const copy = await button(response(page), 'Copy').boundingBox()
  expect(copy!.x + copy!.width).toBeLessThanOrEqual(390)
})
