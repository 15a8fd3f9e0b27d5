import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build, preview } from 'vite'
import { browserArguments, findBrowser } from '../browser.ts'
import type { Browser, Page } from '@playwright/test'

const here = join(import.meta.dirname, '../..')
const port = Number(process.env['BENCH_PORT'] ?? 4182)

/** Where the built app is served; the pretend Gemini stands on the next port, in a process of its own. */
export const address = `http://127.0.0.1:${port}/`

/**
 * Builds the app, serves it beside the emulator, and calls `work` with a browser.
 * @param root of the checkout whose app it is
 */
export async function withApp<T>(work: (browser: Browser) => Promise<T>, root = here): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-app-'))
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    build: { outDir, emptyOutDir: true },
  })
  const server = await preview({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    build: { outDir },
    preview: { port, strictPort: true, open: false },
  })
  const emulator = spawn('npx', ['tsx', join(here, 'src/emulator/serve.ts'), String(port + 1)], {
    stdio: 'ignore',
    detached: true,
  })
  const executablePath = findBrowser()
  const browser = await chromium.launch({ args: browserArguments, ...(executablePath && { executablePath }) })
  try {
    return await work(browser)
  } finally {
    await browser.close()
    await server.close()
    if (emulator.pid && emulator.exitCode === null) process.kill(-emulator.pid)
    rmSync(outDir, { recursive: true, force: true })
  }
}

/** The pretend Gemini. */
export const emulatorUrl = `http://127.0.0.1:${port + 1}`

/** Points the app at a server, by hand as a person would. */
export async function connect(page: Page, baseUrl = emulatorUrl): Promise<void> {
  await page.getByRole('button', { name: 'Connection', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Connection' })
  await dialog.getByRole('radio', { name: 'Gemini API' }).check()
  await dialog.getByRole('button', { name: 'Advanced' }).click()
  await dialog.getByRole('textbox', { name: 'Base URL' }).fill(baseUrl)
  await dialog.getByLabel('API key', { exact: true }).fill('AQ.bench-key-that-is-searched-for')
  await dialog.getByRole('button', { name: 'Save' }).click()
}

const git = (...words: string[]) => spawnSync('git', words, { cwd: here })

/** The build before answers became runs of a journal: what an open conversation cost then. */
const BASELINE = '48e58f8'

/**
 * Checks the baseline out beside this checkout and calls `work` with its folder.
 * @returns null where this clone does not hold it
 */
export async function withBaseline<T>(work: (root: string) => Promise<T>): Promise<T | null> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-baseline-'))
  if (git('worktree', 'add', '--detach', '--force', folder, BASELINE).status !== 0) return null
  try {
    symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'))
    return await work(folder)
  } finally {
    git('worktree', 'remove', '--force', folder)
  }
}
