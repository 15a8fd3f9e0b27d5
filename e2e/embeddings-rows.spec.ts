/** Texts as rows and as lines, what travels in links, and what is counted. */
import { expect, test } from './fixtures.ts'
import { embedButton, five, importFile, listen, open, table, texts } from './embeddingsPage.ts'
import type { Page } from '@playwright/test'
import { aMinuteLater, onDisk } from './later.ts'

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Texts' }).getByRole('row')

async function chooseModel(page: Page, id: string) {
  const model = page.getByRole('combobox', { name: 'Embedding model' })
  await model.fill(id)
  await model.press('Enter')
}

async function linkOf(page: Page) {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Share' })
  const field = dialog.getByRole('textbox', { name: 'Link', exact: true })
  await expect(field).toHaveValue(/#s2=/)
  return { url: await field.inputValue(), field, held: dialog.getByRole('list', { name: 'In this link' }) }
}

async function openLink(page: Page, url: string) {
  await page.goto('about:blank')
  await page.goto(url)
  const dialog = page.getByRole('dialog', { name: 'Open shared prompt' })
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
}

test('a row is edited in its place: text, label, and Esc leaves it as it was', async ({ page }) => {
  await open(page, ['first', 'second'])
  await page.getByRole('button', { name: 'Edit as rows' }).click()
  await expect(rowsOf(page)).toHaveCount(2)
  const edit = page.getByRole('button', { name: 'Edit text 2' })
  await edit.click()
  const text = page.getByRole('textbox', { name: 'Text 2', exact: true })
  await expect(text).toBeFocused()
  await text.fill('not kept')
  await text.press('Escape')
  await expect(rowsOf(page).nth(1)).toContainText('second')
  await expect(edit).toBeFocused()

  await edit.press('Enter')
  await text.fill('over')
  await text.press('Shift+Enter')
  await text.pressSequentially('two lines')
  await page.getByRole('textbox', { name: 'Label 2', exact: true }).fill('b')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(rowsOf(page).nth(1)).toContainText('over\ntwo lines')
  await expect(rowsOf(page).nth(1)).toContainText('b')

  await page.getByRole('button', { name: 'Add text' }).click()
  await page.getByRole('textbox', { name: 'Text 3', exact: true }).fill('third')
  await page.keyboard.press('Enter')
  await expect(rowsOf(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Remove text 1' }).click()
  await expect(rowsOf(page)).toHaveCount(2)

  await expect.poll(() => onDisk(page)).toContain(String.raw`"rows":[{"text":"over\ntwo lines"`)
  await page.reload()
  await expect(rowsOf(page)).toContainText([/over\ntwo lines/, /third/])
  await page.getByRole('button', { name: 'Edit as lines' }).click()
  await expect(texts(page)).toHaveValue('over two lines\nthird')
})

test('what was edited is what is sent', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  const { sent } = listen(page)
  await open(page, five)
  await page.getByRole('button', { name: 'Edit as rows' }).click()
  await page.getByRole('button', { name: 'Edit text 3' }).click()
  await page.getByRole('textbox', { name: 'Text 3', exact: true }).fill('Trains are early')
  await page.keyboard.press('Enter')
  await embedButton(page).click()
  await expect(table(page)).toBeVisible()
  expect(sent[0]!.map(({ content }) => content.parts[0]!.text)).toEqual(five.with(2, 'Trains are early'))
})

test('the field instead of the prefix: the text goes as it stands, with its task beside it', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  const { sent } = listen(page)
  await open(page, five)
  await chooseModel(page, 'gemini-embedding-2')
  await page.getByRole('combobox', { name: 'Task type' }).selectOption('CLUSTERING')
  await embedButton(page).click()
  await expect(table(page)).toBeVisible()
  expect(sent[0]![0]).toMatchObject({
    content: { parts: [{ text: `task: clustering | query: ${five[0]}` }] },
  })
  expect(sent[0]![0]).not.toHaveProperty('taskType')
  await page.getByRole('checkbox', { name: 'Send the field instead' }).check()
  await embedButton(page).click()
  await expect.poll(() => sent.length).toBe(2)
  expect(sent[1]![0]).toMatchObject({ content: { parts: [{ text: five[0] }] }, taskType: 'CLUSTERING' })
})

test('the answers of several candidates are taken over with one click, a row each', async ({ page }) => {
  await page.goto('/#/prompt')
  const model = page.getByRole('combobox', { name: 'Model', exact: true })
  await model.fill('demo-candidates')
  await model.press('Enter')
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Name a colour')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Embed all 3 answers' }).click()
  await expect(page).toHaveURL(/#\/embeddings$/)
  await expect(rowsOf(page)).toContainText([/Candidate 1/, /Candidate 2/, /Candidate 3/])
})

test('labels and the way the task is told travel, and the link says what does not', async ({
  page,
  browser,
}) => {
  await page.goto('/#/embeddings')
  await importFile(page, 'faq.csv', 'text,label\none,a\ntwo,\nthree,c\n')
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  await chooseModel(page, 'demo-embedding-2')
  await page.getByRole('combobox', { name: 'Task type' }).selectOption('CLUSTERING')
  await page.getByRole('checkbox', { name: 'Send the field instead' }).check()
  const { url, held } = await linkOf(page)
  await expect(held).toContainText('3 texts, 2 with labels; CLUSTERING, task as the API’s field')
  await expect(held).toContainText('Vectors')
  await expect(held).not.toContainText('System instruction')

  const other = await browser.newPage()
  await openLink(other, url)
  await expect(rowsOf(other)).toContainText([/a.*one/, /two/, /c.*three/])
  await expect(other.getByRole('checkbox', { name: 'Send the field instead' })).toBeChecked()
  await other.close()
})

test('a picture travels with its row', async ({ page, browser }) => {
  await open(page, ['a red square'])
  await chooseModel(page, 'demo-embedding-2')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add images' }).click()
  await (await chooser).setFiles('public/samples/chart.png')
  await expect(rowsOf(page)).toHaveCount(2)
  // It makes the link long, so it is asked for.
  const { held, field } = await linkOf(page)
  await expect(held).toContainText('chart.png')
  const short = await field.inputValue()
  await page.getByRole('checkbox', { name: 'Include images in the link' }).check()
  await expect(field).not.toHaveValue(short)
  const url = await field.inputValue()
  const other = await browser.newPage()
  await openLink(other, url)
  await expect(rowsOf(other)).toContainText([/a red square/, /chart\.png/])
  await other.close()
})

test('texts that a link put aside survive a reload', async ({ page }) => {
  await open(page, five)
  const { url } = await linkOf(page)
  await page.keyboard.press('Escape')
  await texts(page).fill('my own')
  await expect.poll(() => onDisk(page)).toContain('my own')
  await openLink(page, url)
  await expect(texts(page)).toHaveValue(five.join('\n'))
  await expect.poll(() => onDisk(page)).toContain(five[0])
  await page.reload()
  await expect(texts(page)).toHaveValue(five.join('\n'))
  await page.getByRole('button', { name: 'Bring them back' }).click()
  await expect(texts(page)).toHaveValue('my own')
})

test('tokens are counted by the embedding model; of very many texts, some stand for all', async ({
  page,
  api,
}) => {
  await page.goto('/')
  await api.connect(page)
  const counts = () => api.requests.filter((request) => request.url().includes(':countTokens'))
  await open(page, five)
  const status = page.getByRole('status', { name: 'Token count' })
  await expect(status).toHaveText(/^\d+ tokens$/)
  const request = counts().at(-1)!
  expect(request.url()).toContain('/models/gemini-embedding-001:countTokens')
  const body = request.postDataJSON() as { contents: { parts: { text: string }[] }[] }
  expect(body.contents.map(({ parts }) => parts[0]!.text)).toEqual(five)
  const { totalTokens } = (await (await request.response())!.json()) as { totalTokens: number }
  await expect(status).toHaveText(`${totalTokens} tokens`)

  await texts(page).fill(Array.from({ length: 600 }, (_, i) => `note ${i} about something`).join('\n'))
  await expect(status).toHaveText(/^about [\d,]+ tokens$/)
  expect((counts().at(-1)!.postDataJSON() as typeof body).contents).toHaveLength(100)
})

test('ten thousand lines are put in at once, and a letter more is soon there', async ({ page }) => {
  const lines = Array.from({ length: 9999 }, (_, i) => `note ${i} about something`)
  await page.goto('/#/embeddings')
  await texts(page).fill(lines.join('\n'))
  await expect(page.getByText('9,999 texts', { exact: true })).toBeVisible()
  await texts(page).press('Control+End')
  await texts(page).pressSequentially('\nx')
  await expect(page.getByText('10,000 texts', { exact: true })).toBeVisible()
  await expect(texts(page)).toHaveValue([...lines, 'x'].join('\n'))
})

test('opening a link counts nothing before the first edit', async ({ page, api }) => {
  await page.clock.install()
  await page.goto('/')
  await api.connect(page, { remember: true })
  await open(page, five)
  const { url } = await linkOf(page)
  await openLink(page, url)
  await expect(texts(page)).toHaveValue(five.join('\n'))
  const status = page.getByRole('status', { name: 'Token count' })
  await expect(status).toHaveText('tokens not counted yet')
  const before = api.requests.filter((request) => request.url().includes(':countTokens')).length
  await aMinuteLater(page)
  expect(api.requests.filter((request) => request.url().includes(':countTokens'))).toHaveLength(before)
  await texts(page).press('End')
  await texts(page).pressSequentially('!')
  await expect(status).toHaveText(/^\d+ tokens$/)
})
