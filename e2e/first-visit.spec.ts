/** The first five minutes: what an empty workspace offers, where the focus is, and the ways to a key. */
import { answer, button, dialog, prompt } from './contract.ts'
import { branches, message, model, settled, you } from './chatPage.ts'
import { table, texts } from './embeddingsPage.ts'
import { expect, test, testKey } from './fixtures.ts'
import type { Page } from '@playwright/test'

const examples = (page: Page) => page.getByRole('list', { name: 'Examples' })
const opener = (page: Page, name: RegExp) => examples(page).getByRole('button', { name })
const go = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click()

test('a workspace has the focus in its main field on arrival, where ? still opens Shortcuts', async ({
  page,
}) => {
  await page.goto('/')
  await expect(prompt(page)).toBeFocused()
  for (const [name, field] of [
    ['Chat', message(page)],
    ['Embeddings', texts(page)],
    ['Models', page.getByRole('searchbox', { name: 'Filter models' })],
    ['History', page.getByRole('searchbox', { name: 'Search runs' })],
    ['Prompt', prompt(page)],
  ] as const) {
    await go(page, name)
    await expect(field).toBeFocused()
    await page.keyboard.press('?')
    await expect(dialog(page, 'Keyboard shortcuts')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(field).toHaveValue('')
  }
})

test('in a field with a draft ? is a character, and a question about a key is pasted', async ({ page }) => {
  const question = `Why is ${testKey} refused?`
  await page.goto('/')
  await expect(prompt(page)).toBeFocused()
  expect(await paste(page, question)).toBe(true)
  await expect(dialog(page, 'Connection')).toHaveCount(0)
  await prompt(page).fill('Why')
  await go(page, 'Chat')
  await expect(message(page)).toBeFocused()
  await go(page, 'Prompt')
  await expect(prompt(page)).toBeFocused()
  await page.keyboard.press('?')
  await expect(prompt(page)).toHaveValue(/\?/)
  expect(await paste(page, testKey)).toBe(true)
  await expect(dialog(page, 'Connection')).toHaveCount(0)
  await go(page, 'Chat')
  await expect(message(page)).toBeFocused()
  expect(await paste(page, testKey)).toBe(false)
  await expect(dialog(page, 'Connection')).toBeVisible()
})

test.describe('an empty conversation offers ways to begin, which run at once and leave the composer alone', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/#/chat')
    await message(page).fill('my draft')
  })

  test('two turns', async ({ page }) => {
    await opener(page, /^Two turns/).click()
    await expect(model(page)).toHaveCount(2)
    await settled(page)
    await expect(model(page).last()).toContainText('What is 12 * 7?')
    await expect(message(page)).toHaveValue('my draft')
    await expect(examples(page)).toHaveCount(0)
  })

  test('an image', async ({ page }) => {
    await opener(page, /^An image/).click()
    await settled(page)
    await expect(you(page).getByRole('img', { name: 'shapes.webp' })).toBeVisible()
    await expect(model(page)).toContainText('Main colours')
  })

  test('a branch', async ({ page }) => {
    await opener(page, /^A branch/).click()
    await expect(branches(model(page))).toContainText('2 / 2')
    await settled(page)
    await expect(model(page)).toContainText('apple')
    await expect(message(page)).toHaveValue('my draft')
  })
})

test('Embeddings: one press runs an example', async ({ page }) => {
  await page.goto('/#/embeddings')
  await button(page, 'Run an example').click()
  await expect(table(page)).toBeVisible()
  await expect(texts(page)).toHaveValue(/bicycle/)
})

test('Embeddings: one text alone is an example too, and shows its vector', async ({ page }) => {
  await page.goto('/#/embeddings')
  await opener(page, /^One text, one vector/).click()
  await button(page, 'Embed').click()
  await expect(page.getByRole('region', { name: 'Vector' })).toContainText('3,072 numbers]')
})

test('sample pictures are taken one by one, and all together', async ({ page }) => {
  await page.goto('/')
  const samples = page.getByRole('group', { name: 'Sample images' }).getByRole('button')
  await expect(samples).toHaveCount(3)
  for (const left of [2, 1]) {
    await samples.first().click()
    await expect(samples).toHaveCount(left)
  }
  await samples.first().click()
  await expect(samples).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Attachments' }).getByRole('img')).toHaveCount(3)
  await button(page, 'Remove shapes.webp').click()
  await expect(samples).toHaveCount(1)
  await prompt(page).fill('How large are these pictures, and what are their main colours?')
  await button(page, 'Run').click()
  await expect(answer(page)).toContainText('Image 2')
})

/** @returns whether the paste was left to where it went */
const paste = (page: Page, text: string): Promise<boolean> =>
  page.evaluate((pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    const at = document.activeElement ?? document.body
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    return at.dispatchEvent(event)
  }, text)

test('a key pasted outside any field opens Connection with it filled in, and stands nowhere else', async ({
  page,
}) => {
  await page.goto('/')
  const key = dialog(page, 'Connection').getByLabel('API key', { exact: true })
  await button(page, 'Share').focus()
  await paste(page, 'no key at all')
  await paste(page, `export GEMINI_API_KEY="${testKey}"`)
  await expect(key).toHaveValue(`export GEMINI_API_KEY="${testKey}"`)
  await expect(dialog(page, 'Connection').getByRole('radio', { name: 'Gemini API' })).toBeChecked()
  await button(dialog(page, 'Connection'), 'Close').click()
  await expect(prompt(page)).toHaveValue('')
  // Closed is forgotten.
  await button(page, 'Connection').click()
  await expect(key).toHaveValue('')
})

test('the chip in the bar says what the demo is, and leads to a key', async ({ page, api }) => {
  await page.goto('/')
  const bar = page.getByRole('banner')
  await button(bar, 'Demo').click()
  await page.getByRole('menuitem', { name: 'What is this' }).click()
  await expect(dialog(page, 'What is the demo')).toContainText('no language model')
  await page.keyboard.press('Escape')
  await button(bar, 'Demo').press('ArrowDown')
  await page.getByRole('menuitem', { name: 'Add a key' }).press('Enter')
  await expect(dialog(page, 'Connection')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('status', { name: 'Backend' })).toHaveText('Demo, in this tab')
  await api.connect(page)
  await expect(button(bar, 'Demo')).toHaveCount(0)
  await expect(page.getByRole('status', { name: 'Backend' })).toBeVisible()
})

test('the palette finds examples, models, conversations and New chat', async ({ page }) => {
  await page.goto('/#/chat')
  await opener(page, /^A branch/).click()
  await expect(branches(model(page))).toContainText('2 / 2')
  await go(page, 'Prompt')
  const command = page.getByRole('combobox', { name: 'Command' })
  const find = async (typed: string, option: RegExp) => {
    await page.keyboard.press('ControlOrMeta+k')
    await command.fill(typed)
    await expect(page.getByRole('option', { name: option })).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
  }
  await find('solve', /^Example: Solve an equation/)
  await expect(prompt(page)).toHaveValue(/^Solve x/)
  await expect(button(page, 'Run')).toBeFocused()
  await find('use demo-pro', /^Use model demo-pro$/)
  await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toHaveValue('demo-pro')
  await find('conversation sort', /^Conversation: Sort/)
  await expect(model(page)).toContainText('apple')
  await find('new chat', /^New chat/)
  await expect(model(page)).toHaveCount(0)
  await expect(message(page)).toBeVisible()
})

test('a state says that nothing of the reader’s has changed, and leads back to all of them', async ({
  page,
}) => {
  await page.goto('/')
  await page
    .getByRole('list', { name: 'States' })
    .getByRole('button', { name: /^Rate limited/ })
    .click()
  await expect(page.getByText('Your prompt, model and settings are unchanged.')).toBeVisible()
  await button(page, 'All states').click()
  await expect(page.getByRole('list', { name: 'States' })).toBeVisible()
  await button(page, 'Show the last answer').click()
  await expect(page.getByRole('alert')).toContainText('429')
})
