/**
 * `npm run properties [rounds]`: the tests that make up their own cases, once a round, each round with a seed of its
 * own. Stops at the first failure and says how to see it again; what it found belongs into the tests as a plain case.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const rounds = Number(process.argv[2] ?? 10)
const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.test\.tsx?$/.test(path))
  .map((path) => `src/${path}`)
  .filter((path) => readFileSync(path, 'utf8').includes("from 'fast-check'"))

for (let round = 1; round <= rounds; round += 1) {
  const seed = String(Math.floor(Math.random() * 2 ** 31))
  process.stdout.write(`Round ${round} of ${rounds}, seed ${seed}\n`)
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=dot', ...files],
    {
      stdio: 'inherit',
      env: { ...process.env, PROPERTY_SEED: seed },
    },
  )
  if (status !== 0) {
    process.stdout.write(`\nTo see it again: PROPERTY_SEED=${seed} npx vitest run <the file named above>\n`)
    process.exit(1)
  }
}
