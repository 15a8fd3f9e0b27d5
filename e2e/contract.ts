/** Everything by role and accessible name alone, as a screen reader and an outside test know it. */
import { expect } from './fixtures.ts'
import type { Locator, Page } from '@playwright/test'

export const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true })
export const button = (scope: Page | Locator, name: string) =>
  scope.getByRole('button', { name, exact: true })
export const response = (page: Page) => page.getByRole('region', { name: 'Response', exact: true })
export const answer = (page: Page, number = 1) =>
  response(page).getByRole('article', { name: `Candidate ${number}`, exact: true })
export const note = (scope: Locator) => scope.getByRole('note', { name: 'Stop reason', exact: true })
export const settings = (page: Page) => page.getByRole('complementary', { name: 'Run settings', exact: true })
export const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })

/** Value after its term, as a description list reads. */
export const fact = (scope: Locator, name: string) =>
  scope
    .getByRole('term')
    .filter({ hasText: name })
    .locator('xpath=following-sibling::*[1]')
    .and(scope.getByRole('definition'))

export async function choose(page: Page, model: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Model', exact: true }).fill(model)
  await page.getByRole('option', { name: model, exact: true }).click()
  await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toHaveValue(model)
}

/** Runs and waits for the end, by what the contract names. */
export async function run(page: Page, model?: string): Promise<void> {
  if (model) await choose(page, model)
  const strip = response(page).getByRole('img', { name: 'Stream strip', exact: true })
  const place = () => response(page).getByRole('group', { name: 'Answers of this prompt' }).allTextContents()
  const before = (await strip.count()) > 0 ? await place() : null
  await button(page, 'Run').click()
  // The answer before stays until the request goes out.
  if (before) await expect.poll(place).not.toEqual(before)
  await expect(strip).toHaveAccessibleDescription(/total \d/)
  await expect(button(page, 'Run')).toBeVisible()
  await expect(button(page, 'Stop')).toHaveCount(0)
}
