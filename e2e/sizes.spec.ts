/**
 * What a visit costs, gzip -9 of script and style: the first load, and what a workspace or a panel adds to it when it is
 * opened. A budget is what the part weighed when it was set, and 15 % for what comes; beyond it, something has to be
 * loaded later, or the budget be raised on purpose. Last set when the validators and the settings table left the first
 * load, and became a part of what uses them.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

const dist = resolve(process.env['E2E_DIST'] ?? 'dist')
const assets = join(dist, 'assets')

/** kB by the name of the file that a lazy import asks for. */
const budgets: Record<string, number> = {
  Answers: 42,
  Chat: 115,
  Connection: 23,
  Embeddings: 106,
  Runs: 40,
  Models: 56,
  PromptChecks: 29,
  Rendered: 120,
  codeEditor: 140,
  RunSettings: 38,
  RunViews: 32,
  SchemaDialog: 27,
  Share: 44,
  demo: 83,
}

const sizeOf = (file: string) => gzipSync(readFileSync(join(assets, file)), { level: 9 }).length

/** A script and all that it imports statically. */
function reach(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  const code = readFileSync(join(assets, file), 'utf8')
  for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) reach(name!, found)
  return found
}

const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + sizeOf(file), 0) / 1000

/** What `index.html` asks for by itself. */
function firstLoad(): Set<string> {
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const found = new Set<string>()
  for (const [, name] of page.matchAll(/(?:src|href)="\.\/assets\/([\w.-]+\.(?:js|css))"/g)) {
    if (name!.endsWith('.js')) reach(name!, found)
    else found.add(name!)
  }
  return found
}

test('the first load stays under 150 kB', () => {
  const files = firstLoad()
  expect([...files].filter((name) => name.endsWith('.js')).length).toBeGreaterThan(0)
  expect([...files].filter((name) => name.endsWith('.css')).length).toBeGreaterThan(0)
  expect(sum(files)).toBeLessThanOrEqual(150)
})

for (const [name, budget] of Object.entries(budgets))
  test(`${name} adds at most ${budget} kB`, () => {
    const [file, ...others] = readdirSync(assets).filter((one) =>
      new RegExp(`^${name}-[\\w-]{8}\\.js$`).test(one),
    )
    expect(others).toEqual([])
    const first = firstLoad()
    expect(sum([...reach(file!)].filter((one) => !first.has(one)))).toBeLessThanOrEqual(budget)
  })
