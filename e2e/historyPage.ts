/** What the tests of History do and look at, by the names that a screen reader hears. */
import { expect } from './fixtures.ts'
import type { Locator, Page } from '@playwright/test'

export const runsTable = (page: Page): Locator => page.getByRole('table', { name: 'Runs', exact: true })

/** The row whose first words hold this. */
export const rowOf = (page: Page, words: string | RegExp): Locator =>
  runsTable(page).getByRole('row').filter({ hasText: words })

export const openHistory = (page: Page): Promise<void> =>
  page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: 'History' }).click()

/** Runs a prompt in the workspace Prompt and waits for its end. */
export async function runPrompt(page: Page, text: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name: 'Prompt' }).click()
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(text)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('img', { name: 'Stream strip' })).toHaveAccessibleDescription(/total \d/)
}
