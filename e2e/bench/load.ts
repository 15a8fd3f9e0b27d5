/** The first visit: bytes until the prompt takes text, and how long a slow machine is blocked, beside a bare React page. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { browserArguments, findBrowser } from '../browser.ts'
import type { Browser } from '@playwright/test'
import type { InlineConfig } from 'vite'
import { median } from './measure.ts'
import type { BenchTable } from './run.ts'

const project = join(import.meta.dirname, '../..')
const slowdown = 4
const rounds = 7

interface Visit {
  /** Script and style asked for before the page takes text, gzip -9, bytes. */
  bytes: number
  /** Milliseconds from navigation until the page takes text. */
  ready: number
  /** Milliseconds of tasks beyond 50 each, until one second after that. */
  blocked: number
}

/** The least a React page can be: one field. */
function barePage(folder: string): void {
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><div id="root"></div><script type="module" src="./main.tsx"></script>',
  )
  writeFileSync(
    join(folder, 'main.tsx'),
    `import { createElement } from '${project}/node_modules/react/index.js'
import { createRoot } from '${project}/node_modules/react-dom/client.js'
createRoot(document.getElementById('root')).render(createElement('textarea', { 'aria-label': 'Prompt' }))`,
  )
}

async function served(config: InlineConfig) {
  await build({ ...config, logLevel: 'error' })
  const server = await preview({
    ...config,
    logLevel: 'error',
    preview: { port: 0, open: false, host: '127.0.0.1' },
  })
  return { address: server.resolvedUrls!.local[0]!, close: () => server.close() }
}

async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const bodies = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    if (/\.(js|css)$/.test(new URL(response.url()).pathname)) bodies.set(response.url(), response.body())
  })
  await page.addInitScript(() => {
    const seen = { blocked: 0, ready: 0 }
    Object.assign(globalThis, { seen })
    const watch = new MutationObserver(() => {
      if (!document.querySelector('textarea[aria-label="Prompt"]')) return
      seen.ready = performance.now()
      watch.disconnect()
    })
    watch.observe(document, { childList: true, subtree: true })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.blocked += duration - 50
    }).observe({ type: 'longtask', buffered: true })
  })
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.goto(address, { waitUntil: 'commit' })
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
  await page.waitForTimeout(1000)
  const { blocked, ready, before } = await page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: { blocked: number; ready: number } }
    const resources = performance.getEntriesByType('resource')
    return {
      ...seen,
      before: resources.filter(({ startTime }) => startTime < seen.ready).map(({ name }) => name),
    }
  })
  const loaded = await Promise.all(before.map((name) => bodies.get(name)))
  await context.close()
  const bytes = loaded.reduce((sum, body) => sum + (body ? gzipSync(body, { level: 9 }).length : 0), 0)
  return { bytes, ready, blocked }
}

/** Interleaved visits with an empty cache, at a quarter of this machine's speed. */
export async function loadBench(): Promise<BenchTable> {
  const folder = mkdtempSync(join(tmpdir(), 'bare-'))
  barePage(folder)
  const executablePath = findBrowser()
  const browser = await chromium.launch({ args: browserArguments, ...(executablePath && { executablePath }) })
  const pages = {
    'this app': await served({ root: project, build: { outDir: join(folder, 'app'), emptyOutDir: true } }),
    'bare React page': await served({
      root: folder,
      configFile: false,
      build: { outDir: join(folder, 'out') },
    }),
  }
  try {
    const visits: Record<string, Visit[]> = { 'this app': [], 'bare React page': [] }
    for (let round = 0; round < rounds; round++) {
      for (const [name, { address }] of Object.entries(pages))
        visits[name]!.push(await visit(browser, address))
    }
    const rows = Object.entries(visits).map(([page, all]) => ({
      page,
      'script and style, gzip kB': Number((median(all.map(({ bytes }) => bytes)) / 1000).toFixed(1)),
      'takes text after, ms': Math.round(median(all.map(({ ready }) => ready))),
      'blocked, ms': Math.round(median(all.map(({ blocked }) => blocked))),
    }))
    const [ours, bare] = [rows[0]!['blocked, ms'], rows[1]!['blocked, ms']]
    return {
      title: `First load, CPU slowed ${slowdown} times, medians of ${rounds}`,
      rows,
      notes: [
        'To reach: 150 kB.',
        `Blocked ${bare > 0 ? (ours / bare).toFixed(1) : `${ours} ms against 0 ms`} times the bare page (to reach: 3).`,
      ],
    }
  } finally {
    await browser.close()
    for (const { close } of Object.values(pages)) await close()
    rmSync(folder, { recursive: true, force: true })
  }
}
