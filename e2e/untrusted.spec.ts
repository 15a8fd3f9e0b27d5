import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const answer = (page: Page) => page.getByRole('region', { name: 'Response' }).getByRole('article')

async function runHostile(page: Page): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Model', exact: true })
  await box.fill('demo-hostile')
  await box.press('Enter')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Do your worst.')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
}

/** Tags that load, run or submit by themselves; the app's own drawings are hidden from readers. */
const forbidden =
  'img, picture, script, iframe, object, embed, video, audio, link, meta, base, form, style, svg:not([aria-hidden])'

test.beforeEach(async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
})

test('a hostile answer loads nothing, runs nothing and stays readable, while it comes and after', async ({
  page,
}) => {
  // Every state of the answer is looked at, not only the last: what fires once has fired.
  await page.evaluate((tags) => {
    const seen: string[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => {
      for (const one of document.querySelectorAll('.md')) {
        for (const element of one.querySelectorAll(tags)) seen.push(element.outerHTML)
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  }, forbidden)
  page.on('dialog', () => {
    throw new Error('A script of the answer ran.')
  })
  await runHostile(page)
  await expect(answer(page).locator('dt', { hasText: 'Finish reason' })).toBeVisible()
  await expect(answer(page)).toContainText('<')
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([])
  await expect(page.locator('.md').first()).toBeVisible()
})

test('links of a hostile answer are dead, or ask before they lead away', async ({ page, context }) => {
  await runHostile(page)
  await expect(answer(page).locator('dt', { hasText: 'Finish reason' })).toBeVisible()
  const links = page.locator('.md a')
  const opened: string[] = []
  context.on('page', (tab) => opened.push(tab.url()))
  for (const link of await links.all()) {
    const href = (await link.getAttribute('href')) ?? ''
    if (href.startsWith('#')) continue
    expect(href).toMatch(/^(?:https?:\/\/|mailto:)/)
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
    if (href.startsWith('mailto:') || (await link.textContent()) === href) continue
    await link.click()
    const dialog = page.getByRole('dialog', { name: 'Open link' })
    await expect(dialog).toContainText(new URL(href).host)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  }
  expect(opened).toEqual([])
})
