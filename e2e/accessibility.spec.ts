/** axe, target size included, in every workspace, dialog and failure state: light and dark, wide and on a phone. */
import { violations } from './axe.ts'
import { button } from './contract.ts'
import { expect, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

async function choose(page: Page, phone: boolean, id: string): Promise<void> {
  if (phone) await button(page, 'Run settings').click()
  const field = page.getByRole('combobox', { name: 'Model', exact: true })
  await field.fill(id)
  await field.press('Enter')
  await expect(field).toHaveValue(id)
  if (phone) await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click()
}

/** Each state by name, and how one gets there from the one before. */
function states(page: Page, phone: boolean): [name: string, go: () => Promise<void>][] {
  const run = async (field: 'Prompt' | 'Message', model: string, ended: RegExp) => {
    await choose(page, phone, model)
    await page.getByRole('textbox', { name: field, exact: true }).fill('A table, a formula and some code.')
    await page.getByRole('textbox', { name: field, exact: true }).press('ControlOrMeta+Enter')
    await expect(page.getByRole('status', { name: 'Answer status' })).toHaveText(ended)
  }
  const dialog = async (opener: string, name = opener) => {
    await button(page, opener).first().click()
    await expect(page.getByRole('dialog', { name, exact: true })).toBeVisible()
  }
  const fromMenu = async (item: string, name: string) => {
    await button(page, 'More about this chat').click()
    await page.getByRole('menuitem', { name: item }).click()
    await expect(page.getByRole('dialog', { name })).toBeVisible()
  }
  const open = (workspace: string) => async () => {
    await page.keyboard.press('Escape')
    await page.goto(`/#/${workspace}`)
    await expect(page.getByRole('main')).toBeVisible()
    if (workspace === 'history')
      await expect(page.getByRole('checkbox', { name: 'Choose run 1' })).toBeVisible()
    else if (workspace === 'models') await expect(page.getByRole('row').nth(5)).toBeVisible()
    else await expect(page.getByRole('textbox').first()).toBeVisible()
  }
  return [
    ['Prompt, empty', open('prompt')],
    ['Connection', () => dialog('Connection')],
    ['Prompt, empty again', open('prompt')],
    ['Share', () => dialog('Share')],
    ['Prompt', open('prompt')],
    ['an answer', () => run('Prompt', 'demo-flash', /^Answer complete$/)],
    ['an HTTP error', () => run('Prompt', 'demo-rate-limited', /^Failed/)],
    ['a blocked answer', () => run('Prompt', 'demo-answer-blocked', /^Blocked/)],
    ['a cut stream', () => run('Prompt', 'demo-dropped', /^Interrupted/)],
    ['Chat, empty', open('chat')],
    ['a conversation', () => run('Message', 'demo-flash', /^Answer complete$/)],
    ['an HTTP error in Chat', () => run('Message', 'demo-rate-limited', /^Failed/)],
    ['Conversation as JSON', () => fromMenu('Conversation as JSON', 'Conversation as JSON')],
    ['Chat', open('chat')],
    ['Storage', () => fromMenu('Storage', 'Storage')],
    ['Embeddings, empty', open('embeddings')],
    [
      'Embeddings',
      async () => {
        await page.getByRole('textbox', { name: 'Texts', exact: true }).fill('a cat\na dog\na plane')
        await button(page, 'Embed').click()
        await expect(page.getByRole('table', { name: 'Similarity matrix' })).toBeVisible()
      },
    ],
    [
      'a pair',
      async () => {
        await page.locator('[data-a="0"][data-b="1"]').click()
        await expect(page.getByRole('dialog')).toBeVisible()
      },
    ],
    ['Models', open('models')],
    ['Details', () => dialog('Details')],
    ['History', open('history')],
    ['More about runs', () => button(page, 'More about runs').click()],
    [
      'a run of History',
      async () => {
        await page.keyboard.press('Escape')
        await page.getByRole('table', { name: 'Runs' }).getByText('A table, a formula').first().click()
        await expect(page.getByRole('region', { name: 'Run', exact: true })).toBeVisible()
      },
    ],
  ]
}

for (const width of [1440, 390])
  test(`axe finds nothing in any workspace, dialog or failure, ${width} wide`, async ({ page }) => {
    test.setTimeout(150_000)
    await page.setViewportSize({ width, height: width > 600 ? 900 : 844 })
    const found: string[] = []
    for (const [name, go] of states(page, width < 600)) {
      await go()
      found.push(...(await violations(page)).map((one) => `${name}, ${one}`))
    }
    expect(found).toEqual([])
  })

test('axe finds nothing in the Inspector and in the drawer of a phone', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Hello')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).press('ControlOrMeta+Enter')
  await expect(page.getByRole('status', { name: 'Answer status' })).toHaveText('Answer complete')
  await button(page, 'Inspector').click()
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await button(page, 'Inspector').click()
  await page.setViewportSize({ width: 390, height: 844 })
  await button(page, 'Run settings').click()
  await expect(page.getByRole('complementary', { name: 'Run settings' })).toBeVisible()
  expect(await violations(page)).toEqual([])
})
