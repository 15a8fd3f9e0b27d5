/** History: every press is kept and found again. */
import { expect, test } from './fixtures.ts'
import { openHistory, rowOf, runPrompt, runsTable } from './historyPage.ts'

test('every press is a row, the newest first, and opens by its address', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await runPrompt(page, 'Reply with exactly: alpha')
  await runPrompt(page, 'Reply with exactly: beta')
  await openHistory(page)
  await expect(runsTable(page).getByRole('row')).toHaveText([
    /When.*Workspace.*Model.*First words.*State.*Tokens.*Time/,
    /Prompt.*Reply with exactly: beta.*complete\s*\d+ \+ \d+\s*\d+\.\d\d s/,
    /Reply with exactly: alpha/,
  ])
  await rowOf(page, 'alpha').click()
  await expect(page).toHaveURL(/#\/history\/[0-9a-f-]{36}$/)
  const run = page.getByRole('region', { name: 'Run', exact: true })
  await expect(run.getByRole('article')).toContainText('alpha')
  await page.reload()
  await expect(run.getByRole('article')).toContainText('alpha')
  await expect(runsTable(page).getByRole('row')).toHaveCount(3)
  await run.getByRole('button', { name: 'Close' }).click()
  await expect(run).toHaveCount(0)
  await page.goBack()
  await expect(run.getByRole('article')).toContainText('alpha')
})
