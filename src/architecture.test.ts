/** The map's import table, executable: who may import whom, and how a path is written. */
import { expect, test } from 'vitest'

const allowed: Record<string, readonly string[]> = {
  gemini: [],
  media: [],
  store: [],
  ui: [],
  vectors: [],
  emulator: [],
  request: ['media'],
  runs: ['request', 'gemini', 'store'],
  state: ['runs', 'request', 'store', 'gemini', 'media', 'vectors', 'appWorker'],
  compose: ['state', 'request', 'ui'],
  reply: ['compose', 'state', 'runs', 'request', 'ui'],
  traffic: ['reply', 'state', 'runs', 'request', 'gemini', 'ui'],
  panels: ['compose', 'reply', 'traffic', 'state', 'runs', 'request', 'store', 'ui'],
  workspaces: ['panels', 'state', 'ui'],
  App: ['workspaces', 'panels', 'compose', 'state', 'ui'],
  main: ['App', 'state', 'runs', 'ui', 'emulator'],
  appWorker: [],
  security: [],
}

/** Only `main.tsx` knows the demo, and only lazily, so that nobody else downloads it. */
const lazyOnly: Record<string, readonly string[]> = { main: ['emulator'] }

const files = import.meta.glob<string>('/src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const sources = Object.entries(files).filter(([path]) => !/\.(test|d)\.tsx?$/.test(path))

/** `/src/state/run.ts` is in room `state`; `/src/App.tsx` is its own. */
function roomOf(path: string): string {
  return path.split('/')[2]!.replace(/\.tsx?$/, '')
}

/** Resolves `./x.ts` and `../y/z.ts` against the importing file; query strings of Vite are cut. */
function resolve(from: string, target: string): string {
  return new URL(target.replace(/\?.*$/, ''), `file://${from}`).pathname
}

interface Import {
  target: string
  typeOnly: boolean
  lazy: boolean
}

function importsOf(code: string): Import[] {
  const withoutComments = code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
  const statements = [
    ...withoutComments.matchAll(/^\s*(?:import|export)\s+(type\s+)?[^'"`;]*?from\s+['"]([^'"]+)['"]/gm),
  ]
  const bare = [...withoutComments.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm)]
  const dynamic = [...withoutComments.matchAll(/\bimport\(\s*['"`]([^'"`]+)['"`]\s*\)/g)]
  return [
    ...statements.map((m) => ({ target: m[2]!, typeOnly: Boolean(m[1]), lazy: false })),
    ...bare.map((m) => ({ target: m[1]!, typeOnly: false, lazy: false })),
    ...dynamic.map((m) => ({ target: m[1]!, typeOnly: false, lazy: true })),
  ].filter(({ target }) => target.startsWith('.'))
}

/** The first folder inside a room, or the file itself: two panels are two different things. */
function panelOf(path: string): string {
  return path.split('/')[3]!.replace(/\.tsx?$/, '')
}

test('the glob sees the project', () => {
  expect(sources.length).toBeGreaterThan(10)
  expect(new Set(sources.map(([path]) => roomOf(path)))).toContain('gemini')
})

test.each(sources)('%s imports only what its room may', (path, code) => {
  const room = roomOf(path)
  expect(Object.keys(allowed), `${path} stands in a room that the map does not have`).toContain(room)
  const wrong = importsOf(code).filter(({ target, typeOnly, lazy }) => {
    const to = resolve(path, target)
    if (!to.startsWith('/src/') || to.endsWith('.css')) return false
    const toRoom = roomOf(to)
    if (typeOnly && toRoom === 'gemini') return false
    if (toRoom === room) return room === 'panels' && panelOf(path) !== panelOf(to)
    if (lazyOnly[room]?.includes(toRoom) && !lazy) return true
    return !allowed[room]?.includes(toRoom)
  })
  expect(wrong).toEqual([])
})

test.each(sources)('%s writes its own imports with their extension', (_, code) => {
  const bare = importsOf(code).filter(({ target }) => !/\.(tsx?|css|json|wasm|svg)(\?.*)?$/.test(target))
  expect(bare).toEqual([])
})

test('the page’s first module awaits nothing at its top', () => {
  // What it loads later shares a file with it, and would not be evaluated before it is: both would wait for each other.
  expect(files['/src/main.tsx']).not.toMatch(/^(?:const .*= )?await /m)
})
