import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import {
  changedSince,
  cosine,
  embedButton,
  five,
  listen,
  neighbours,
  open,
  pair,
  progress,
  shown,
  table,
  texts,
} from './embeddingsPage.ts'

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
    await expect(page.getByText('250 of 250 already embedded; 0 requests')).toBeVisible()
    expect(sent).toHaveLength(3)

    await texts(page).fill([...lines, 'one more'].join('\n'))
    await expect(changedSince(page)).toContainText('The texts have changed since')
    await embedButton(page).click()
    await expect(page.getByText('250 of 251 already embedded; 1 request,')).toBeVisible()
    expect(sent[3]!.map(({ content }) => content.parts[0]!.text)).toEqual(['one more'])
    await expect(changedSince(page)).toBeEmpty()
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
    await expect(page.getByText('stopped; what arrived is kept')).toBeVisible()
    await expect(page.getByRole('application', { name: 'Similarity matrix' })).toBeVisible()
    await expect(changedSince(page)).toBeEmpty()
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
