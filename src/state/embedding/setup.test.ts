import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Setup } from './setup.ts'

const model = 'demo-embedding'
const lines = (text: string): Setup => ({ model, lines: text, rows: null })

/** A fresh page over the same base, in the tab whose session storage is in place. */
async function page() {
  vi.resetModules()
  const { readAll, write } = await import('../../store/database.ts')
  const { storage } = await import('../../store/storage.ts')
  const { thisTab } = await import('../../store/tab.ts')
  return {
    ...(await import('./setup.ts')),
    ...(await import('./sharing.ts')),
    write,
    drafts: async () => new Map(await readAll('drafts', (value) => value)),
    async saved() {
      await thisTab()
      await vi.waitFor(() => expect(storage.getState().unsaved).toEqual([]))
    },
  }
}

/** Grants every lock at once. */
const request = (...given: unknown[]) =>
  Promise.resolve((given.at(-1) as (lock: object) => unknown)({ name: given[0] }))

/** Another tab: it has its own session storage, and each tab that is open holds a lock under its id. */
const held = new Set<string>()
function inTab(id: string) {
  const kept = new Map([['tab', id]])
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  })
  held.add(`playground-tab/${id}`)
  vi.stubGlobal('navigator', {
    locks: { request, query: async () => ({ held: [...held].map((name) => ({ name })) }) },
  })
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  held.clear()
  inTab('first')
})

describe('the setup of a tab', () => {
  test('is its own: what another tab writes does not come here', async () => {
    const first = await page()
    await first.loadSetup()
    first.replaceSetup(lines('of the first'))
    await first.saved()
    inTab('second')
    const second = await page()
    await second.loadSetup()
    expect(second.setup.getState().lines).toBe('')
    second.replaceSetup({ ...lines('of the second'), taskType: 'CLUSTERING' })
    await second.saved()
    inTab('first')
    const again = await page()
    await again.loadSetup()
    expect(again.setup.getState()).toEqual(lines('of the first'))
  })

  test('begins with the one that earlier versions kept for all tabs, which then is its own', async () => {
    const { write, loadSetup, loadReplacedSetup, bringSetupBack, setup, saved, drafts } = await page()
    await write([
      { store: 'drafts', key: 'embeddings', value: lines('kept for all') },
      { store: 'drafts', key: 'embeddings-before', value: lines('before a link') },
    ])
    await loadSetup()
    expect(setup.getState().lines).toBe('kept for all')
    await loadReplacedSetup()
    await saved()
    const kept = await drafts()
    expect(kept.get('embeddings/first')).toEqual(lines('kept for all'))
    expect(kept.get('embeddings-before/first')).toEqual(lines('before a link'))
    expect([kept.has('embeddings'), kept.has('embeddings-before')]).toEqual([false, false])
    bringSetupBack()
    expect(setup.getState().lines).toBe('before a link')
  })

  test('begins with what a closed tab has left, not with what an open one holds', async () => {
    for (const id of ['open', 'closed']) {
      inTab(id)
      const own = await page()
      await own.loadSetup()
      own.replaceSetup(lines(`of the ${id}`))
      await own.saved()
    }
    held.delete('playground-tab/closed')
    inTab('first')
    const { loadSetup, setup, saved, drafts } = await page()
    await loadSetup()
    expect(setup.getState().lines).toBe('of the closed')
    await saved()
    expect([...(await drafts()).keys()].filter((key) => key.startsWith('embeddings/'))).toEqual([
      'embeddings/first',
      'embeddings/open',
    ])
  })

  test('typed before the old one was read stays, and the old one is an undo away', async () => {
    const before = await page()
    before.replaceSetup(lines('of the last visit'))
    await before.saved()
    const now = await page()
    const loading = now.loadSetup()
    now.changeSetup({ lines: 'quick fingers' })
    await loading
    expect(now.setup.getState().lines).toBe('quick fingers')
    await now.saved()
    now.undoChange()
    expect(now.setup.getState().lines).toBe('of the last visit')
  })
})

describe('undo', () => {
  const rows = [{ text: 'one\ntwo', label: 'a' }, { text: 'three' }]

  test('brings back texts and labels, also after a reload, and is itself undone', async () => {
    const now = await page()
    await now.loadSetup()
    now.replaceSetup({ model, lines: '', rows })
    now.withUndo('Rows turned into lines', () => now.changeSetup({ rows: null, lines: 'one two\nthree' }))
    await now.saved()
    const next = await page()
    await next.loadSetup()
    expect(next.setup.getState().lines).toBe('one two\nthree')
    next.undoChange()
    expect(next.setup.getState()).toEqual({ model, lines: '', rows })
    next.undoChange()
    expect(next.setup.getState()).toEqual(lines('one two\nthree'))
  })

  test('of an empty list does not take the place of the change before it', async () => {
    const now = await page()
    now.replaceSetup({ model, lines: '', rows })
    now.withUndo('2 rows removed', () => now.changeSetup({ rows: null }))
    now.withUndo('Imported 1 text', () => now.changeSetup({ lines: 'new' }))
    now.undoChange()
    expect(now.setup.getState().rows).toEqual(rows)
  })

  test('what is kept for it holds no key on the disk', async () => {
    const now = await page()
    await now.loadSetup()
    now.replaceSetup(lines(`AIza${'k'.repeat(35)} and more`))
    now.withUndo('Imported 1 text', () => now.changeSetup({ lines: 'x' }))
    await now.saved()
    expect(JSON.stringify([...(await now.drafts())])).not.toContain('AIza')
    now.undoChange()
    expect(now.setup.getState().lines).toContain('AIza')
  })
})
