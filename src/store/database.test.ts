import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

/** A fresh module is a fresh page; the base stays what it is. */
async function page() {
  vi.resetModules()
  return {
    ...(await import('./database.ts')),
    ...(await import('./drafts.ts')),
    ...(await import('./storage.ts')),
  }
}

/** A version that this page does not know. */
const NEWER = 99

/** A function, which no base can hold. */
const uncloneable = () => undefined

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new TypeError('no text')
  return value
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('records', () => {
  test('outlive the page', async () => {
    const before = await page()
    await before.write([{ store: 'drafts', key: 'a', value: 'one' }])
    expect(await (await page()).read('drafts', 'a', text)).toBe('one')
  })

  test('are written all or none', async () => {
    const { write, read, storage } = await page()
    await write([
      { store: 'turns', key: 'good', value: { conversation: 'c' } },
      { store: 'images', key: 'bad', value: uncloneable },
    ])
    expect(storage.getState().problem).toMatch(/^Saving failed/)
    const after = await page()
    expect(await after.read('turns', 'good', (value) => value)).toBeUndefined()
    // In this tab nothing of it is lost.
    expect(await read('images', 'bad', (value) => value)).toBe(uncloneable)
  })

  test('come many at a time, those that are there and can be read', async () => {
    const { write, readMany, readAll } = await page()
    expect(await readMany('vectors', ['a', 'b'], text)).toEqual(new Map())
    await write([
      { store: 'vectors', key: 'a', value: 'one' },
      { store: 'vectors', key: 'broken', value: 7 },
      { store: 'vectors', key: 'c', value: uncloneable },
    ])
    // The last one cannot be stored, so that all three are in memory; another page has what is on disk.
    expect([...(await readMany('vectors', ['c', 'a'], (value) => value)).keys()]).toEqual(['c', 'a'])
    await write([
      { store: 'vectors', key: 'a', value: 'one' },
      { store: 'vectors', key: 'broken', value: 7 },
    ])
    const later = await page()
    expect(await later.readMany('vectors', ['a', 'b', 'broken'], text)).toEqual(new Map([['a', 'one']]))
    expect(await readAll('aside', (value) => value)).toHaveLength(1)
  })

  test('come by prefix in key order, and by conversation', async () => {
    const { write, readAll } = await page()
    await write([
      { store: 'drafts', key: 'run/b', value: '2' },
      { store: 'drafts', key: 'run/a', value: '1' },
      { store: 'drafts', key: 'runs', value: '3' },
      { store: 'turns', key: 't2', value: { conversation: 'x', n: 2 } },
      { store: 'turns', key: 't1', value: { conversation: 'y', n: 1 } },
    ])
    expect(await readAll('drafts', text, { prefix: 'run/' })).toEqual([
      ['run/a', '1'],
      ['run/b', '2'],
    ])
    expect(await readAll('turns', (value) => value, { conversation: 'x' })).toEqual([
      ['t2', { conversation: 'x', n: 2 }],
    ])
  })

  test('that cannot be read are set aside, and the others load', async () => {
    const { write, readAll, read, storage } = await page()
    await write([
      { store: 'drafts', key: 'bad', value: 7 },
      { store: 'drafts', key: 'good', value: 'fine' },
    ])
    expect(await readAll('drafts', text)).toEqual([['good', 'fine']])
    expect(storage.getState().problem).toContain('set aside')
    expect(await read('drafts', 'bad', (value) => value)).toBeUndefined()
    const aside = await readAll('aside', (value) => value as { value: unknown; key: string })
    expect(aside.map(([, { key, value }]) => [key, value])).toEqual([['bad', 7]])
  })
})

describe('drafts', () => {
  test('reach the disk 300 ms after the last edit, the last one only', async () => {
    const { saveDraft, storage, read } = await page()
    // The base has to be open before time stands still.
    await read('drafts', 'x', text)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    saveDraft('prompt', 'a')
    vi.advanceTimersByTime(200)
    saveDraft('prompt', 'ab')
    vi.advanceTimersByTime(299)
    expect(storage.getState().unsaved).toEqual(['prompt'])
    vi.advanceTimersByTime(1)
    vi.useRealTimers()
    await vi.waitFor(() => expect(storage.getState().unsaved).toEqual([]))
    expect(await (await page()).loadDraft('prompt', text)).toBe('ab')
  })

  test('are there at once for whoever asks in between', async () => {
    const { saveDraft, loadDraft } = await page()
    saveDraft('prompt', 'typed')
    expect(await loadDraft('prompt', text)).toBe('typed')
  })

  test.each(['pagehide', 'visibilitychange'])('are flushed on %s, within the same turn', async (event) => {
    const target = new EventTarget()
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target))
    vi.stubGlobal('document', Object.assign(target, { visibilityState: 'hidden' }))
    const { saveDraft, read } = await page()
    await read('drafts', 'x', text)
    saveDraft('prompt', 'last words')
    const puts = vi.spyOn(IDBObjectStore.prototype, 'put')
    const commits = vi.spyOn(IDBTransaction.prototype, 'commit')
    target.dispatchEvent(new Event(event))
    expect(puts).toHaveBeenCalledWith('last words', 'prompt')
    expect(commits).toHaveBeenCalledOnce()
  })
})

/** A `localStorage` and a page that hides when told so. */
function browser() {
  const items = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => items.set(name, value),
    removeItem: (name: string) => items.delete(name),
  })
  const target = new EventTarget()
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target))
  vi.stubGlobal('document', Object.assign(target, { visibilityState: 'visible' }))
  return { items, hide: () => target.dispatchEvent(new Event('pagehide')) }
}

describe('a page that goes away', () => {
  test('leaves its drafts behind, for the case that the base drops the transaction', async () => {
    const { hide } = browser()
    const { saveDraft, read } = await page()
    await read('drafts', 'x', text)
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('gone', 'AbortError')
    })
    vi.spyOn(IDBTransaction.prototype, 'commit').mockReturnValue()
    saveDraft('prompt', 'last words')
    saveDraft('settings', 'and these')
    hide()
    vi.restoreAllMocks()
    const next = await page()
    expect([await next.loadDraft('prompt', text), await next.loadDraft('settings', text)]).toEqual([
      'last words',
      'and these',
    ])
  })

  test('leaves also what is just being written', async () => {
    const { hide, items } = browser()
    const { saveDraft, read } = await page()
    await read('drafts', 'x', text)
    saveDraft('prompt', 'in flight')
    hide()
    items.clear()
    hide()
    expect(items.size).toBe(1)
  })

  test('leaves nothing once they are on disk, so that nothing old comes back', async () => {
    const { hide, items } = browser()
    const { saveDraft, storage } = await page()
    saveDraft('prompt', 'one')
    hide()
    expect(items.size).toBe(1)
    await vi.waitFor(() => expect(storage.getState().unsaved).toEqual([]))
    expect(items.size).toBe(0)
  })
})

describe('trouble', () => {
  test('no IndexedDB: memory, and it says so', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const { write, read, readAll, storage } = await page()
    await write([{ store: 'drafts', key: 'a', value: 'kept' }])
    expect(await read('drafts', 'a', text)).toBe('kept')
    expect(await readAll('drafts', text)).toEqual([['a', 'kept']])
    expect(storage.getState()).toMatchObject({
      mode: 'memory',
      problem: expect.stringContaining('no storage'),
    })
  })

  test('a base of a newer version is left alone', async () => {
    await new Promise((done) => {
      const open = indexedDB.open('playground', NEWER)
      open.addEventListener('success', () => {
        open.result.close()
        done(null)
      })
    })
    const { read, storage } = await page()
    expect(await read('drafts', 'a', text)).toBeUndefined()
    expect(storage.getState()).toMatchObject({
      mode: 'memory',
      problem: expect.stringContaining('newer version'),
    })
  })

  test('a newer version in another tab is let through', async () => {
    const { write, read, storage } = await page()
    await write([{ store: 'drafts', key: 'a', value: 'one' }])
    const opened = await new Promise((done) => {
      const open = indexedDB.open('playground', NEWER)
      open.addEventListener('success', () => done(open.result.version))
    })
    expect(opened).toBe(NEWER)
    expect(storage.getState()).toMatchObject({ mode: 'memory', problem: expect.stringContaining('Reload') })
    await write([{ store: 'drafts', key: 'b', value: 'two' }])
    expect(await read('drafts', 'b', text)).toBe('two')
    // Writing in vain must not replace the sentence that says what to do.
    expect(storage.getState().problem).toContain('Reload')
  })

  test('a full disk is named, keeps the new in memory and the old on disk', async () => {
    const { write, read, storage } = await page()
    await write([{ store: 'drafts', key: 'a', value: 'old' }])
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await write([{ store: 'drafts', key: 'a', value: 'new' }])
    expect(storage.getState()).toMatchObject({
      mode: 'idb',
      problem: expect.stringMatching(/^Storage is full/),
    })
    expect(await read('drafts', 'a', text)).toBe('new')
    expect(await (await page()).read('drafts', 'a', text)).toBe('old')
    put.mockRestore()
    await write([{ store: 'drafts', key: 'a', value: 'newer' }])
    expect(await read('drafts', 'a', text)).toBe('newer')
    expect(storage.getState().problem).toBeNull()
  })

  test('once there is room again, what was refused is written too; a deletion alone does not hush it up', async () => {
    const { write, storage } = await page()
    await write([{ store: 'drafts', key: 'x', value: 'old' }])
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await write([{ store: 'drafts', key: 'a', value: 'refused' }])
    await write([{ store: 'drafts', key: 'x', value: undefined }])
    expect(storage.getState().problem).toMatch(/^Storage is full/)
    put.mockRestore()
    await write([{ store: 'drafts', key: 'b', value: 'fits' }])
    expect(storage.getState().problem).toBeNull()
    expect(await (await page()).read('drafts', 'a', text)).toBe('refused')
  })

  test('a deletion that failed still holds in this tab', async () => {
    const { write, read, readAll } = await page()
    await write([{ store: 'drafts', key: 'a', value: 'old' }])
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => {
      throw new DOMException('gone', 'UnknownError')
    })
    await write([{ store: 'drafts', key: 'a', value: undefined }])
    expect(await read('drafts', 'a', text)).toBeUndefined()
    expect(await readAll('drafts', text)).toEqual([])
  })
})
