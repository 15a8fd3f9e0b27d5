/** Everything by keyboard: menus, turns, the way past the bar, where the focus goes. */
import { choose, log, model, say, settled, you } from './chatPage.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

/** The accessible name and role of what has the focus, as far as the tests ask. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLElement
    return one.getAttribute('aria-label') ?? one.textContent?.trim() ?? ''
  })

async function twoAnswers(page: Page): Promise<void> {
  await page.goto('/#/chat')
  await choose(page, 'demo-flash')
  await say(page, 'First')
  await settled(page)
  await say(page, 'Second')
  await settled(page)
}

test('each turn is one Tab stop, in both directions; arrow keys reach its buttons', async ({ page }) => {
  await twoAnswers(page)
  await log(page).focus()
  const turns = [you(page).nth(0), model(page).nth(0), you(page).nth(1), model(page).nth(1)]
  for (const turn of turns) {
    await page.keyboard.press('Tab')
    await expect(turn).toBeFocused()
  }
  await page.keyboard.press('Tab')
  await expect(log(page).locator(':focus')).toHaveCount(0)
  await page.keyboard.press('Shift+Tab')
  for (const turn of turns.toReversed()) {
    await expect(turn).toBeFocused()
    await page.keyboard.press('Shift+Tab')
  }
  await expect(log(page)).toBeFocused()

  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(turns[1]!).toBeFocused()
  const names: string[] = []
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press('ArrowRight')
    names.push(await focused(page))
  }
  expect(names).toEqual(['Regenerate', 'Copy', 'Edit', 'Delete', 'More for turn 2'])
  await page.keyboard.press('ArrowLeft')
  expect(await focused(page)).toBe('Delete')
  await page.keyboard.press('Home')
  expect(await focused(page)).toBe('Regenerate')
  // Every other control of the answer is on the way.
  const reached = new Set<string>()
  for (let step = 0; step < 30; step++) {
    // The strip takes left and right for its chunks.
    await page.keyboard.press((await focused(page)) === 'Stream strip' ? 'ArrowDown' : 'ArrowRight')
    reached.add(await focused(page))
  }
  for (const name of ['Raw', 'Open in Inspector', 'Stream strip']) expect([...reached]).toContain(name)
  await page.keyboard.press('Tab')
  await expect(turns[2]!).toBeFocused()
})

test('a turn that is edited is gone through as a form', async ({ page }) => {
  await twoAnswers(page)
  await you(page).nth(0).getByRole('button', { name: 'Edit', exact: true }).click()
  const field = you(page).nth(0).getByRole('textbox', { name: 'Edit message' })
  await expect(field).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(you(page).nth(0).getByRole('button').filter({ visible: true }).first()).toBeFocused()
})

test('a menu opens by arrow key, is walked through by arrow keys, and gives the focus back', async ({
  page,
}) => {
  await twoAnswers(page)
  const opener = you(page).nth(0).getByRole('button', { name: 'More for turn 1' })
  await expect(opener).toHaveAttribute('aria-haspopup', 'menu')
  await opener.focus()
  await page.keyboard.press('ArrowDown')
  const menu = page.getByRole('menu', { name: 'More for turn 1' })
  await expect(menu).toBeVisible()
  // The first item takes the focus once the menu is drawn; Move up is not for the first turn.
  await expect.poll(() => focused(page)).toBe('Change role to Model')
  const names: string[] = [await focused(page)]
  for (let step = 0; step < 3; step++) {
    await page.keyboard.press('ArrowDown')
    names.push(await focused(page))
  }
  expect(names).toEqual(['Change role to Model', 'Insert turn after', 'Move down', 'Change role to Model'])
  await page.keyboard.press('ArrowUp')
  expect(await focused(page)).toBe('Move down')
  await page.keyboard.press('Home')
  expect(await focused(page)).toBe('Change role to Model')
  await page.keyboard.press('End')
  expect(await focused(page)).toBe('Move down')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(opener).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(menu).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(menu).toBeHidden()
})

test('Details takes the focus, scrolls by keys and gives the focus back', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 500 })
  await page.goto('/#/models')
  const opener = page.getByRole('button', { name: 'Details' }).first()
  await opener.click()
  const dialog = page.getByRole('dialog', { name: 'Details' })
  await expect(dialog.locator(':focus')).toHaveCount(1)
  const top = () => dialog.locator('[data-body]').evaluate(({ scrollTop }) => scrollTop)
  expect(await top()).toBe(0)
  await page.keyboard.press('End')
  await expect.poll(top).toBeGreaterThan(0)
  await page.keyboard.press('Escape')
  await expect(opener).toBeFocused()
})

test('the end of a run is announced in Prompt and in Embeddings as in Chat', async ({ page }) => {
  await page.goto('/')
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
  const status = page.getByRole('status', { name: 'Answer status' })
  await prompt.fill('Hello')
  await prompt.press('ControlOrMeta+Enter')
  await expect(status).toHaveText('Answer complete')
  await choose(page, 'demo-answer-blocked')
  await prompt.press('ControlOrMeta+Enter')
  await expect(status).toHaveText(/^Blocked: /)
  await page.goto('/#/embeddings')
  await page.getByRole('textbox', { name: 'Texts', exact: true }).fill('one\ntwo')
  await page.getByRole('button', { name: 'Embed', exact: true }).click()
  await expect(page.getByRole('status', { name: 'Embedding result' })).toHaveText(
    'Embedding complete, 2 of 2 texts',
  )
})

test('the first stop of the page leads past the bar, in every workspace', async ({ page }) => {
  for (const workspace of ['prompt', 'chat', 'embeddings', 'models']) {
    await page.goto(`/#/${workspace}`)
    await expect(page.getByRole('main')).toBeVisible()
    // Chat puts the focus into its message once it is there, so it is not by Tab that one begins there.
    if (workspace === 'chat')
      await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toBeFocused()
    const skip = page.getByRole('link', { name: 'Skip to content' })
    expect(await page.evaluate(() => document.querySelector('a, button, input, textarea')?.textContent)).toBe(
      'Skip to content',
    )
    await skip.focus()
    await expect(skip).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    await expect(page).toHaveURL(new RegExp(`#/${workspace}$`))
  }
})

test('each cell of the matrix is named by its pair', async ({ page }) => {
  await page.goto('/#/embeddings')
  await page.getByRole('textbox', { name: 'Texts', exact: true }).fill('a cat\na dog')
  await page.getByRole('button', { name: 'Embed', exact: true }).click()
  const table = page.getByRole('table', { name: 'Similarity matrix' })
  await expect(table.getByRole('button', { name: /^1 × 2, 0\.\d\d$/ })).toBeVisible()
  await expect(table.getByRole('button', { name: /^1 × 1, 1\.00$/ })).toBeVisible()
  await table.getByRole('button', { name: /^1 × 2/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(table.getByRole('button', { name: /^2 × 2/ })).toBeFocused()
})
