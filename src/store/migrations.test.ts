import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { recordsOnDisk } from './fixtures/base.ts'
import { KEPT_RUNS_NOTE, migrations, storeNames } from './migrations.ts'

async function page() {
  vi.resetModules()
  const [database, sure, { storage }, drafts] = await Promise.all([
    import('./database.ts'),
    import('./sure.ts'),
    import('./storage.ts'),
    import('./drafts.ts'),
  ])
  return { ...database, ...sure, ...drafts, storage }
}
const anything = (value: unknown) => value

const image = (letter: string) => letter.repeat(64)
/** The records of a base as version 1 of this page wrote it. */
const records: Record<string, Record<string, unknown>> = {
  drafts: { 'prompt/tab': { text: 'typed', images: [{ id: image('a') }] }, 'chat/current': 'c' },
  images: { [image('a')]: { mimeType: 'image/png', bytes: new Uint8Array([1, 2]) } },
  conversations: { c: { id: 'c', title: 'One' } },
  turns: {
    'c/t1': { id: 't1', conversation: 'c', images: [{ id: image('b') }] },
    'd/t2': { id: 't2', conversation: 'd', images: [] },
  },
  vectors: { v: new Float32Array([1, 2]) },
  jobs: { j: { rows: [{ image: image('c') }] } },
  aside: { x: { store: 'turns', value: { images: [{ id: image('d') }] } } },
}

/** As the first version of the page did it, by hand: what is released stays as it was. */
function openVersion1(): Promise<IDBDatabase> {
  return new Promise((done) => {
    const open = indexedDB.open('playground', 1)
    open.addEventListener('upgradeneeded', () => {
      for (const name of ['drafts', 'images', 'conversations', 'turns', 'vectors', 'jobs', 'aside']) {
        const store = open.result.createObjectStore(name)
        if (name === 'turns') store.createIndex('conversation', 'conversation')
      }
    })
    open.addEventListener('success', () => done(open.result))
  })
}

/** The base as it is, past the page. */
const openRaw = (): Promise<IDBDatabase> =>
  new Promise((done) => {
    const open = indexedDB.open('playground')
    open.addEventListener('success', () => done(open.result))
  })

async function makeVersion1(): Promise<void> {
  const base = await openVersion1()
  const tx = base.transaction(Object.keys(records), 'readwrite')
  for (const [store, all] of Object.entries(records))
    for (const [key, value] of Object.entries(all)) tx.objectStore(store).put(value, key)
  await new Promise((done) => tx.addEventListener('complete', done))
  base.close()
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Every store of a base with its indexes. */
const shapeOf = (base: IDBDatabase) =>
  [...base.objectStoreNames].map((name) => [name, [...base.transaction(name).objectStore(name).indexNames]])

describe('a base of version 1', () => {
  test('opens with every record as it was', async () => {
    await makeVersion1()
    const { readAll, storage } = await page()
    for (const [store, all] of Object.entries(records))
      // What the reader is told after the upgrade is the one record that it adds.
      expect(Object.fromEntries(await readAll(store as keyof typeof records & 'drafts', anything))).toEqual({
        ...all,
        ...(store === 'drafts' && { [KEPT_RUNS_NOTE]: true }),
      })
    expect(await readAll('turns', anything, { conversation: 'c' })).toHaveLength(1)
    expect(storage.getState()).toMatchObject({ mode: 'idb', problem: null, busy: null })
    expect((await recordsOnDisk()).size).toBe(Object.values(records).flatMap(Object.keys).length + 1)
  })

  test('has the shape of a new one afterwards', async () => {
    await makeVersion1()
    await (await page()).read('drafts', 'x', anything)
    const upgraded = await openRaw()
    globalThis.indexedDB = new IDBFactory()
    await (await page()).read('drafts', 'x', anything)
    const fresh = await openRaw()
    expect([upgraded.version, shapeOf(upgraded)]).toEqual([migrations.length, shapeOf(fresh)])
    expect([...fresh.objectStoreNames].toSorted()).toEqual([...storeNames].toSorted())
    upgraded.close()
    fresh.close()
  })

  test('takes into the index what its records refer to, once, and lets what was written since be', async () => {
    await makeVersion1()
    const { indexReferences, referredTargets, referrersOf, write } = await page()
    expect(await referredTargets('image/')).toEqual(new Set())
    await write([
      { store: 'turns', key: 'c/t1', value: { id: 't1', conversation: 'c', images: [{ id: image('e') }] } },
    ])
    const puts = vi.spyOn(IDBObjectStore.prototype, 'put')
    await indexReferences()
    expect(puts).toHaveBeenCalledTimes(3)
    expect(await referredTargets('image/')).toEqual(
      new Set(['a', 'c', 'd', 'e'].map((letter) => `image/${image(letter)}`)),
    )
    expect(await referrersOf(`image/${image('a')}`)).toEqual(['drafts/prompt/tab'])
    await indexReferences()
    expect(puts).toHaveBeenCalledTimes(3)
  })

  test('is indexed whole, however many records it has', async () => {
    const { indexReferences, referrersOf, read } = await page()
    await read('drafts', 'x', anything)
    const base = await openRaw()
    const tx = base.transaction('turns', 'readwrite')
    for (let at = 0; at < 450; at++) tx.objectStore('turns').put({ images: [{ id: image('a') }] }, `c/t${at}`)
    await new Promise((done) => tx.addEventListener('complete', done))
    base.close()
    await indexReferences()
    expect(await referrersOf(`image/${image('a')}`)).toHaveLength(450)
  })
})

describe('an upgrade that takes its time', () => {
  test('says so, keeps no one in memory, and loses nothing', async () => {
    await makeVersion1()
    const { read, storage } = await page()
    const busy: (string | null)[] = []
    storage.subscribe((now) => busy.push(now.busy))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    // The upgrade's transaction goes on for longer than a silent base is waited for.
    let letGo = false
    const create = IDBDatabase.prototype.createObjectStore
    vi.spyOn(IDBDatabase.prototype, 'createObjectStore').mockImplementation(function (
      this: IDBDatabase,
      ...args: Parameters<typeof create>
    ) {
      const store = create.apply(this, args)
      const spin = () => {
        if (letGo) return
        store.count().addEventListener('success', spin)
      }
      if (args[0] === 'references') spin()
      return store
    })
    const reading = read('conversations', 'c', anything)
    await vi.waitFor(() => expect(storage.getState().busy).toMatch(/upgraded to the present version/))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(storage.getState()).toMatchObject({ mode: 'idb', problem: null })
    letGo = true
    expect(await reading).toEqual(records['conversations']!['c'])
    expect(storage.getState()).toMatchObject({ mode: 'idb', problem: null, busy: null })
    expect(busy.filter((words) => words !== null)).not.toEqual([])
  })

  test('waits for a tab that holds on to the older version, and says which tab', async () => {
    await makeVersion1()
    const older = await openVersion1()
    const { read, write, storage } = await page()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const reading = read('conversations', 'c', anything)
    await vi.waitFor(() =>
      expect(storage.getState().busy).toMatch(/^Another tab still shows an older version/),
    )
    const writing = write([{ store: 'drafts', key: 'new', value: 'typed meanwhile' }])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(storage.getState()).toMatchObject({ mode: 'idb', problem: null })
    older.close()
    expect(await reading).toEqual(records['conversations']!['c'])
    await writing
    expect(storage.getState().busy).toBeNull()
    expect((await recordsOnDisk()).get('drafts/new')).toBe('typed meanwhile')
  })
})

/** Keeps the base from answering, as another page does that is making it. @returns what lets it answer */
async function silence(): Promise<() => void> {
  const gate = { closed: true }
  const made = openDB('playground', migrations.length, {
    upgrade(base, _from, _to, tx) {
      for (const migrate of migrations) migrate(base)
      const spin = async () => {
        while (gate.closed) await tx.objectStore('drafts').count()
      }
      void spin()
    },
  })
  const close = async () => (await made).close()
  // Under way, and not only asked for.
  await new Promise((done) => setTimeout(done, 20))
  return () => {
    gate.closed = false
    void close()
  }
}

describe('a base that answers late', () => {
  test('is not waited for; what was written meanwhile is read, and written when it answers', async () => {
    const speak = await silence()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { read, write, storage, readAll } = await page()
    const writing = write([{ store: 'drafts', key: 'a', value: 'early' }])
    await vi.advanceTimersByTimeAsync(2999)
    expect(storage.getState().problem).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    await writing
    expect(storage.getState().problem).toMatch(/^Storage does not answer yet/)
    await write([
      { store: 'turns', key: 'c/t', value: { conversation: 'c', run: 'r' } },
      { store: 'drafts', key: 'b', value: 'deleted again' },
    ])
    await write([{ store: 'drafts', key: 'b', value: undefined }])
    expect(await read('drafts', 'a', String)).toBe('early')
    expect(await readAll('turns', anything, { conversation: 'c' })).toHaveLength(1)
    speak()
    vi.useRealTimers()
    await vi.waitFor(async () => expect((await recordsOnDisk()).get('drafts/a')).toBe('early'))
    expect(storage.getState()).toMatchObject({ mode: 'idb', problem: null, busy: null })
    const disk = await recordsOnDisk()
    expect(disk.get('turns/c/t')).toEqual({ conversation: 'c', run: 'r' })
    expect(disk.get('references/turns/c/t')).toEqual({ targets: ['run/r'] })
    expect(disk.has('drafts/b')).toBe(false)
  })

  test('and is full says so, and takes what waited once there is room', async () => {
    const speak = await silence()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { write, storage } = await page()
    const writing = write([{ store: 'drafts', key: 'a', value: 'early' }])
    await vi.advanceTimersByTimeAsync(3000)
    await writing
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    speak()
    vi.useRealTimers()
    await vi.waitFor(() => expect(storage.getState().problem).toMatch(/^Storage is full/))
    put.mockRestore()
    await write([{ store: 'drafts', key: 'b', value: 'fits' }])
    expect((await recordsOnDisk()).get('drafts/a')).toBe('early')
    expect(storage.getState().problem).toBeNull()
  })
})
