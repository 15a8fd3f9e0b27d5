/** Tests of a worker share a browser context (`reuseContext`): each has to find it as if it were the first. */
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true })

/** What a page can find of pages before it. */
const found = (page: Page) =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    tab: { ...sessionStorage },
    databases: (await indexedDB.databases()).map(({ name }) => name),
    locks: (await navigator.locks.query()).held?.map(({ name }) => name),
    name: window.name,
    planted: 'planted' in globalThis,
    past: Date.now() < 1_000_000_000_000,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    width: innerWidth,
  }))

const nothing = {
  local: {},
  tab: {},
  databases: [],
  locks: [],
  name: '',
  planted: false,
  past: false,
  dark: false,
  width: 1440,
}

test.describe.configure({ mode: 'serial' })

for (const clock of [false, true])
  test(`a test leaves storage, another tab, a route and a script behind, with a clock of its own: ${clock}`, async ({
    page,
    context,
  }) => {
    // Of this origin, and no page of ours: it writes nothing itself.
    await page.goto('/icon.svg')
    expect(await found(page)).toEqual(nothing)
    if (clock) await page.clock.install({ time: 0 })
    await page.addInitScript(() => Object.assign(globalThis, { planted: true }))
    await page.route('**/icon.svg', (route) => route.abort())
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/')
    await prompt(page).fill('left behind')
    await page.evaluate(() => {
      localStorage.setItem('left', 'behind')
      window.name = 'left'
    })
    const other = await context.newPage()
    await other.goto('/')
    await expect(prompt(other)).toBeVisible()
    await expect.poll(async () => (await found(page)).databases).toContain('playground')
    expect(await found(page)).toMatchObject({ planted: true, past: clock, dark: true, width: 390 })
  })

test('the next one finds nothing of it', async ({ page }) => {
  await page.goto('/icon.svg')
  expect(await found(page)).toEqual(nothing)
  await page.goto('/')
  await expect(prompt(page)).toHaveValue('')
})
