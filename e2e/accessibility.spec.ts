import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'
import type * as Axe from 'axe-core'
import type { Page } from '@playwright/test'

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Rules that fail, with the elements they fail on. The policy of the page lets no script in but through the debugger. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as { axe: typeof Axe }
    const found = await tool.run(document, { resultTypes: ['violations'] })
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    )
  })
}

async function run(page: Page, model: string): Promise<void> {
  await page.goto('/')
  const field = page.getByRole('combobox', { name: 'Model', exact: true })
  await field.fill(model)
  await field.press('Enter')
  await page
    .getByRole('textbox', { name: 'Prompt', exact: true })
    .fill('A table, a formula and some code, please.')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const workspace of ['prompt', 'chat', 'embeddings', 'models']) {
      test(`axe finds nothing in an empty ${workspace} workspace`, async ({ page }) => {
        await page.goto(`/#/${workspace}`)
        await expect(page.getByRole('navigation', { name: 'Workspaces' })).toBeVisible()
        if (workspace === 'models') await expect(page.getByRole('row').nth(5)).toBeVisible()
        expect(await violations(page)).toEqual([])
      })
    }

    test('axe finds nothing in an answer with its inspector', async ({ page }) => {
      await run(page, 'demo-flash')
      await expect(page.getByText('complete', { exact: true })).toBeVisible()
      await page.getByRole('button', { name: 'Inspector', exact: true }).click()
      expect(await violations(page)).toEqual([])
    })

    for (const [model, words] of [
      ['demo-rate-limited', /^Failed/],
      ['demo-answer-blocked', /^Blocked/],
      ['demo-dropped', /^Interrupted/],
    ] as const) {
      test(`axe finds nothing in the failure of ${model}`, async ({ page }) => {
        await run(page, model)
        await expect(page.getByRole('region', { name: 'Response' }).getByText(words)).toBeVisible()
        expect(await violations(page)).toEqual([])
      })
    }

    for (const name of ['Connection', 'Share']) {
      test(`axe finds nothing in the ${name} dialog`, async ({ page }) => {
        await page.goto('/')
        await page.getByRole('button', { name, exact: true }).click()
        await expect(page.getByRole('dialog', { name, exact: true })).toBeVisible()
        expect(await violations(page)).toEqual([])
      })
    }
  })
}

test('axe finds nothing on a phone, drawer open and closed', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  await expect(page.getByRole('navigation', { name: 'Workspaces' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Run settings' }).click()
  await expect(page.getByRole('complementary', { name: 'Run settings' })).toBeVisible()
  expect(await violations(page)).toEqual([])
})
