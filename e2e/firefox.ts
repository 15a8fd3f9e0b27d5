/**
 * `npm run firefox`: one walk through the built app in a stock Firefox, driven by WebDriver BiDi: prompt, picture, chat,
 * handlers, embeddings, link, reload. No part of `npm test`. Without a Firefox it prints `not run`, which counts as nothing.
 * `E2E_DIST`: a build that is there already. `FIREFOX_PATH`: which Firefox. `SHOTS`: a folder for pictures of each screen.
 */
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { preview } from 'vite'
import { startEmulator } from '../src/emulator/serve.ts'
import { png } from '../src/media/fixtures.ts'
import { Browser } from './bidi.ts'
import type { Page } from './bidi.ts'

const names = ['firefox-esr', 'firefox']
const places = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
]
const key = 'AQ.CANARY-7f3b9d21c8e64a50b1'

function findFirefox(): string | undefined {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((dir) => names.map((name) => join(dir, name)))
  return [process.env['FIREFOX_PATH'], ...onPath, ...places].find((path) => path && existsSync(path))
}

/** Starts a Firefox with a profile of its own. @returns the address it listens on */
function start(path: string, profile: string): Promise<{ address: string; process: ChildProcess }> {
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0']
  const child = spawn(path, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: profile },
  })
  return new Promise((done, failed) => {
    let said = ''
    child.stderr.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      const [, address] = /listening on (ws:\S+)/.exec(said) ?? []
      if (address !== undefined) done({ address, process: child })
    })
    child.once('error', failed)
    child.once('exit', () => failed(new Error(`Firefox ended before it listened:\n${said}`)))
  })
}

/** The build to look at: one that is there already, else a new one in a folder of its own. */
function build(): string {
  const { E2E_DIST: given } = process.env
  if (given !== undefined) return given
  const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url))
  const args = [vite, 'build', '--outDir', 'dist-e2e', '--logLevel', 'warn']
  if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0) throw new Error('No build.')
  return 'dist-e2e'
}

/** What must be so, and is not, ends the walk. */
function must(so: boolean, what: string): void {
  if (!so) throw new Error(what)
}

const status = '[role=status][aria-label="Answer status"]'

async function choose(page: Page, model: string): Promise<void> {
  await page.fill('combobox', 'Model', model)
  await page.press('Enter')
}

/** The demo, before anything is connected: what other engines draw their own way. */
async function frame(page: Page): Promise<void> {
  await page.find('textbox', 'Prompt')
  for (const name of ['Reset generation config', 'Reset safety settings']) {
    const lines = await page.evaluate(
      '(e) => e.getBoundingClientRect().height',
      await page.find('button', name),
    )
    must(Number(lines) <= 28, `The button “${name}” stands on more than one line.`)
  }
  for (const theme of ['light', 'dark']) {
    await page.evaluate('(theme) => { document.documentElement.dataset.theme = theme }', theme)
    // The settings' right edge, where their scroll bar ends, beside their left one: the same ground, so the same picture.
    const box = await page.evaluate(`() => {
      const { left, right, bottom } = document.querySelector('aside .overflow-y-auto').getBoundingClientRect()
      return [left + 4, right - 3, bottom - 30]
    }`)
    const [left, right, y] = box as [number, number, number]
    const ground = await page.screenshot({ x: left, y, width: 2, height: 8 })
    const gutter = await page.screenshot({ x: right, y, width: 2, height: 8 })
    must(ground.equals(gutter), `A strip at the right of the settings (${theme}).`)
  }
}

async function connect(page: Page, origin: string): Promise<void> {
  await page.click('button', 'Connection')
  await page.click('radio', 'Gemini API')
  await page.click('button', 'Advanced')
  await page.fill('textbox', 'Base URL', origin)
  // A password field has no role.
  await page.evaluate('() => document.querySelector("dialog input[type=password]").focus()')
  await page.press(...key)
  await page.click('button', 'Save')
  await page.reads('[role=status][aria-label=Backend]', /127\.0\.0\.1/)
}

async function prompt(page: Page): Promise<void> {
  await choose(page, 'demo-flash')
  await page.fill('textbox', 'Prompt', 'Count from one to five.')
  await page.click('button', 'Run')
  await page.reads(status, /^Answer complete$/)
  await page.reads('[aria-label="Candidate 1"]', /Finish reason\s*STOP/)
}

async function picture(page: Page, file: string): Promise<void> {
  await page.setFiles('input[type=file]', [file])
  await page.until('a picture that is drawn', () =>
    page.evaluate(`() => document.querySelector('[aria-label=Attachments] img')?.naturalWidth > 0`),
  )
  await page.press('Control+Enter')
  await page.click('button', 'Inspector')
  await page.click('tab', 'Request')
  await page.reads('[aria-label=Inspector]', /inlineData[^]*image\/png/)
  await page.click('button', 'Inspector')
  await page.reads(status, /^Answer complete$/)
}

async function chat(page: Page): Promise<void> {
  await page.click('link', 'Chat')
  for (const said of ['Hello', 'And again']) {
    await page.fill('textbox', 'Message', said)
    await page.press('Control+Enter')
    await page.until(`an answer to “${said}”`, async () => {
      const answers = await page.all('article', 'Model')
      const idle = await page.all('button', 'Send')
      return answers.length === (said === 'Hello' ? 1 : 2) && idle.length === 1
    })
  }
  await page.reads('[role=log]', /Hello[^]*And again/)
}

/** JavaScript of a handler runs in a frame and a worker of its own, which engines allow in their own ways. */
async function handlers(page: Page): Promise<void> {
  await page.click('button', 'Functions')
  const example = await page.find('combobox', 'Example')
  await page.evaluate(
    '(e) => { e.value = "Calculator"; e.dispatchEvent(new Event("change", { bubbles: true })) }',
    example,
  )
  await page.find('textbox', 'Handler of calculate')
  await page.click('button', 'Close')
  await page.fill('textbox', 'Message', 'Calculate the expression: 17 / 0')
  await page.press('Control+Enter')
  await page.click('button', 'Run loop')
  await page.reads('[aria-label="Function result calculate"]', /Division by zero/)
  await page.until('the end of the frame', () => page.evaluate('() => !document.querySelector("iframe")'))
}

async function embeddings(page: Page): Promise<void> {
  await page.click('link', 'Embeddings')
  await page.fill('textbox', 'Texts', 'a cat\na dog\na plane')
  await page.click('button', 'Embed')
  await page.reads('[aria-label="Similarity matrix"]', /1\.00[^]*1\.00[^]*1\.00/)
  await page.find('application', 'Map')
  await page.until('a map that is drawn', () =>
    page.evaluate(`() => {
      const canvas = document.querySelector('[aria-label=Map] canvas') ?? document.querySelector('canvas[aria-label=Map]')
      if (!canvas || !canvas.width) return false
      return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0)
    }`),
  )
}

/** @returns a link to what stands in Prompt */
async function share(page: Page): Promise<string> {
  await page.click('link', 'Prompt')
  await page.click('button', 'Share')
  const field = await page.find('textbox', 'Link')
  const link = await page.until('a link', async () => {
    const value = String(await page.evaluate('(e) => e.value', field))
    return value.includes('#s2=') && value
  })
  must(!link.includes(key), 'The key is in the link.')
  await page.click('button', 'Close')
  return link
}

async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.find('dialog', 'Open shared prompt')
  await page.click('button', 'Open')
  await page.until('the prompt of the link', async () => {
    const field = await page.find('textbox', 'Prompt')
    return (await page.evaluate('(e) => e.value', field)) === 'Count from one to five.'
  })
}

async function reload(page: Page): Promise<void> {
  await page.click('link', 'Chat')
  await page.reload()
  await page.reads('[role=log]', /Hello[^]*And again/)
  await page.click('link', 'Prompt')
  await page.reads('[aria-label="Candidate 1"]', /Finish reason\s*STOP/)
}

async function walk(browser: Browser, app: string, folder: string): Promise<void> {
  const emulator = await startEmulator()
  const faults: string[] = []
  let sent = 0
  await browser.on('log.entryAdded', ({ level, text, type }) => {
    if (level === 'error' && type === 'javascript') faults.push(String(text))
  })
  await browser.on('network.beforeRequestSent', ({ request }) => {
    const { url, method } = request as { url: string; method: string }
    if (/^https?:/.test(url) && !url.startsWith(app) && !url.startsWith(emulator.origin))
      faults.push(`A request to ${url}`)
    if (method === 'POST') sent += 1
  })
  const file = join(folder, 'square.png')
  writeFileSync(file, png())
  const page = await browser.open(1440, 900)
  const step = async (name: string, go: () => Promise<void>, on = page) => {
    await go()
    const { SHOTS: shots } = process.env
    if (shots !== undefined) {
      mkdirSync(shots, { recursive: true })
      writeFileSync(join(shots, `${name}.png`), await on.screenshot())
    }
    must(faults.length === 0, faults.join('\n'))
    console.log(`ok  ${name}`)
  }
  try {
    await page.goto(app)
    await step('frame', () => frame(page))
    await connect(page, emulator.origin)
    await step('prompt', () => prompt(page))
    await step('picture', () => picture(page, file))
    await step('chat', () => chat(page))
    await step('handlers', () => handlers(page))
    await step('embeddings', () => embeddings(page))
    let link = ''
    await step('share', async () => {
      link = await share(page)
    })
    await step('reload', () => reload(page))
    const before = sent
    const other = await browser.open(1440, 900)
    await step('link', () => openLink(other, link), other)
    must(sent === before, 'Opening a link has sent something.')
  } finally {
    await emulator.close()
  }
}

const path = findFirefox()
if (path === undefined)
  console.log('not run: no Firefox found (FIREFOX_PATH, firefox-esr or firefox on PATH)')
else {
  const outDir = build()
  const server = await preview({ build: { outDir }, preview: { port: 0, open: false }, logLevel: 'warn' })
  const { port } = server.httpServer.address() as { port: number }
  const folder = mkdtempSync(join(tmpdir(), 'firefox-'))
  const { address, process: firefox } = await start(path, folder)
  try {
    const browser = await Browser.connect(address)
    await walk(browser, `http://127.0.0.1:${port}`, folder)
    await browser.close()
  } finally {
    firefox.kill()
    await server.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
