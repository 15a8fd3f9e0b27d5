/** An upgrade that has to wait for another tab: it says so, looks like no loss, and keeps what is typed meanwhile. */
import { migrations } from '../src/store/migrations.ts'
import { choose, log, message, say, settled } from './chatPage.ts'
import { texts } from './embeddingsPage.ts'
import { prompt } from './contract.ts'
import { expect, test } from './fixtures.ts'
import { install, screen1, shapes } from './v1Page.ts'
import type { Page } from '@playwright/test'

const storageLine = (page: Page) => page.getByRole('status', { name: 'Storage' })
const list = (page: Page) => page.getByRole('list', { name: 'Conversations' })
const temperature = (page: Page) => page.getByRole('spinbutton', { name: 'Temperature' })
const instruction = (page: Page) => page.getByRole('textbox', { name: 'System instruction' })
const goTo = (page: Page, workspace: string) =>
  page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: workspace }).click()

/** Another page of this origin that holds the base in version 1 and does not let go when it is asked to. */
async function hold(page: Page): Promise<{ letGo: () => Promise<void> }> {
  const other = await page.context().newPage()
  await other.goto('/icon.svg')
  await other.evaluate(
    () =>
      new Promise<void>((done) => {
        const open = indexedDB.open('playground', 1)
        open.addEventListener('success', () => {
          Object.assign(window, { held: open.result })
          done()
        })
      }),
  )
  return { letGo: () => other.evaluate(() => (window as unknown as { held: IDBDatabase }).held.close()) }
}

const waits =
  'Another tab still shows an older version of this page. Close or reload it: then your saved work appears here.'

test('what is kept appears when the other tab lets go, beside what was typed meanwhile', async ({ page }) => {
  test.slow()
  await install(page, 'a')
  const { letGo } = await hold(page)
  await page.goto('/#/prompt')
  await expect(storageLine(page)).toHaveText(waits)
  await prompt(page).fill('typed while it waits')
  await temperature(page).fill('0.3')
  await goTo(page, 'Chat')
  await expect(storageLine(page)).toHaveText(waits)
  await expect(message(page)).toBeVisible()
  await expect(page.getByText('No conversations yet')).toHaveCount(0)
  await message(page).fill('a message meanwhile')
  await goTo(page, 'Embeddings')
  await texts(page).fill('a text meanwhile')
  await expect(storageLine(page)).toHaveText(waits)
  await letGo()
  await expect(storageLine(page)).not.toContainText(waits)

  const expectAll = async () => {
    await expect(texts(page)).toHaveValue('a text meanwhile')
    await page.getByRole('button', { name: 'Undo' }).click()
    const rows = page.getByRole('table', { name: 'Texts' }).getByRole('row')
    const { setup } = screen1.newTab.embeddings
    await expect(rows).toHaveCount(setup.rows.length)
    for (const [at, [, text]] of setup.rows.entries()) await expect(rows.nth(at)).toContainText(text)
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(setup.title)
    await goTo(page, 'Chat')
    await expect(list(page).locator('button[aria-current]')).toHaveText(
      screen1.newTab.conversations.map(({ title }) => title),
    )
    // A new conversation takes over what a closed tab was writing for one.
    await expect(message(page)).toHaveValue('a message meanwhile\nthe first words of a new conversation')
    await goTo(page, 'Prompt')
    const { settings, answers } = screen1.tabs['a']!.prompt
    await expect(temperature(page)).toHaveValue('0.3')
    await expect(instruction(page)).toHaveValue(settings.systemInstruction)
    await expect(page.getByRole('article', { name: 'Candidate 1' })).toContainText(
      answers[0]!.text.slice(0, 50),
    )
    await expect(prompt(page)).toHaveValue('typed while it waits')
  }
  await expectAll()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(prompt(page)).toHaveValue(screen1.tabs['a']!.prompt.text)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  await page.goto('/#/embeddings')
  await page.reload()
  // The older draft outlives the page too.
  await goTo(page, 'Prompt')
  await expect(prompt(page)).toHaveValue('typed while it waits')
  await expect(page.getByRole('status', { name: 'Draft of a closed tab' })).toContainText(
    screen1.tabs['a']!.prompt.text,
  )
})

test('a conversation that begins meanwhile stands in the list beside those that were kept', async ({
  page,
}) => {
  await install(page)
  const { letGo } = await hold(page)
  await page.goto('/#/chat')
  await expect(storageLine(page)).toHaveText(waits)
  await choose(page, 'demo-flash')
  await say(page, 'Reply with exactly: meanwhile')
  await settled(page)
  await letGo()
  const expectAll = async () => {
    await expect(list(page).locator('button[aria-current]')).toHaveText([
      'Reply with exactly: meanwhile',
      ...screen1.newTab.conversations.map(({ title }) => title),
    ])
    await expect(log(page).getByRole('article')).toHaveText([/meanwhile/, /meanwhile/])
  }
  await expectAll()
  await expect.poll(async () => (await shapes(page)).version).toBe(migrations.length)
  await page.reload()
  await expectAll()
})

for (const [kind, tab] of [
  ['that was open before', 'a'],
  ['that is new', undefined],
] as const)
  test(`what is typed in a tab ${kind} survives a reload while the upgrade waits`, async ({ page }) => {
    await install(page, tab)
    const { letGo } = await hold(page)
    await page.goto('/#/prompt')
    await expect(storageLine(page)).toHaveText(waits)
    await prompt(page).fill('typed while it waits')
    await page.reload()
    await expect(storageLine(page)).toHaveText(waits)
    await letGo()
    await expect(prompt(page)).toHaveValue('typed while it waits')
  })

test('a base of a newer version is refused in words and left alone', async ({ page }) => {
  await page.goto('/icon.svg')
  await page.evaluate(
    (newer) =>
      new Promise<void>((done) => {
        const open = indexedDB.open('playground', newer)
        open.addEventListener('upgradeneeded', () =>
          open.result
            .createObjectStore('drafts')
            .put({ text: 'of a newer version', images: [], more: 1 }, 'prompt'),
        )
        open.addEventListener('success', () => {
          open.result.close()
          done()
        })
      }),
    migrations.length + 1,
  )
  await page.goto('/#/prompt')
  await expect(storageLine(page)).toContainText('A newer version of this page has changed its storage')
  await expect(storageLine(page).getByRole('button', { name: 'Reload' })).toBeVisible()
  await prompt(page).fill('typed all the same')
  await page.reload()
  await expect(prompt(page)).toHaveValue('typed all the same')
  const left = await page.evaluate(
    () =>
      new Promise<unknown>((done) => {
        const open = indexedDB.open('playground')
        open.addEventListener('success', () => {
          const base = open.result
          const all = base.transaction('drafts').objectStore('drafts').getAll()
          all.addEventListener('success', () => {
            base.close()
            done({ version: base.version, drafts: all.result as unknown[] })
          })
        })
      }),
  )
  expect(left).toEqual({
    version: migrations.length + 1,
    drafts: [{ text: 'of a newer version', images: [], more: 1 }],
  })
})

const news = 'every run is kept in this browser from now on, up to 1,000'

test('after the upgrade one line says that every run is kept now, until it is put away', async ({ page }) => {
  await install(page, 'a')
  await page.goto('/#/prompt')
  await expect(storageLine(page)).toContainText(news)
  await page.reload()
  await expect(storageLine(page)).toContainText(news)
  await storageLine(page).getByRole('button', { name: 'Dismiss' }).click()
  await expect(storageLine(page)).toBeEmpty()
  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('article', { name: 'Candidate 1' })).toBeVisible()
  await expect(storageLine(page)).toBeEmpty()
})

test('a first visit is told nothing', async ({ page }) => {
  await page.goto('/#/prompt')
  await prompt(page).fill('new here')
  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(prompt(page)).toHaveValue('new here')
  await expect(storageLine(page)).toBeEmpty()
})
