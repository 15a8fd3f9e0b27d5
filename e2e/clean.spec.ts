/** Tests of a worker share a browser context (`reuseContext`): each has to find it as if it were the first. */
import { prompt } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

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
    still: matchMedia('(prefers-reduced-motion: reduce)').matches,
    located: (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted',
    width: innerWidth,
    online: navigator.onLine,
  }))

/** Whether the room on the disk is another than the browser's own; pages are not told. */
async function isLimited(page: Page): Promise<boolean> {
  const devtools = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  return (await devtools.send('Storage.getUsageAndQuota', { origin })).overrideActive
}

const nothing = {
  local: {},
  tab: {},
  databases: [],
  locks: [],
  name: '',
  planted: false,
  past: false,
  dark: false,
  still: false,
  located: false,
  width: 1440,
  online: true,
}

test.describe.configure({ mode: 'serial' })

for (const clock of [false, true])
  test(`a test leaves storage, another tab, a route, a script, a permission, no network and no room behind, with a clock of its own: ${clock}`, async ({
    page,
    context,
    baseURL,
  }) => {
    // Of this origin, and no page of ours: it writes nothing itself.
    await page.goto('/icon.svg')
    expect([await found(page), await isLimited(page)]).toEqual([nothing, false])
    if (clock) await page.clock.install({ time: 0 })
    await page.addInitScript(() => Object.assign(globalThis, { planted: true }))
    await page.route('**/icon.svg', (route) => route.abort())
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await context.grantPermissions(['geolocation'])
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
    const devtools = await context.newCDPSession(page)
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL!).origin, quotaSize: 1 })
    expect(await isLimited(page)).toBe(true)
    await context.setOffline(true)
    expect(await found(page)).toMatchObject({
      planted: true,
      past: clock,
      dark: true,
      still: true,
      located: true,
      width: 390,
      online: false,
    })
  })

test('the next one finds nothing of it', async ({ page }) => {
  await page.goto('/icon.svg')
  expect([await found(page), await isLimited(page)]).toEqual([nothing, false])
  await page.goto('/')
  await expect(prompt(page)).toHaveValue('')
})
