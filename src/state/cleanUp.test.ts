import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const id = (letter: string) => letter.repeat(64)
const DAY_MS = 24 * 3_600_000

/** Other tabs hold a lock each, named after them. */
const others: string[] = []
const locks = {
  query: () => Promise.resolve({ held: others.map((name) => ({ name })) }),
  request: (_: string, __: unknown, work: (lock: object) => unknown) => Promise.resolve(work({})),
}

async function page() {
  vi.resetModules()
  const [database, sure, images, cleanup, prompt, sharing] = await Promise.all([
    import('../store/database.ts'),
    import('../store/sure.ts'),
    import('./images/images.ts'),
    import('./cleanUp.ts'),
    import('./prompt/prompt.ts'),
    import('./share/share.ts'),
  ])
  return { ...database, ...sure, ...images, ...cleanup, ...prompt, ...sharing }
}
let now: Awaited<ReturnType<typeof page>>

async function put(...letters: string[]): Promise<void> {
  for (const letter of letters)
    await now.putImage(
      id(letter),
      { mimeType: 'image/png', bytes: new Uint8Array(9), width: 1, height: 1 },
      { originalBytes: 9, note: '', size: 'original', source: id(letter), sourceSide: 1 },
    )
}
const here = async () =>
  (await now.keysOf('images')).filter((key) => !key.includes('/')).map(([letter]) => letter)
const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  vi.stubGlobal('navigator', { locks })
  vi.stubGlobal('location', { hash: '#/prompt' })
  vi.useFakeTimers({ toFake: ['Date'] })
  others.length = 0
  now = await page()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const image = (letter: string) => ({
  id: id(letter),
  name: 'a.png',
  mimeType: 'image/png' as const,
  bytes: 9,
  from: { at: 'store' as const },
})

test('what drafts, turns, jobs, shelves and the screen refer to stays; the rest goes after a day', async () => {
  await put('a', 'b', 'c', 'd', 'e', 'f')
  const turn = { conversation: 'one', images: [image('a')] }
  await now.write([
    { store: 'turns', key: 'one/1', value: turn },
    { store: 'drafts', key: 'prompt/x', value: { text: '', images: [image('b')] } },
    { store: 'aside', key: 'turns/two', value: { value: { images: [image('c')] } } },
    { store: 'jobs', key: 'job', value: { rows: { [id('d')]: 1 } } },
  ])
  now.prompt.setState({ replaced: { parts: [{ media: image('e') }, { text: '' }], field: 1 } })
  await now.cleanUp()
  expect(await here()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  later(2 * DAY_MS)
  await now.cleanUp()
  expect(await here()).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(await now.getAbout(id('f'))).toBeUndefined()
})

test('the full size of a smaller copy stays with it', async () => {
  await put('a')
  await now.putImage(
    id('b'),
    { mimeType: 'image/png', bytes: new Uint8Array(4), width: 1, height: 1 },
    { originalBytes: 9, note: '', size: 768, source: id('a'), sourceSide: 2000 },
  )
  await now.write([{ store: 'drafts', key: 'prompt/x', value: { images: [image('b')] } }])
  later(DAY_MS)
  await now.removeUnusedNow()
  expect(await here()).toEqual(['a', 'b'])
})

test('nothing is deleted while another tab is open', async () => {
  await put('a')
  later(2 * DAY_MS)
  others.push('playground-tab/other')
  expect(await now.removeUnusedNow()).toBe('other tabs')
  await now.cleanUp()
  expect(await here()).toEqual(['a'])
})

test('by hand: counted first, and what was taken just now is left alone', async () => {
  await put('a')
  expect(await now.unusedSize()).toEqual({ count: 0, bytes: 0 })
  later(3_600_000)
  await put('b')
  expect(await now.unusedSize()).toEqual({ count: 1, bytes: 9 })
  expect(await now.removeUnusedNow()).toBe(1)
  expect(await here()).toEqual(['b'])
})

test('where records cannot all be read, nothing is deleted', async () => {
  await put('a')
  await now.write([{ store: 'turns', key: 'one/1', value: { conversation: 'one', images: [image('a')] } }])
  later(2 * DAY_MS)
  vi.spyOn(IDBIndex.prototype, 'openKeyCursor').mockImplementation(() => {
    throw new DOMException('gone', 'InvalidStateError')
  })
  expect(await now.removeUnusedNow()).toBe('unreadable')
  vi.restoreAllMocks()
  expect(await here()).toEqual(['a'])
})

test('records that were written before there was an index are in it before anything is deleted', async () => {
  await put('a', 'b')
  await now.write([{ store: 'turns', key: 'one/1', value: { conversation: 'one', images: [image('a')] } }])
  const base = await new Promise<IDBDatabase>((done) => {
    const open = indexedDB.open('playground')
    open.addEventListener('success', () => done(open.result))
  })
  const tx = base.transaction('references', 'readwrite')
  tx.objectStore('references').clear()
  await new Promise((done) => tx.addEventListener('complete', done))
  base.close()
  later(2 * DAY_MS)
  expect(await now.removeUnusedNow()).toBe(1)
  expect(await here()).toEqual(['a'])
})

test('a picture that only a run in the journal holds stays', async () => {
  await put('a', 'b')
  const asked = { kind: 'doc', doc: { turns: [{ images: [image('a')] }] } }
  await now.write([
    { store: 'runs', key: 'r', value: { id: 'r' }, refersTo: [`image/${id('a')}`] },
    { store: 'runData', key: 'prompt/r/asked', value: asked },
  ])
  later(2 * DAY_MS)
  await now.removeUnusedNow()
  expect(await here()).toEqual(['a'])
})
