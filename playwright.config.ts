import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './e2e/browser.ts'

const executablePath = findBrowser()

/** The app and the emulator stand on two origins, as the app and the API do. */
const port = Number(process.env['E2E_PORT'] ?? 4173)
const outDir = process.env['E2E_DIST'] ?? 'dist'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 45_000,
  // A shared machine may stall a browser; a second try is reported as flaky, not hidden.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: { args: browserArguments, ...(executablePath ? { executablePath } : {}) },
    // With a context of its own every test pays for a new process that compiles the page anew: a third of its time. That a
    // test finds nothing of the one before is proved in `clean.spec.ts`; one that fails takes its worker along.
    reuseContext: true,
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    // Tracing every test takes a quarter of the time (61 tests: 2.8 against 2.1 minutes); a second try is enough to see.
    trace: process.env['CI'] ? 'on-first-retry' : 'retain-on-failure',
  },
  webServer: [
    {
      command: `npx vite preview --port ${port} --strictPort --open false --outDir ${outDir}`,
      url: `http://127.0.0.1:${port}`,
      reuseExistingServer: false,
    },
    {
      command: `npx tsx src/emulator/serve.ts ${port + 1}`,
      url: `http://127.0.0.1:${port + 1}/v1beta/models?key=ready`,
      reuseExistingServer: false,
      ignoreHTTPSErrors: true,
    },
  ],
})
