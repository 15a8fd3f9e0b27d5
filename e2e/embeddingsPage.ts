/** What the specs of the Embeddings workspace share: its controls by their contract names, and its wire. */
import type { Page } from '@playwright/test'

export const texts = (page: Page) => page.getByRole('textbox', { name: 'Texts' })
export const embedButton = (page: Page) => page.getByRole('button', { name: 'Embed', exact: true })
export const table = (page: Page) => page.getByRole('table', { name: 'Similarity matrix' })
export const pair = (page: Page) => page.getByRole('status', { name: 'Pair' })
export const changedSince = (page: Page) => page.getByRole('status', { name: 'Changed since' })
export const progress = (page: Page) => page.getByRole('progressbar', { name: 'Embedding progress' })
export const neighbours = (page: Page) =>
  page.getByRole('list', { name: 'Nearest neighbours' }).getByRole('listitem')

interface Batch {
  requests: { content: { parts: { text: string }[] }; taskType?: string; title?: string; model: string }[]
}

/** Every batch the page sends, and the vectors it gets, by text. */
export function listen(page: Page) {
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
export function cosine(a: number[], b: number[], length = a.length): number {
  let [dot, squareA, squareB] = [0, 0, 0]
  for (let k = 0; k < length; k++) {
    dot += a[k]! * b[k]!
    squareA += a[k]! ** 2
    squareB += b[k]! ** 2
  }
  return dot / Math.sqrt(squareA * squareB)
}

export const shown = (value: number, places: number) =>
  (Math.abs(value) < 0.5 * 10 ** -places ? 0 : value).toFixed(places).replace('-', '−')

export const five = [
  'The cat sleeps',
  'A cat is asleep',
  'Trains run late',
  'The train is late today',
  'Cats and trains',
]

export async function open(page: Page, lines: readonly string[]) {
  await page.goto('/#/embeddings')
  await texts(page).fill(lines.join('\n'))
}

export async function importFile(page: Page, name: string, content: string) {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import texts' }).click()
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
}
