/** Finds a Chromium for the end-to-end tests and the benches, or gets one. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome', 'msedge']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Path of the browser to drive: `CHROME_PATH`, Playwright's own, one on PATH, a usual place; else undefined. */
export function findBrowser(): string | undefined {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((dir) => names.map((name) => join(dir, name)))
  const candidates = [process.env['CHROME_PATH'], chromium.executablePath(), ...onPath, ...places]
  return candidates.find((path): path is string => Boolean(path) && existsSync(path as string))
}

/** Chromium refuses its sandbox to root; the other flags keep it from calling home during tests. */
export const browserArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
]

function isDebianRoot(): boolean {
  return (
    process.getuid?.() === 0 &&
    existsSync('/etc/os-release') &&
    /debian|ubuntu/i.test(readFileSync('/etc/os-release', 'utf8'))
  )
}

function installBrowser(): void {
  console.log('No Chromium found. Downloading the one of Playwright ...')
  const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'))
  const download = spawnSync(process.execPath, [cli, 'install', 'chromium'], {
    stdio: 'inherit',
    timeout: 300_000,
  })
  if (download.status === 0 && findBrowser()) return
  if (!isDebianRoot()) return
  console.log('The download failed. Installing the package chromium ...')
  execFileSync('apt-get', ['update'], { stdio: 'inherit' })
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'inherit' })
}

/** Makes sure that a browser is there, or ends with what to do. */
export function ensureBrowser(): void {
  if (!findBrowser()) installBrowser()
  const found = findBrowser()
  if (!found) {
    console.error(
      'The end-to-end tests need Chrome or Chromium, and none could be found or installed.\n' +
        'Install one (https://www.google.com/chrome, or `npx playwright install chromium`),\n' +
        'or set CHROME_PATH to its executable, then run the command again.',
    )
    process.exit(1)
  }
  console.log(`Browser: ${found}`)
}
