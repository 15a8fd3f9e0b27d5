/** What the tests of History do and look at, by the names that a screen reader hears. */
import { expect } from './fixtures.ts'
import type { Locator, Page } from '@playwright/test'

export const runsTable = (page: Page): Locator => page.getByRole('table', { name: 'Runs', exact: true })

/** Every row but the head. */
export const rowsOf = (page: Page): Locator =>
  runsTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox') })

/** The row whose first words hold this. */
export const rowOf = (page: Page, words: string | RegExp): Locator => rowsOf(page).filter({ hasText: words })

export const keptRuns = (page: Page): Locator => page.getByRole('status', { name: 'Kept runs' })

export const openHistory = (page: Page): Promise<void> =>
  page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: 'History' }).click()

/** Presses a button of a row, which shows as one points at the row. */
export const action = (page: Page, name: string): Promise<void> =>
  runsTable(page).getByRole('button', { name, exact: true }).click()

export const choose = (page: Page, number: number, on = true): Promise<void> =>
  page.getByRole('checkbox', { name: `Choose run ${number}`, exact: true }).setChecked(on)

/** Runs a prompt in the workspace Prompt and waits for its end. */
export async function runPrompt(page: Page, text: string, model = 'demo-flash'): Promise<void> {
  await page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: 'Prompt' }).click()
  const box = page.getByRole('combobox', { name: 'Model', exact: true })
  if ((await box.inputValue()) !== model) {
    await box.fill(model)
    await box.press('Enter')
    await expect(box).toHaveValue(model)
  }
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(text)
  const before = await page.getByRole('img', { name: 'Stream strip' }).count()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  if (before > 0) await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Stream strip' })).toHaveAccessibleDescription(/total \d/)
}
