/**
 * `npm run e2e [what playwright takes]`: builds into a folder of its own and takes two free ports, so that `npm start` may
 * run beside it. `E2E_DIST` and `E2E_PORT` say otherwise: that build, those ports.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureBrowser } from './browser.ts'
import { freePorts } from './ports.ts'

const run = (file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) => {
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}
const tool = (path: string) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url))

ensureBrowser()
const { E2E_DIST: given, E2E_PORT: port } = process.env
const folder = given ?? 'dist-e2e'
if (given === undefined) run(tool('vite/bin/vite.js'), ['build', '--outDir', folder, '--logLevel', 'warn'])
const env = { ...process.env, E2E_DIST: folder, E2E_PORT: port ?? String(await freePorts(4300)) }
run(tool('@playwright/test/cli.js'), ['test', ...process.argv.slice(2)], env)
