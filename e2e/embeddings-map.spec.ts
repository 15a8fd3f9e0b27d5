/** What is looked at: the map's lasso and UMAP, and the measures of a large matrix. */
import { expect, test } from './fixtures.ts'
import { cosine, embedButton, listen, neighbours, open, pair, shown, table } from './embeddingsPage.ts'
import type { Page } from '@playwright/test'

const map = (page: Page) => page.getByRole('application', { name: 'Map' })
const picture = (page: Page) => page.getByRole('application', { name: 'Similarity matrix' })
const dot = (a: number[], b: number[]) => a.reduce((sum, value, k) => sum + value * b[k]!, 0)
const distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, k) => value - b[k]!))
const notes = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? `cats and kittens sleep, ${i}` : `the train to Paris is late, ${i}`,
  )

test('the lasso’s choice holds for map, matrix and list alike', async ({ page }) => {
  await open(page, notes(60))
  await embedButton(page).click()
  await expect(picture(page)).toBeVisible()
  await page.getByRole('button', { name: 'Lasso' }).click()
  await map(page).scrollIntoViewIfNeeded()
  const box = (await map(page).boundingBox())!
  const [left, middle, top, bottom] = [box.x + 2, box.x + box.width / 2, box.y + 2, box.y + box.height - 2]
  await page.mouse.move(left, top)
  await page.mouse.down()
  for (const [x, y] of [
    [middle, top],
    [middle, bottom],
    [left, bottom],
    [left, top + 8],
  ] as const)
    await page.mouse.move(x, y, { steps: 4 })
  await page.mouse.up()
  // The two themes stand at either side of the first axis, so the left half is one of them.
  await expect(page.getByText('30 of 60 texts, chosen on the map')).toBeVisible()
  await expect(table(page).getByRole('rowheader')).toHaveCount(30)
  const words = await table(page).getByRole('rowheader').allTextContents()
  expect(new Set(words.map((word) => /cats|train/.exec(word)?.[0])).size).toBe(1)
  await expect(page.getByText('among 30 chosen')).toBeVisible()
  for (const neighbour of await neighbours(page).allTextContents())
    expect(neighbour).toContain(/cats/.test(words[0]!) ? 'cats' : 'train')
  await page.getByRole('button', { name: 'Clear 30' }).click()
  await expect(picture(page)).toBeVisible()
  await expect(page.getByText('among 30 chosen')).toBeHidden()
})

test('UMAP is started, tells how far it is, is cancelled, and ends when it is let', async ({ page }) => {
  await open(page, notes(400))
  await page.getByRole('spinbutton', { name: 'Output dimensions' }).fill('256')
  await embedButton(page).click()
  await expect(picture(page)).toBeVisible()
  const projection = page.getByRole('combobox', { name: 'Projection' })
  const progress = page.getByRole('progressbar', { name: 'UMAP progress' })
  await projection.selectOption('UMAP')
  await expect(progress).toBeVisible()
  await page.getByRole('region', { name: 'Map of the texts' }).getByRole('button', { name: 'Cancel' }).click()
  await expect(projection).toHaveValue('PCA')
  await expect(progress).toBeHidden()
  await expect(page.getByText(/% of variance/)).toBeVisible()
  await projection.selectOption('UMAP')
  await expect(progress).toBeVisible()
  await expect(progress).toBeHidden({ timeout: 30_000 })
  await expect(projection).toHaveValue('UMAP')
})

test('a large matrix follows the metric: its scale, its words and its pair', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  const { vectors } = listen(page)
  const lines = notes(60)
  await open(page, lines)
  await page.getByRole('spinbutton', { name: 'Output dimensions' }).fill('256')
  await embedButton(page).click()
  await expect(picture(page)).toBeVisible()
  const values = (of: (a: number[], b: number[]) => number) =>
    lines.flatMap((a, i) => lines.slice(i + 1).map((b) => of(vectors.get(a)!, vectors.get(b)!)))
  const scale = page.locator('text=off the diagonal from').locator('..')
  for (const [metric, label, of] of [
    ['dot', 'Dot product', dot],
    ['euclidean', 'Euclidean', distance],
    ['cosine', 'Cosine', (a: number[], b: number[]) => cosine(a, b)],
  ] as const) {
    await page.getByRole('combobox', { name: 'Metric' }).selectOption(metric)
    const all = values(of)
    await expect(scale).toHaveText(
      `${label} off the diagonal from${shown(Math.min(...all), 2)}to${shown(Math.max(...all), 2)}`,
    )
    await picture(page).focus()
    await page.keyboard.press('ArrowRight')
  }
  await expect(pair(page)).toContainText('cosine')
})

test('cut vectors of many texts: the largest change is the one of all pairs', async ({ page, api }) => {
  await page.goto('/')
  await api.connect(page)
  const { vectors } = listen(page)
  const lines = notes(60)
  await open(page, lines)
  await page.getByRole('spinbutton', { name: 'Output dimensions' }).fill('512')
  await embedButton(page).click()
  await expect(picture(page)).toBeVisible()
  await page.getByRole('slider', { name: 'Compare at dimensions' }).fill('128')
  const changes = lines.flatMap((a, i) =>
    lines.slice(i + 1).map((b, at) => {
      const [one, other] = [vectors.get(a)!, vectors.get(b)!]
      return { pair: `${i + 1} × ${i + at + 2}`, by: cosine(one, other, 128) - cosine(one, other) }
    }),
  )
  const largest = changes.toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by))[0]!
  const fact = page.getByText('Largest change of a cosine').locator('..')
  await expect(fact).toContainText(`pair ${largest.pair}`)
  await expect(fact).toContainText(shown(Math.abs(largest.by), 4))
})
