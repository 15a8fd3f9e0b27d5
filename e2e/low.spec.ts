/** Low windows, and a page at 200 %: the answer has at least half of the height, figures give way. */
import { log, say, settled } from './chatPage.ts'
import { expect, test } from './fixtures.ts'

for (const [width, height] of [
  [720, 450],
  [844, 390],
] as const)
  test(`at ${width} × ${height} the answer has at least half of the height, in Prompt and in Chat`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await page.goto('/')
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    await prompt.fill('A table, please.')
    await prompt.press('ControlOrMeta+Enter')
    const answer = page.getByRole('article', { name: 'Candidate 1' })
    await expect(page.getByRole('status', { name: 'Answer status' })).toHaveText('Answer complete')
    const heightOf = async (part: typeof answer) => (await part.boundingBox())!.height
    expect(await heightOf(answer.locator('[data-prints]'))).toBeGreaterThanOrEqual(height / 2)
    // What gave way is a line now, and all of it is there.
    await expect(page.getByRole('list', { name: 'Run statistics' })).toContainText('first token')
    await expect(answer.locator('dt', { hasText: 'Response id' })).toBeAttached()
    await page.goto('/#/chat')
    await say(page, 'A table, please.')
    await settled(page)
    expect(await heightOf(log(page))).toBeGreaterThanOrEqual(height / 2)
    // Nothing hangs out at the side.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })

test('what has the focus in Run settings is never under its foot', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 450 })
  await page.goto('/')
  const pane = page.getByRole('complementary', { name: 'Run settings' })
  const foot = pane.getByRole('button', { name: 'Reset generation config' })
  await expect(foot).toBeVisible()
  await pane.getByRole('combobox', { name: 'Model', exact: true }).focus()
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab')
    const covered = await page.evaluate(() => {
      const one = document.activeElement!
      const { left, bottom, width, height } = one.getBoundingClientRect()
      if (!one.closest('aside') || width === 0 || height === 0) return null
      const at = document.elementFromPoint(left + width / 2, bottom - 2)
      return at && (one.contains(at) || at.contains(one) || one.parentElement!.contains(at))
        ? null
        : one.outerHTML
    })
    expect(covered).toBeNull()
    if (await foot.evaluate((one) => one === document.activeElement)) return
  }
  throw new Error('The foot was not reached.')
})
