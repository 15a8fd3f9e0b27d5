/** What keeping a long run costs beside writing its bytes once, in the browser's own base. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { browserArguments, findBrowser } from '../browser.ts'
import { counters, cpuTime, median } from './measure.ts'
import type { BenchTable } from './run.ts'

const root = join(import.meta.dirname, 'journal')
const port = 4186
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 31)

/** `npm run bench journal` */
export async function journalBench(): Promise<BenchTable> {
  const outDir = mkdtempSync(join(tmpdir(), 'journal-bench-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2023' },
  })
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { port, strictPort: true, host: '127.0.0.1' },
  })
  const executablePath = findBrowser()
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: browserArguments })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${port}/`)
    await page.waitForFunction(() => 'kept' in globalThis)
    const session = await counters(page)
    const once: number[] = []
    const kept: number[] = []
    let bytes = 0
    const costOf = async (work: () => Promise<unknown>) => {
      const before = await cpuTime(session)
      await work()
      return (await cpuTime(session)) - before
    }
    // The first round warms the engine and the base: it does not count.
    for (let round = 0; round <= rounds; round++) {
      const single = await costOf(() => page.evaluate(() => window.once()))
      const grown = await costOf(async () => {
        bytes = await page.evaluate(() => window.kept())
      })
      if (round === 0) continue
      once.push(single)
      kept.push(grown)
    }
    return {
      title: 'A run of 5 MB in 12,000 chunks, kept as it grows over a minute: main-thread CPU in ms',
      rows: [
        {
          'its bytes once': median(once).toFixed(1),
          'in the journal': median(kept).toFixed(1),
          'times once': (median(kept) / median(once)).toFixed(2),
          'text written, times its own': (bytes / 5_000_000).toFixed(3),
        },
      ],
      notes: [
        `Medians of ${rounds} rounds. The journal writes what is new every two seconds: thirty writes, the head twice. To reach: 1.3.`,
        'Its bytes once: the same chunks as one record in one transaction.',
      ],
    }
  } finally {
    await browser.close()
    await server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}
