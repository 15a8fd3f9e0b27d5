import { expect, test } from './fixtures.ts'
import {
  embedButton,
  five,
  importFile,
  listen,
  neighbours,
  open,
  pair,
  table,
  texts,
} from './embeddingsPage.ts'

test('a batch job outlives the tab; its vectors are put to their texts and cost nothing more', async ({
  page,
  api,
}) => {
  // The emulator's job takes six seconds, and 2,001 vectors some more on a slow machine.
  test.slow()
  const { sent } = listen(page)
  await page.goto('/')
  await api.connect(page, { remember: true })
  await page.goto('/#/embeddings')
  await importFile(page, 'notes.txt', Array.from({ length: 2001 }, (_, i) => `note ${i}`).join('\n'))
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('spinbutton', { name: 'Output dimensions' }).fill('128')
  await page.getByRole('button', { name: 'Submit as batch job' }).click()
  const job = page.getByRole('list', { name: 'Batch jobs' }).getByRole('listitem')
  await expect(job).toContainText('2,001 texts')
  await expect(job.getByRole('status')).toHaveText('waiting at the server')
  await page.reload()
  await expect(async () => {
    const check = job.getByRole('button', { name: 'Check now' })
    if (await check.isEnabled()) await check.click({ timeout: 1000 })
    await expect(job.getByRole('status')).toHaveText('done', { timeout: 5000 })
  }).toPass({ timeout: 90_000 })
  await job.getByRole('button', { name: 'Show vectors' }).click()
  await expect(page.getByText('2,001 of 2,001 already embedded; 0 requests')).toBeVisible()
  await expect(page.getByText('All 2,001 × 2,001 pairs')).toBeVisible()
  expect(sent).toHaveLength(0)
  await job.getByRole('button', { name: 'Remove' }).click()
  await expect(job).toHaveCount(0)
})

test('the same texts under two settings stand side by side, each with a matrix of its own', async ({
  page,
}) => {
  await open(page, five)
  await embedButton(page).click()
  await expect(table(page)).toBeVisible()
  await page.getByRole('button', { name: 'Second setup' }).click()
  const dialog = page.getByRole('dialog', { name: 'Second setup' })
  const model = dialog.getByRole('combobox', { name: 'Second model' })
  await model.fill('demo-embedding-2')
  await model.press('Enter')
  await dialog.getByRole('button', { name: 'Embed again and compare' }).click()
  await expect(dialog.getByRole('table', { name: 'First matrix' })).toBeVisible()
  await expect(dialog.getByRole('table', { name: 'Second matrix' })).toBeVisible()
  await expect(dialog).toContainText('of the first 4 neighbours')
  await expect(dialog).not.toContainText('Largest change')
  await model.fill('demo-embedding')
  await model.press('Enter')
  await dialog.getByRole('combobox', { name: 'Second task type' }).selectOption('CLUSTERING')
  await dialog.getByRole('button', { name: 'Embed again and compare' }).click()
  await expect(dialog).toContainText(/Largest change of a cosine: [+−]\d\.\d{4}, pair \d × \d/)
})

test('recall and MRR of what a search should find', async ({ page }) => {
  await open(page, five)
  await embedButton(page).click()
  await expect(neighbours(page)).toHaveCount(4)
  await neighbours(page)
    .nth(1)
    .getByRole('button', { name: /^Mark text/ })
    .click()
  const quality = page.getByRole('status', { name: 'Search quality' })
  await expect(quality).toContainText('MRR 0.50')
  await expect(quality).toContainText('1.00')
  await quality.getByRole('combobox', { name: 'Recall at' }).selectOption('1')
  await expect(quality).toContainText('0.00')
})

test('an answer is taken over from Prompt, whole, and nothing is sent for it', async ({ page }) => {
  await page.goto('/#/prompt')
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Say something short')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Embed this answer' }).click()
  await expect(page).toHaveURL(/#\/embeddings$/)
  await expect(page.getByText(/^1 text$/)).toBeVisible()
})

test('the task goes into the text where the model has no use for the field, and that is shown', async ({
  page,
}) => {
  await open(page, five)
  const model = page.getByRole('combobox', { name: 'Embedding model' })
  await model.fill('demo-embedding-2')
  await model.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeDisabled()
  await page.getByRole('combobox', { name: 'Task type' }).selectOption('CLUSTERING')
  await expect(page.getByText('task: clustering | query: …')).toBeVisible()
  await page.getByRole('combobox', { name: 'Task type' }).selectOption('RETRIEVAL_DOCUMENT')
  await page.getByRole('textbox', { name: 'Title' }).fill('Pets')
  await expect(page.getByText('title: Pets | text: …')).toBeVisible()
  await page.getByRole('combobox', { name: 'Task type' }).selectOption('API default')
  await expect(page.getByText('title: Pets')).toBeHidden()
})

test('a file is read, its column chosen, and texts with line breaks stay whole', async ({ page }) => {
  await page.goto('/#/embeddings')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import texts' }).click()
  await (
    await chooser
  ).setFiles({
    name: 'faq.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('id;question;views\na;"How, then?\nTell me.";10\nb;Why?;3\n'),
  })
  const dialog = page.getByRole('dialog', { name: 'Import texts' })
  await expect(dialog.getByRole('checkbox', { name: 'First row is a header' })).toBeChecked()
  await expect(dialog.getByRole('combobox', { name: 'Text column' })).toHaveValue('1')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  const rows = page.getByRole('table', { name: 'Texts' }).getByRole('row')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('How, then?\nTell me.')
  await page.reload()
  await expect(rows).toHaveCount(2)
})

test('an example, its map, and the keyboard on the matrix', async ({ page }) => {
  await page.goto('/#/embeddings')
  await page.getByRole('button', { name: /A help page/ }).click()
  await embedButton(page).click()
  const cell = table(page).locator('[data-a="0"][data-b="0"]')
  await cell.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(pair(page)).toContainText('3 × 2')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Pair 3 × 2' })
  await expect(dialog).toContainText('Change the postal address')
  await page.keyboard.press('Escape')
  await page.getByRole('application', { name: 'Map' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText(/^To text (?!1$)\d+$/)).toBeVisible()
  // What is left over after an answer elsewhere is still here.
  await page.goto('/#/prompt')
  await page.goto('/#/embeddings')
  await expect(table(page)).toBeVisible()
})

test('a picture is a row beside the texts where the model takes pictures', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  await open(page, ['a red square', 'a blue sky'])
  const model = page.getByRole('combobox', { name: 'Embedding model' })
  await expect(page.getByRole('button', { name: 'Add images' })).toBeHidden()
  await model.fill('gemini-embedding-2')
  await model.press('Enter')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add images' }).click()
  await (await chooser).setFiles('public/samples/chart.png')
  await expect(page.getByRole('table', { name: 'Texts' }).getByRole('row')).toHaveCount(3)
  const request = page.waitForRequest(
    (one) => one.url().includes(':batchEmbedContents') && one.method() === 'POST',
  )
  await embedButton(page).click()
  const { requests } = (await request).postDataJSON() as { requests: { content: { parts: object[] } }[] }
  expect(requests[2]?.content.parts).toEqual([
    { inlineData: { mimeType: 'image/png', data: expect.stringMatching(/^iVBORw0KGgo/) as unknown } },
  ])
  await expect(table(page).getByRole('rowheader')).toHaveText(['1a red square', '2a blue sky', '3chart.png'])
})

test('a link carries texts and settings; the texts it opens over can be brought back', async ({
  page,
  browser,
}) => {
  await open(page, five)
  await page.getByRole('combobox', { name: 'Task type' }).selectOption('CLUSTERING')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const field = page.getByRole('dialog', { name: 'Share' }).getByRole('textbox', { name: 'Link' })
  await expect(field).toHaveValue(/#s2=/)
  const url = await field.inputValue()

  const other = await browser.newPage()
  await open(other, ['my own'])
  // Drafts are written 300 ms after the last letter.
  await expect(async () => {
    await other.reload()
    await expect(texts(other)).toHaveValue('my own', { timeout: 1000 })
  }).toPass()
  await other.goto('about:blank')
  await other.goto(url)
  await other
    .getByRole('dialog', { name: 'Open shared prompt' })
    .getByRole('button', { name: 'Open', exact: true })
    .click()
  await expect(texts(other)).toHaveValue(five.join('\n'))
  await expect(other.getByRole('combobox', { name: 'Task type' })).toHaveValue('CLUSTERING')
  await other.getByRole('button', { name: 'Bring them back' }).click()
  await expect(texts(other)).toHaveValue('my own')
  await other.close()
})
