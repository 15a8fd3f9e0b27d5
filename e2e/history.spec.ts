/** History: every press is kept and found again. */
import { expect, test } from './fixtures.ts'
import { action, choose, keptRuns, openHistory, rowOf, rowsOf, runPrompt, runsTable } from './historyPage.ts'

test.beforeEach(async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
})

test('before the first press one sentence says what it is for, and a button begins', async ({ page }) => {
  await openHistory(page)
  await expect(page.getByText('Every press of Run, Send and Embed is kept here')).toBeVisible()
  await page.getByRole('button', { name: 'Write a prompt' }).click()
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toBeVisible()
})

test('every press is a row, the newest first, and opens by its address', async ({ page }) => {
  await runPrompt(page, 'Reply with exactly: alpha')
  await runPrompt(page, 'Reply with exactly: beta')
  await openHistory(page)
  await expect(runsTable(page).getByRole('row')).toHaveText([
    /When.*Workspace.*Model.*First words.*State.*Tokens.*Time/,
    /Prompt.*Reply with exactly: beta.*complete\s*\d+ \+ \d+\s*\d+\.\d\d s/,
    /Reply with exactly: alpha/,
  ])
  await expect(keptRuns(page)).toHaveText(/^2 runs, \d+\.\d kB$/)
  await rowOf(page, 'alpha').click()
  await expect(page).toHaveURL(/#\/history\/[0-9a-f-]{36}$/)
  const run = page.getByRole('region', { name: 'Run', exact: true })
  await expect(run).toContainText('alpha')
  await page.reload()
  await expect(run).toContainText('alpha')
  await expect(rowsOf(page)).toHaveCount(2)
  await run.getByRole('button', { name: 'Close' }).click()
  await expect(run).toHaveCount(0)
  await page.goBack()
  await expect(run).toContainText('alpha')
})

test('a search looks into prompts and answers, whatever their case and accents; filters narrow further', async ({
  page,
}) => {
  await runPrompt(page, 'Reply with exactly: crème café')
  await runPrompt(page, 'Reply with exactly: gravel')
  await runPrompt(page, 'hello', 'demo-prompt-blocked')
  await openHistory(page)
  await expect(rowsOf(page)).toHaveCount(3)
  const search = page.getByRole('searchbox', { name: 'Search runs' })
  await search.fill('CREME CAFE')
  await expect(rowsOf(page)).toHaveText([/crème café/])
  await search.fill('nowhere at all')
  await expect(page.getByText('No run matches.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all runs' }).click()
  await expect(rowsOf(page)).toHaveCount(3)
  const state = page.getByRole('combobox', { name: 'State', exact: true })
  await expect(state.getByRole('option').first()).toHaveText('All')
  await state.selectOption('blocked')
  await expect(rowsOf(page)).toHaveText([/hello.*blocked/])
  await state.selectOption('All')
  await page.getByRole('combobox', { name: 'Model', exact: true }).selectOption('demo-flash')
  await expect(rowsOf(page)).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Workspace', exact: true }).selectOption('Chat')
  await expect(page.getByText('No run matches.')).toBeVisible()
})

test('pinned rows stand first; the list holds still while runs are chosen', async ({ page, context }) => {
  await runPrompt(page, 'Reply with exactly: one')
  await runPrompt(page, 'Reply with exactly: two')
  await openHistory(page)
  await action(page, 'Pin run 2')
  await expect(rowsOf(page)).toHaveText([/pinned.*one/, /two/])
  await choose(page, 2)
  await choose(page, 1)
  await expect(rowOf(page, 'one')).toContainText('first')
  await expect(rowOf(page, 'two')).toContainText('second')
  const other = await context.newPage()
  await other.goto('/')
  await runPrompt(other, 'Reply with exactly: three')
  await openHistory(other)
  await expect(rowsOf(other)).toHaveText([/one/, /three/, /two/])
  // It has come here too by then, and waits.
  await expect(rowsOf(page)).toHaveText([/one/, /two/])
  await page.getByRole('button', { name: 'Compare runs' }).click()
  await expect(page.getByRole('region', { name: 'Difference' })).toBeVisible()
  await choose(page, 1, false)
  await choose(page, 2, false)
  await expect(rowsOf(page)).toHaveText([/one/, /three/, /two/])
  await other.close()
})

test('a deleted run comes back with Undo, and is gone for good after ten seconds', async ({ page }) => {
  await runPrompt(page, 'Reply with exactly: stays')
  await runPrompt(page, 'Reply with exactly: goes')
  await openHistory(page)
  await action(page, 'Delete run 1')
  await expect(rowsOf(page)).toHaveText([/stays/])
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(rowsOf(page)).toHaveText([/goes/, /stays/])
  await page.clock.install()
  await action(page, 'Delete run 1')
  await expect(rowsOf(page)).toHaveText([/stays/])
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeVisible()
  await page.clock.runFor(10_000)
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeHidden()
  await page.reload()
  await expect(rowsOf(page)).toHaveText([/stays/])
})

test('an answer of a conversation refuses to go, and says whose it is', async ({ page }) => {
  await page.getByRole('link', { name: 'Chat' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('Reply with exactly: harbour')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('article', { name: 'Model' })).toContainText('harbour')
  await openHistory(page)
  await expect(rowsOf(page)).toHaveText([/Chat.*Reply with exactly: harbour.*complete/])
  await action(page, 'Delete run 1')
  await expect(page.getByRole('status', { name: 'Last change' })).toContainText(
    'an answer in the conversation “Reply with exactly: harbour”',
  )
  await expect(rowsOf(page)).toHaveCount(1)
  await runPrompt(page, 'Reply with exactly: loose')
  await openHistory(page)
  await page.getByRole('button', { name: 'More about runs' }).click()
  await page.getByRole('button', { name: 'Delete all runs' }).click()
  const ask = page.getByRole('alertdialog', { name: 'Delete all runs' })
  await ask.getByRole('button', { name: /^Delete 2 runs/ }).click()
  await expect(rowsOf(page)).toHaveText([/harbour/])
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(rowsOf(page)).toHaveText([/loose/, /harbour/])
})

test('Keep new runs off: a run is in the list of its tab, and gone with it', async ({ page }) => {
  await runPrompt(page, 'Reply with exactly: kept')
  await openHistory(page)
  await page.getByRole('button', { name: 'More about runs' }).click()
  await page.getByRole('switch', { name: 'Keep new runs' }).click()
  await page.keyboard.press('Escape')
  await runPrompt(page, 'Reply with exactly: fleeting')
  await openHistory(page)
  await expect(rowsOf(page)).toHaveText([/fleeting/, /kept/])
  await page.reload()
  await expect(rowsOf(page)).toHaveText([/kept/])
})

test('an embedding job is one row: model, task, count, tokens, time and the heads of its calls', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Embeddings' }).click()
  await page.getByRole('textbox', { name: 'Texts' }).fill('a harbour at night\nforty boats')
  await page.getByRole('combobox', { name: 'Task type' }).selectOption('CLUSTERING')
  await page.getByRole('button', { name: 'Embed', exact: true }).click()
  await expect(
    page
      .getByRole('grid', { name: 'Similarity matrix' })
      .or(page.getByRole('table', { name: 'Similarity matrix' })),
  ).toBeVisible()
  await openHistory(page)
  await expect(rowsOf(page)).toHaveText([/Embeddings.*2 texts, CLUSTERING.*complete/])
  await rowOf(page, '2 texts').click()
  const run = page.getByRole('region', { name: 'Run', exact: true })
  await expect(run.getByRole('table', { name: 'Calls' }).getByRole('row')).toHaveCount(2)
  await expect(run).toContainText('CLUSTERING')
  await expect(run).not.toContainText('forty boats')
})

test('Keep new runs off: an embedding job is in the list of its tab, with its calls, and gone with it', async ({
  page,
}) => {
  await openHistory(page)
  await page.getByRole('button', { name: 'More about runs' }).click()
  await page.getByRole('switch', { name: 'Keep new runs' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Embeddings' }).click()
  await page.getByRole('textbox', { name: 'Texts' }).fill('a harbour at night\nforty boats')
  await page.getByRole('button', { name: 'Embed', exact: true }).click()
  await openHistory(page)
  await expect(rowsOf(page)).toHaveText([/Embeddings.*2 texts.*complete/])
  await rowOf(page, '2 texts').click()
  const run = page.getByRole('region', { name: 'Run', exact: true })
  await expect(run.getByRole('table', { name: 'Calls' }).getByRole('row')).toHaveCount(2)
  await page.reload()
  await expect(page.getByText('Every press of Run, Send and Embed is kept here')).toBeVisible()
})

test('arrow keys walk over the rows, Space chooses, Enter opens', async ({ page }) => {
  for (const word of ['one', 'two', 'three']) await runPrompt(page, `Reply with exactly: ${word}`)
  await openHistory(page)
  await expect(rowsOf(page)).toHaveCount(3)
  await rowOf(page, 'three').focus()
  await page.keyboard.press('ArrowDown')
  await expect(rowOf(page, 'two')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('checkbox', { name: 'Choose run 2' })).toBeChecked()
  await page.keyboard.press('End')
  await expect(rowOf(page, 'one')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Run', exact: true })).toContainText('one')
  await expect(rowOf(page, 'one')).toBeFocused()
})
