import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'
import type { InlineConfig } from 'vite'
import { browserArguments, findBrowser } from '../browser.ts'
import { counters, cpuTime, longestTask, median } from './measure.ts'
import type { Browser } from '@playwright/test'

const root = join(import.meta.dirname, 'streaming')
/** Where the page is served while `withPage` runs. */
export const port = 4180
const viewport = { width: 800, height: 900 }

/** One way to draw a stream, and how often. */
interface Contender {
  name: string
  query: string
}

const contenders = {
  noop: { name: 'noop', query: 'contender=noop&pace=frame' },
  ours: { name: 'ours, the whole app path', query: 'contender=ours' },
  renderer: { name: 'ours, the renderer alone', query: 'contender=renderer&pace=frame' },
  plain: { name: 'plain text, one element a paragraph', query: 'contender=plain&pace=frame' },
  streamdown: { name: 'streamdown', query: 'contender=streamdown&pace=frame' },
  streamdownChunk: { name: 'streamdown, at every chunk', query: 'contender=streamdown&pace=chunk' },
  reactMarkdown: { name: 'react-markdown, at every chunk', query: 'contender=react-markdown&pace=chunk' },
} satisfies Record<string, Contender>

type Key = keyof typeof contenders

interface Measured {
  /** Milliseconds of CPU on the main thread, scripts, layout and paint included. */
  cpu: number
  /** Milliseconds of CPU of the longest task; measured of ours alone. */
  longest: number | undefined
}

/** Opens the page, streams, and returns the CPU time of the main thread in milliseconds. */
export async function cpuOf(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage({ viewport })
  try {
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(error.message))
    const session = await counters(page)
    await page.goto(address)
    await page.waitForFunction(() => 'run' in globalThis)
    await page.waitForTimeout(300)
    const before = await cpuTime(session)
    await page.evaluate(() => window.run())
    // Highlighting and other idle work belongs to the price.
    await page.waitForTimeout(400)
    const cpu = (await cpuTime(session)) - before
    if (failures.length > 0) throw new Error(failures.join('\n'))
    return cpu
  } finally {
    await page.close()
  }
}

/** The longest task of the page's main thread, in milliseconds of CPU: wall time would count other programs too. */
export async function longestOf(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage({ viewport })
  try {
    await page.goto(address)
    await page.waitForFunction(() => 'run' in globalThis)
    await page.waitForTimeout(300)
    const { cpu } = await longestTask(browser, page, async () => {
      await page.evaluate(() => window.run())
      await page.waitForTimeout(400)
    })
    return cpu
  } finally {
    await page.close()
  }
}

export interface Round {
  shape: string
  size: number
  keys: readonly Key[]
  rounds: number
}

/** Medians of interleaved runs, `noop` subtracted. */
export async function compare(
  browser: Browser,
  { shape, size, keys, rounds }: Round,
): Promise<Map<Key, Measured>> {
  const addressOf = (key: Key) =>
    `http://127.0.0.1:${port}/?${contenders[key].query}&shape=${shape}&size=${size}`
  const all = new Map<Key, number[]>()
  for (let round = 0; round < rounds; round++) {
    for (const key of ['noop', ...keys] as const) {
      all.set(key, [...(all.get(key) ?? []), await cpuOf(browser, addressOf(key))])
    }
  }
  const floor = median(all.get('noop') ?? [])
  const result = new Map<Key, Measured>()
  for (const key of keys) {
    const longest = key === 'ours' ? await longestOf(browser, addressOf(key)) : undefined
    result.set(key, { cpu: median(all.get(key) ?? []) - floor, longest })
  }
  return result
}

/** Builds the page for production, serves it, and calls `work` with a browser. */
export async function withPage<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), 'streaming-bench-'))
  const config = {
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
  } satisfies InlineConfig
  await build({
    ...config,
    build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 5000 },
    worker: { format: 'es' },
  })
  const server = await preview({
    ...config,
    build: { outDir },
    preview: { port, strictPort: true, host: '127.0.0.1' },
  })
  const executablePath = findBrowser()
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: browserArguments })
  try {
    return await work(browser)
  } finally {
    await browser.close()
    await server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}

const rounded = (value: number) => Math.round(value)
const ratio = (a: number | undefined, b: number | undefined) =>
  Number(((a ?? Number.NaN) / (b ?? Number.NaN)).toFixed(2))

const growth = (of: Map<number, number>) => ratio(of.get(128_000), of.get(32_000))

/**
 * Main-thread CPU while Markdown streams in, 40 characters every 8 ms, beside the usual ways to draw it.
 * @returns milliseconds, medians of interleaved runs, an empty page's share subtracted.
 */
export async function streamingBench(): Promise<{
  title: string
  rows: Record<string, string | number>[]
  notes: string[]
}> {
  const everyone: Key[] = ['ours', 'renderer', 'plain', 'streamdown', 'streamdownChunk', 'reactMarkdown']
  const plan: Round[] = [
    { shape: 'mixed', size: 2000, keys: everyone, rounds: 5 },
    { shape: 'mixed', size: 8000, keys: everyone, rounds: 3 },
    { shape: 'mixed', size: 32_000, keys: everyone, rounds: 3 },
    { shape: 'mixed', size: 128_000, keys: ['ours', 'plain', 'streamdown'], rounds: 3 },
    ...['fence', 'list', 'table', 'paragraph'].map((shape): Round => ({
      shape,
      size: 32_000,
      keys: ['ours', 'plain', 'streamdown'],
      rounds: 1,
    })),
  ]
  return withPage(async (browser) => {
    const rows: Record<string, string | number>[] = []
    const ours = new Map<number, number>()
    const plain = new Map<number, number>()
    for (const round of plan) {
      const result = await compare(browser, round)
      const own = result.get('ours')?.cpu
      if (round.shape === 'mixed') {
        ours.set(round.size, own ?? Number.NaN)
        plain.set(round.size, result.get('plain')?.cpu ?? Number.NaN)
      }
      for (const [key, { cpu, longest }] of result) {
        rows.push({
          text: `${round.shape} ${round.size / 1000}k`,
          contender: contenders[key].name,
          'CPU ms': rounded(cpu),
          'ours / it': key === 'ours' ? '' : ratio(own, cpu),
          'longest task, CPU ms': longest === undefined ? '' : rounded(longest),
        })
      }
    }
    return {
      title: 'Streaming Markdown: main-thread CPU, 40 characters every 8 ms',
      rows,
      notes: [
        `Growth from 32k to 128k: ours ${growth(ours)}, plain text ${growth(plain)}.`,
        'To reach: 32k at most 0.40 of streamdown and 1.6 of plain text; 128k at most 0.30 of streamdown; growth at most 4.6; no task over 50 ms, over 100 ms in the shapes of one block.',
        'Everyone follows the end of the text in a scrolling pane. Streamdown and plain text draw once a frame where not said otherwise; ours every second to fourth frame, which is part of how it saves.',
      ],
    }
  })
}
