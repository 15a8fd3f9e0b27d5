/** Ten thousand texts in the built app: how long the page is blocked, how soon one sees something, what memory it takes. */
import { readFileSync } from 'node:fs'
import { embedButton, texts } from '../embeddingsPage.ts'
import { address, connect, withApp } from './app.ts'
import { longestTask, median } from './measure.ts'
import type { Browser, Page } from '@playwright/test'
import type { BenchTable } from './run.ts'

const count = 10_000
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const subjects = ['tides', 'trains', 'bread', 'rivers', 'chess', 'glass', 'maps', 'wool', 'bees', 'clocks']

const lines = Array.from(
  { length: count },
  (_, at) => `Note ${at} on ${subjects[at % 10]} and how ${subjects[(at * 7) % 10]} came to be ${at % 83}`,
)

/** The most resident memory that a process of the page has had, in MB; NaN where /proc does not tell. */
async function mostMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      try {
        const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? []
        return Number(kilobytes) / 1000
      } catch {
        return Number.NaN
      }
    })
  await session.detach()
  return Math.max(...sizes)
}

/** Notes in the page when the last request had been answered, and when the matrix had its first dots. */
async function watch(page: Page): Promise<void> {
  await page.evaluate((all) => {
    const seen = { embedded: 0, drawn: 0 }
    Object.assign(globalThis, { seen })
    const timer = setInterval(() => {
      const bar = document.querySelector('[aria-label="Embedding progress"]')
      const canvas = document.querySelector<HTMLCanvasElement>('canvas[aria-label="Similarity matrix"]')
      if (!seen.embedded && (canvas || bar?.getAttribute('aria-valuenow') === String(all)))
        seen.embedded = performance.now()
      const pixels = canvas?.width && canvas.getContext('2d')?.getImageData(0, 0, 8, 8).data
      if (!pixels || pixels.every((value) => value === 0)) return
      seen.drawn = performance.now()
      clearInterval(timer)
    }, 16)
  }, count)
}

interface Measured {
  /** Milliseconds from the click until all vectors are there. */
  embedded: number
  /** Milliseconds from then until the matrix is drawn. */
  picture: number
  /** The longest task from the click until two seconds after the picture, milliseconds of CPU. */
  longest: number
  /** MB. */
  memory: number
}

async function measure(dimensions: number): Promise<Measured> {
  return withApp(async (browser) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${address}#/embeddings`)
    await connect(page)
    await texts(page).fill(lines.join('\n'))
    await page.getByRole('spinbutton', { name: 'Output dimensions' }).fill(String(dimensions))
    await page.waitForTimeout(1500)
    let started = 0
    const { cpu } = await longestTask(browser, page, async () => {
      await watch(page)
      started = await page.evaluate(() => performance.now())
      await embedButton(page).click()
      await page.waitForFunction(
        () => (globalThis as unknown as { seen: { drawn: number } }).seen.drawn > 0,
        undefined,
        { timeout: 180_000 },
      )
      await page.waitForTimeout(2000)
    })
    const seen = await page.evaluate(
      () => (globalThis as unknown as { seen: { embedded: number; drawn: number } }).seen,
    )
    return {
      embedded: seen.embedded - started,
      picture: seen.drawn - seen.embedded,
      longest: cpu,
      memory: await mostMemory(browser),
    }
  })
}

/** `npm run bench embeddings`: a new browser each round, over HTTP against the emulator on the same machine. */
export async function embeddingsBench(): Promise<BenchTable> {
  const rows = []
  for (const dimensions of [768, 3072]) {
    const all: Measured[] = []
    for (let round = 0; round < rounds; round++) all.push(await measure(dimensions))
    const middle = (key: keyof Measured) => median(all.map((one) => one[key]))
    rows.push({
      vectors: `${count} x ${dimensions}`,
      'all embedded after, s': (middle('embedded') / 1000).toFixed(1),
      'picture after that, ms': Math.round(middle('picture')),
      'longest task, CPU ms': Math.round(middle('longest')),
      'memory at most, MB': Math.round(middle('memory')),
    })
  }
  return {
    title: 'Ten thousand texts: embedded, drawn, and what it takes',
    rows,
    notes: [
      `Medians of ${rounds}. Memory: the most resident memory of the page's process, its workers included.`,
      'To reach: the picture within 2 s, no task over 50 ms, memory below 1,500 MB.',
    ],
  }
}
