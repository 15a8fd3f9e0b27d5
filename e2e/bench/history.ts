/** What History costs: opening it, searching it, and keeping runs, in the built app and the browser's own base. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { browserArguments, findBrowser } from '../browser.ts'
import { longestTask, median } from './measure.ts'
import type { BrowserContext, Page } from '@playwright/test'
import type { BenchTable } from './run.ts'

const here = join(import.meta.dirname, '../..')
const port = Number(process.env['BENCH_PORT'] ?? 4190)
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 9)
const address = `http://127.0.0.1:${port}`

/** Bytes of every file below a folder. */
function bytesBelow(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    return sum + (entry.isDirectory() ? bytesBelow(path) : statSync(path).size)
  }, 0)
}

/** Bytes of the base in a profile. */
const baseBytes = (profile: string): number => bytesBelow(join(profile, 'Default', 'IndexedDB'))

async function filled(page: Page, count: number): Promise<number> {
  await page.goto(`${address}/fill/`)
  await page.waitForFunction(() => 'runs' in globalThis)
  // The app, which is opened later, would delete what is beyond its usual limit.
  await page.evaluate(() => localStorage.setItem('keep-runs', '{"most":null,"fresh":true}'))
  return page.evaluate((runs) => window.runs.fill(runs), count)
}

/** From the press on History to its first row on the screen, ms. */
async function openingOf(page: Page): Promise<number> {
  await page.goto(`${address}/#/prompt`)
  await page.reload()
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor()
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        const began = performance.now()
        new MutationObserver((_, observer) => {
          if (!document.querySelector('table[aria-label="Runs"] tr[data-number]')) return
          observer.disconnect()
          requestAnimationFrame(() => done(performance.now() - began))
        }).observe(document.body, { childList: true, subtree: true })
        document.querySelector<HTMLAnchorElement>('a[href="#/history"]')?.click()
      }),
  )
}

/** `npm run bench history` */
export async function historyBench(): Promise<BenchTable[]> {
  const outDir = mkdtempSync(join(tmpdir(), 'history-bench-'))
  const profiles: string[] = []
  await build({
    root: here,
    configFile: join(here, 'vite.config.ts'),
    logLevel: 'silent',
    build: { outDir, emptyOutDir: true },
  })
  await build({
    root: join(import.meta.dirname, 'history'),
    configFile: false,
    base: './',
    logLevel: 'silent',
    build: { outDir: join(outDir, 'fill'), target: 'es2023' },
  })
  const server = await preview({
    root: here,
    configFile: join(here, 'vite.config.ts'),
    logLevel: 'silent',
    build: { outDir },
    preview: { port, strictPort: true, open: false },
  })
  const executablePath = findBrowser()
  const options = { args: browserArguments, ...(executablePath && { executablePath }) }
  const browsers: { close: () => Promise<void> }[] = []
  const open = async (): Promise<{ context: BrowserContext; profile: string }> => {
    const profile = mkdtempSync(join(tmpdir(), 'history-profile-'))
    profiles.push(profile)
    const viewport = { width: 1440, height: 900 }
    const context = await chromium.launchPersistentContext(profile, { ...options, viewport })
    browsers.push(context)
    return { context, profile }
  }
  try {
    const few = await open()
    const many = await open()
    const some = await open()
    const pages = await Promise.all([few, many, some].map(({ context }) => context.newPage()))
    const [fewPage, manyPage, somePage] = pages as [Page, Page, Page]
    await filled(fewPage, 100)
    await filled(manyPage, 10_000)
    const content = await filled(somePage, 2000)

    const opening: { few: number[]; many: number[] } = { few: [], many: [] }
    // The first round warms the caches of both: it does not count.
    for (let round = 0; round <= rounds; round++) {
      const [a, b] = [await openingOf(fewPage), await openingOf(manyPage)]
      if (round === 0) continue
      opening.few.push(a)
      opening.many.push(b)
    }

    // A trace takes a browser of its own; its base is in memory.
    const browser = await chromium.launch(options)
    browsers.push(browser)
    const traced = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await filled(traced, 10_000)
    await openingOf(traced)
    const task = await longestTask(browser, traced, async () => {
      await openingOf(traced)
      // The size is said once every row is read.
      await traced
        .getByRole('status', { name: 'Kept runs' })
        .filter({ hasText: /^10,000 runs, / })
        .waitFor({ timeout: 60_000 })
      await traced.getByRole('searchbox', { name: 'Search runs' }).fill('question 7777')
      await traced.locator('table[aria-label="Runs"][aria-rowcount="2"]').waitFor({ timeout: 60_000 })
    })

    await somePage.goto(`${address}/fill/`)
    await somePage.waitForFunction(() => 'runs' in globalThis)
    const searches: number[] = []
    for (let round = 0; round < rounds; round++)
      searches.push((await somePage.evaluate(() => window.runs.search('Question 1777:'))).ms)
    const reading = await somePage.evaluate(() => window.runs.readEvery(2000))
    await some.context.close()
    const onDisk = baseBytes(some.profile)
    return [
      {
        title: 'History opens: ms from the press to the first row',
        rows: [
          {
            '100 runs': median(opening.few).toFixed(1),
            '10,000 runs': median(opening.many).toFixed(1),
            times: (median(opening.many) / median(opening.few)).toFixed(2),
            'longest task, ms of CPU': task.cpu.toFixed(1),
            'by the clock': task.wall.toFixed(1),
          },
        ],
        notes: [
          `Medians of ${rounds} rounds. To reach: 2 times, and 50 ms.`,
          'The longest task is of opening, reading all 10,000 rows and one search.',
        ],
      },
      {
        title: 'A search over 2,000 runs, ms',
        rows: [
          {
            search: median(searches).toFixed(1),
            'every run read': reading.toFixed(1),
            share: (median(searches) / reading).toFixed(3),
          },
        ],
        notes: [`Median of ${rounds} searches. To reach: 0.1.`],
      },
      {
        title: '2,000 runs on disk',
        rows: [
          {
            'chunks and requests, MB': (content / 1e6).toFixed(1),
            'the whole base, MB': (onDisk / 1e6).toFixed(1),
            times: (onDisk / content).toFixed(2),
          },
        ],
        notes: [
          'The files of the base after the browser has closed, indexes and search texts included. To reach: 1.2.',
        ],
      },
    ]
  } finally {
    for (const browser of browsers) await browser.close()
    await server.close()
    for (const profile of profiles) rmSync(profile, { recursive: true, force: true })
    rmSync(outDir, { recursive: true, force: true })
  }
}
