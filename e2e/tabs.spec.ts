/** Two tabs of one browser: what is being written in one is never written over by the other, or lost in silence. */
import { choose, message, say, settled, you } from './chatPage.ts'
import { prompt } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'
import { onDisk } from './later.ts'

const model = (page: Page) => page.getByRole('combobox', { name: 'Model', exact: true })
const left = (page: Page) => page.getByRole('status', { name: 'Draft of a closed tab' })
const saved = (page: Page) => expect(page.getByText('saved', { exact: true })).toBeVisible()

test('each tab keeps its own draft, settings and answer over a reload', async ({ page }) => {
  await page.goto('/#/prompt')
  const other = await page.context().newPage()
  await other.goto('/#/prompt')
  await choose(page, 'demo-lite')
  await prompt(page).fill('Reply with exactly: first')
  await choose(other, 'demo-pro')
  await prompt(other).fill('Reply with exactly: second')
  await Promise.all([saved(page), saved(other)])
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: /^Run/ }).click()
    await expect(tab.getByRole('img', { name: 'Stream strip' })).toHaveAccessibleDescription(/total \d/)
  }
  await Promise.all([page.reload(), other.reload()])
  for (const [tab, word, id] of [
    [page, 'first', 'demo-lite'],
    [other, 'second', 'demo-pro'],
  ] as const) {
    await expect(prompt(tab)).toHaveValue(`Reply with exactly: ${word}`)
    await expect(model(tab)).toHaveValue(id)
    await expect(tab.getByRole('article', { name: 'Candidate 1' })).toContainText(word)
  }
  await other.close()
})

test('the draft of a closed tab comes back with the next one, or is offered and swapped', async ({
  page,
}) => {
  await page.goto('/#/prompt')
  await prompt(page).fill('mine')
  const other = await page.context().newPage()
  await other.goto('/#/prompt')
  await expect(prompt(other)).toHaveValue('')
  await prompt(other).fill('of the other tab')
  await Promise.all([saved(page), saved(other)])
  await other.close()
  await page.reload()
  await expect(prompt(page)).toHaveValue('mine')
  await expect(left(page)).toContainText('A closed tab left “of the other tab”')
  await left(page).getByRole('button', { name: 'Swap' }).click()
  await expect(prompt(page)).toHaveValue('of the other tab')
  await expect(left(page)).toContainText('“mine”')
  await saved(page)
  const next = await page.context().newPage()
  await next.goto('/#/prompt')
  await expect(prompt(next)).toHaveValue('mine')
  await expect(prompt(page)).toHaveValue('of the other tab')
  await next.close()
})

test('in one conversation, each tab keeps its own message; a closed one leaves its to the others', async ({
  page,
}) => {
  await page.goto('/#/chat')
  await choose(page, 'demo-flash')
  await say(page, 'start')
  await settled(page)
  const other = await page.context().newPage()
  await other.goto('/#/chat')
  await expect(you(other)).toHaveText([/start/])
  await message(page).fill('one half')
  await message(other).fill('another half')
  await expect.poll(() => onDisk(page)).toMatch(/one half[^]*another half|another half[^]*one half/)
  await Promise.all([page.reload(), other.reload()])
  await expect(message(page)).toHaveValue('one half')
  await expect(message(other)).toHaveValue('another half')
  await say(page, 'one half')
  await settled(page)
  await other.close()
  await page.reload()
  await expect(message(page)).toHaveValue('another half')
})

test('a newer version in another tab: every workspace asks for a reload, and what is typed then is kept', async ({
  page,
  baseURL,
}) => {
  await page.goto('/#/prompt')
  await prompt(page).fill('before')
  await saved(page)
  const newer = await page.context().newPage()
  // A file of the same origin, without the app.
  await newer.goto(new URL('/icon.svg', baseURL).href)
  const upgrade = (version: number) =>
    newer.evaluate(
      (to) =>
        new Promise<string>((done) => {
          const open = indexedDB.open('playground', to)
          open.addEventListener('success', () => {
            open.result.close()
            done('open')
          })
          open.addEventListener('error', () => done(String(open.error)))
        }),
      version,
    )
  expect(await upgrade(99)).toBe('open')
  const line = page.getByRole('status', { name: 'Storage' })
  for (const workspace of ['Chat', 'Embeddings', 'Models', 'Prompt']) {
    await page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: workspace }).click()
    await expect(line).toContainText('Another tab has opened a newer version of this page')
    await expect(line.getByRole('button', { name: 'Reload' })).toBeVisible()
  }
  await prompt(page).fill('typed after it')
  await line.getByRole('button', { name: 'Reload' }).click()
  await expect(prompt(page)).toHaveValue('typed after it')
  // Still the older page: it says so, and goes on in memory.
  await expect(line).toContainText('A newer version of this page has changed its storage')
  await newer.close()
})
