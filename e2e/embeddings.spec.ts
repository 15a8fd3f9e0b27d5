import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const texts = (page: Page) => page.getByRole('textbox', { name: 'Texts' })
const embedButton = (page: Page) => page.getByRole('button', { name: 'Embed', exact: true })
const table = (page: Page) => page.getByRole('table', { name: 'Similarity matrix' })
const pair = (page: Page) => page.getByRole('status', { name: 'Pair' })
const progress = (page: Page) => page.getByRole('progressbar', { name: 'Embedding progress' })
const neighbours = (page: Page) =>
  page.getByRole('list', { name: 'Nearest neighbours' }).getByRole('listitem')

interface Batch {
  requests: { content: { parts: { text: string }[] }; taskType?: string; title?: string; model: string }[]
}

/** Every batch the page sends, and the vectors it gets, by text. */
function listen(page: Page) {
  const sent: Batch['requests'][] = []
  const vectors = new Map<string, number[]>()
  page.on('response', async (response) => {
    const request = response.request()
    if (request.method() !== 'POST' || !request.url().includes(':batchEmbedContents')) return
    const { requests } = request.postDataJSON() as Batch
    sent.push(requests)
    const body = (await response.json().catch(() => null)) as { embeddings?: { values: number[] }[] } | null
    body?.embeddings?.forEach(({ values }, at) => vectors.set(requests[at]!.content.parts[0]!.text, values))
  })
  return { sent, vectors }
}

/** Independent of the app: plain sums over the first `length` numbers. */
function cosine(a: number[], b: number[], length = a.length): number {
  let [dot, squareA, squareB] = [0, 0, 0]
  for (let k = 0; k < length; k++) {
    dot += a[k]! * b[k]!
    squareA += a[k]! ** 2
    squareB += b[k]! ** 2
  }
  return dot / Math.sqrt(squareA * squareB)
}

const shown = (value: number, places: number) =>
  (Math.abs(value) < 0.5 * 10 ** -places ? 0 : value).toFixed(places).replace('-', '−')

const five = [
  'The cat sleeps',
  'A cat is asleep',
  'Trains run late',
  'The train is late today',
  'Cats and trains',
]

async function open(page: Page, lines: readonly string[]) {
  await page.goto('/#/embeddings')
  await texts(page).fill(lines.join('\n'))
}

async function importFile(page: Page, name: string, content: string) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import texts' }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
}

test.describe('against the emulator', () => {
  test.beforeEach(async ({ page, api }) => {
    await page.goto('/')
    await api.connect(page)
  })

  test('five texts: every cell is the cosine of the vectors on the wire, also when cut', async ({ page }) => {
    const { sent, vectors } = listen(page)
    await open(page, five)
    await page.getByRole('combobox', { name: 'Task type' }).selectOption('SEMANTIC_SIMILARITY')
    await embedButton(page).click()
    await expect(table(page)).toBeVisible()
    expect(sent).toHaveLength(1)
    expect(sent[0]!.map(({ content }) => content.parts[0]!.text)).toEqual(five)
    expect(new Set(sent[0]!.map(({ taskType }) => taskType))).toEqual(new Set(['SEMANTIC_SIMILARITY']))
    const cells = table(page).getByRole('cell').filter({ hasText: /\d/ })
    const expected = (length?: number) =>
      five.flatMap((a) => five.map((b) => shown(cosine(vectors.get(a)!, vectors.get(b)!, length), 2)))
    await expect(cells).toHaveText(expected())

    await cells.nth(1).hover()
    const full = cosine(vectors.get(five[0]!)!, vectors.get(five[1]!)!)
    await expect(pair(page)).toContainText(shown(full, 4))

    const requests = sent.length
    await page.getByRole('slider', { name: 'Compare at dimensions' }).fill('256')
    await expect(cells).toHaveText(expected(256))
    await expect(pair(page)).toContainText(
      shown(cosine(vectors.get(five[0]!)!, vectors.get(five[1]!)!, 256), 4),
    )
    await expect(pair(page)).toContainText('renormalised')
    expect(sent).toHaveLength(requests)
  })

  test('a query is embedded as a query, and the list is ranked by its cosine', async ({ page }) => {
    const { sent, vectors } = listen(page)
    await open(page, five)
    await page.getByRole('combobox', { name: 'Task type' }).selectOption('RETRIEVAL_DOCUMENT')
    await page.getByRole('textbox', { name: 'Title' }).fill('Pets')
    await embedButton(page).click()
    await expect(table(page)).toBeVisible()
    expect(sent[0]![0]).toMatchObject({ taskType: 'RETRIEVAL_DOCUMENT', title: 'Pets' })
    await page.getByRole('textbox', { name: 'Query' }).fill('where is my train')
    await page.getByRole('textbox', { name: 'Query' }).press('Enter')
    await expect.poll(() => sent.length).toBe(2)
    expect(sent[1]![0]).toMatchObject({ taskType: 'RETRIEVAL_QUERY' })
    expect(sent[1]![0]).not.toHaveProperty('title')
    const query = () => vectors.get('where is my train')!
    await expect.poll(() => vectors.has('where is my train')).toBe(true)
    const ranked = five
      .map((text) => ({ text, score: cosine(query(), vectors.get(text)!) }))
      .toSorted((a, b) => b.score - a.score)
    await expect(neighbours(page)).toHaveText(
      ranked.map(({ text, score }) => new RegExp(`${text}.*${shown(score, 3)}`)),
    )
  })

  test('250 texts: three requests, order kept; known texts are not sent again', async ({ page }) => {
    const { sent, vectors } = listen(page)
    const lines = Array.from({ length: 250 }, (_, i) => `note ${i} about subject ${i % 7}`)
    await open(page, lines)
    await embedButton(page).click()
    const picture = page.getByRole('application', { name: 'Similarity matrix' })
    await expect(picture).toBeVisible()
    expect(sent.map((batch) => batch.length).toSorted((a, b) => b - a)).toEqual([100, 100, 50])
    await picture.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(pair(page)).toContainText('1 × 2')
    await expect(pair(page)).toContainText(shown(cosine(vectors.get(lines[0]!)!, vectors.get(lines[1]!)!), 4))

    await embedButton(page).click()
    await expect(page.getByText('250 of 250 known, not sent again; 0 requests')).toBeVisible()
    expect(sent).toHaveLength(3)

    await texts(page).fill([...lines, 'one more'].join('\n'))
    await embedButton(page).click()
    await expect(page.getByText('250 of 251 known, not sent again; 1 request,')).toBeVisible()
    expect(sent[3]!.map(({ content }) => content.parts[0]!.text)).toEqual(['one more'])
  })

  test('a failed request is named, the rest is kept, and it can be retried alone', async ({ page, api }) => {
    const { sent } = listen(page)
    let broken = true
    await page.route(`${api.origin}/**/*:batchEmbedContents`, async (route) => {
      const holds = route.request().postData()?.includes('"note 150"')
      if (!broken || !holds || route.request().method() !== 'POST') return route.fallback()
      return route.fulfill({
        status: 500,
        headers: { 'access-control-allow-origin': '*' },
        json: { error: { code: 500, message: 'Something broke inside.', status: 'INTERNAL' } },
      })
    })
    await open(
      page,
      Array.from({ length: 250 }, (_, i) => `note ${i}`),
    )
    await embedButton(page).click()
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('500 INTERNAL')
    await expect(alert).toContainText('Something broke inside.')
    await expect(progress(page)).toHaveAttribute('aria-valuenow', '150')
    // What came can be looked at meanwhile.
    await expect(page.getByRole('application', { name: 'Similarity matrix' })).toBeVisible()
    broken = false
    const before = sent.length
    await page.getByRole('button', { name: 'Retry batch 2' }).click()
    await expect(page.getByText(/4 requests/)).toBeVisible()
    expect(sent).toHaveLength(before + 1)
    await expect(alert).toHaveCount(0)
    await expect(page.getByText('All 250 × 250 pairs')).toBeVisible()
  })

  test('stop keeps what came, and resume sends the rest only', async ({ page, api }) => {
    const { sent } = listen(page)
    let held = true
    await page.route(`${api.origin}/**/*:batchEmbedContents`, async (route) => {
      const late = Number(/"note (\d+)"/.exec(route.request().postData() ?? '')?.[1] ?? 0) >= 100
      // Never answered: what Stop is for.
      if (!held || !late || route.request().method() !== 'POST') await route.fallback()
    })
    await open(
      page,
      Array.from({ length: 500 }, (_, i) => `note ${i}`),
    )
    await embedButton(page).click()
    await expect(progress(page)).toHaveAttribute('aria-valuenow', '100')
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(page.getByText('stopped; what came is kept')).toBeVisible()
    held = false
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.getByRole('button', { name: 'Resume' }).click()
    await expect(page.getByText('All 500 × 500 pairs')).toBeVisible()
    const first = sent.flatMap((batch) => batch.map(({ content }) => content.parts[0]!.text))
    expect(first.filter((text) => text === 'note 0')).toHaveLength(1)
    expect(new Set(first).size).toBe(500)
  })

  test('exported values are those on the wire', async ({ page }) => {
    const { vectors } = listen(page)
    await open(page, five)
    await embedButton(page).click()
    await expect(table(page)).toBeVisible()
    const exported = async (format: string) => {
      await page.getByRole('combobox', { name: 'Export format' }).selectOption(format)
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Export vectors' }).click()
      return readFile(await (await download).path())
    }
    const json = JSON.parse(String(await exported('JSON'))) as {
      vectors: { text: string; values: number[] }[]
    }
    expect(json.vectors.map(({ text }) => text)).toEqual(five)
    const wire = (text: string) => vectors.get(text)!.map(Math.fround)
    for (const { text, values } of json.vectors) expect(values.map(Math.fround)).toEqual(wire(text))
    const npy = await exported('npy')
    const from = npy.readUInt16LE(8) + 10
    const floats = Array.from({ length: 5 * 3072 }, (_, i) => npy.readFloatLE(from + i * 4))
    expect(floats).toEqual(five.flatMap(wire))
    const csv = String(await exported('CSV')).split('\r\n')
    expect(csv[1]!.split('","').at(-1)!.split('",').at(-1)!.split(',').map(Number).map(Math.fround)).toEqual(
      wire(five[0]!),
    )
  })

  test('an unknown model is told in place, and nothing is lost', async ({ page }) => {
    await open(page, five)
    const model = page.getByRole('combobox', { name: 'Embedding model' })
    await model.fill('no-such-embedding')
    await model.press('Enter')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('alert')).toContainText('404 NOT_FOUND')
    await expect(texts(page)).toHaveValue(five.join('\n'))
  })

  test('a text that looks like a key is asked about before it is sent', async ({ page }) => {
    const { sent } = listen(page)
    await open(page, ['AIzaSyA1234567890abcdefghijklmnopqrstuvw', 'two'])
    await embedButton(page).click()
    const question = page.getByRole('alertdialog', { name: 'Key in prompt' })
    await question.getByRole('button', { name: 'Remove it' }).click()
    await expect(texts(page)).not.toHaveValue(/AIza/)
    expect(sent).toHaveLength(0)
  })
})

test('a batch job outlives the tab; its vectors are put to their texts and cost nothing more', async ({
  page,
  api,
}) => {
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
    await expect(job.getByRole('status')).toHaveText('done', { timeout: 2000 })
  }).toPass({ timeout: 30_000 })
  await job.getByRole('button', { name: 'Show vectors' }).click()
  await expect(page.getByText('2,001 of 2,001 known, not sent again; 0 requests')).toBeVisible()
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
  await page.getByRole('button', { name: 'Compare with' }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare with' })
  const model = dialog.getByRole('combobox', { name: 'Second model' })
  await model.fill('demo-embedding-2')
  await model.press('Enter')
  await dialog.getByRole('button', { name: 'Embed again and compare' }).click()
  await expect(dialog.getByRole('table', { name: 'First matrix' })).toBeVisible()
  await expect(dialog.getByRole('table', { name: 'Second matrix' })).toBeVisible()
  await expect(dialog).toContainText('of the first 4 neighbours')
})

test('recall and MRR of what a search should find', async ({ page }) => {
  await open(page, five)
  await embedButton(page).click()
  await expect(neighbours(page)).toHaveCount(4)
  await neighbours(page)
    .nth(1)
    .getByRole('button', { name: /^Expected/ })
    .click()
  const quality = page.getByRole('status', { name: 'Search quality' })
  await expect(quality).toContainText('MRR 0.50')
  await expect(quality).toContainText('1.00')
  await quality.getByRole('combobox', { name: 'Depth of the recall' }).selectOption('1')
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
  await expect(dialog).toContainText('Change the e-mail on my account')
  await page.keyboard.press('Escape')
  await page.getByRole('application', { name: 'Map' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText(/^To text (?!1$)\d+$/)).toBeVisible()
  // What is left over after an answer elsewhere is still here.
  await page.goto('/#/prompt')
  await page.goto('/#/embeddings')
  await expect(table(page)).toBeVisible()
})
