import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keysOnDisk } from '../store/fixtures/base.ts'
import { holdElsewhere, page, runOf } from './fixtures/page.ts'
import type { Page } from './fixtures/page.ts'
import type { Press } from './press.ts'
import type { Run } from './run.ts'

let now: Page

const kept = (id: string, more?: Partial<Run>): Promise<Press> => now.putRow(runOf(id, more))
const onDisk = async () => (await keysOnDisk('runs')).toSorted()
const rest = { parent: 'a', hop: { continuationToken: 'token' }, at: 1 } as const

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  holdElsewhere()
  now = await page()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('what is pinned or referred to takes no place from the others', async () => {
  for (let at = 1; at <= 6; at++) {
    const press = await kept(`r${at}`, { at })
    if (at <= 2) await now.pinPress(press, true)
  }
  await now.write([{ store: 'drafts', key: 'prompt-run/tab', value: { run: 'r3' } }])
  await now.retain({ most: 3, bytes: Infinity })
  expect(await onDisk()).toEqual(['r1', 'r2', 'r3', 'r4', 'r5', 'r6'])
  const { bytes } = (await now.readRow('r6'))!
  await now.retain({ most: 2, bytes: bytes * 3 })
  expect(await onDisk()).toEqual(['r1', 'r2', 'r3', 'r5', 'r6'])
})

test('the beginning of an answer stays as long as its rest', async () => {
  const [first, second] = [await kept('a'), await kept('b', rest)]
  expect(await now.holderOf('a')).toEqual({ kind: 'run' })
  expect(await now.withoutHeld([first])).toEqual([])
  expect(await now.withoutHeld([first, second])).toEqual([first, second])
  // Hidden before there was a rest.
  await now.hidePresses([first], 1000)
  await now.purgePresses(1000)
  expect(await onDisk()).toEqual(['a', 'b'])
  await now.hidePresses([first, second], 1000)
  await now.purgePresses(1000)
  expect(await onDisk()).toEqual([])
})

test('where the rest is held, so is the beginning', async () => {
  const [first, second] = [await kept('a'), await kept('b', rest)]
  await now.write([{ store: 'turns', key: 'c/t', value: { id: 't', conversation: 'c', run: 'b' } }])
  expect(await now.withoutHeld([first, second])).toEqual([])
})

test('what goes on in another tab is not deleted under it', async () => {
  const press = await kept('a')
  holdElsewhere('run/a')
  expect(await now.holderOf('a')).toEqual({ kind: 'tab' })
  await now.hidePresses([press], 1000)
  await now.purgePresses(1000)
  expect(await onDisk()).toEqual(['a'])
  holdElsewhere()
  await now.purgePresses(1000)
  expect(await onDisk()).toEqual([])
})

test('where the base does not say who needs a run, it stays', async () => {
  const press = await kept('a')
  vi.spyOn(IDBIndex.prototype, 'getAllKeys').mockImplementation(() => {
    throw new DOMException('gone', 'InvalidStateError')
  })
  vi.spyOn(IDBIndex.prototype, 'openKeyCursor').mockImplementation(() => {
    throw new DOMException('gone', 'InvalidStateError')
  })
  expect(await now.holderOf('a')).toEqual({ kind: 'unknown' })
  expect(await now.withoutHeld([press])).toEqual([])
  expect(await now.beyondLimits({ most: 0, bytes: 0 })).toEqual([])
})

test('a row that was made while its run went on is made whole once its page has gone', async () => {
  const open = runOf('a', { ending: null, elapsed: null })
  await now.putRun(open)
  holdElsewhere('run/a')
  const press = (await now.rowOf('a'))!
  await now.pinPress(press, true)
  holdElsewhere()
  expect(await now.runsWithoutRow()).toEqual(['a'])
  expect(await now.withoutLeft([press])).toMatchObject([{ state: 'interrupted', pinned: true }])
  expect(await keysOnDisk('searchTexts')).toEqual(['a'])
  expect(await now.runsWithoutRow()).toEqual([])
})

test('a job that ends while the list is read keeps its end', async () => {
  const job = { ...(await kept('j')), workspace: 'embeddings', state: 'streaming' } as const
  await now.write([now.putPress({ ...job, state: 'complete' })])
  expect(await now.withoutLeft([job])).toMatchObject([{ state: 'complete' }])
  expect(await now.readRow('j')).toMatchObject({ state: 'complete' })
})

test('where the base does not say what an earlier step belongs to, nothing of the row goes', async () => {
  await kept('a', { at: 1 })
  await kept('b', { at: 2, parent: 'a' })
  const press = await kept('c', { at: 3, parent: 'b' })
  await now.hidePresses([press], 1000)
  const { getAllKeys } = IDBIndex.prototype
  const asked = vi.spyOn(IDBIndex.prototype, 'getAllKeys').mockImplementation(function (this: IDBIndex, key) {
    if (key === 'run/a') throw new DOMException('gone', 'InvalidStateError')
    return getAllKeys.call(this, key)
  })
  expect(await now.purgePresses(1000)).toEqual([])
  expect(asked).toHaveBeenCalledWith('run/a')
  expect(await onDisk()).toEqual(['a', 'b', 'c'])
  asked.mockRestore()
  await now.purgePresses(1000)
  expect(await onDisk()).toEqual([])
})

test('where the base does not say what is kept of a run, none of it goes', async () => {
  const press = await kept('a')
  await now.hidePresses([press], 1000)
  const { getAllKeys } = IDBObjectStore.prototype
  const asked = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys').mockImplementation(function (
    this: IDBObjectStore,
    ...range
  ) {
    if (this.name === 'runData') throw new DOMException('gone', 'InvalidStateError')
    return getAllKeys.apply(this, range)
  })
  await now.purgePresses(1000)
  expect(asked).toHaveBeenCalled()
  asked.mockRestore()
  expect(await onDisk()).toEqual(['a'])
})

test('where the base does not say what came before a run, its row waits', async () => {
  await kept('a')
  await now.putRun(runOf('b', { parent: 'a' }))
  const { get } = IDBObjectStore.prototype
  const asked = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
    this: IDBObjectStore,
    key,
  ) {
    if (key === 'a') throw new DOMException('gone', 'InvalidStateError')
    return get.call(this, key)
  })
  await now.rowOf('b')
  asked.mockRestore()
  expect(await now.runsWithoutRow()).toEqual(['b'])
  expect(await now.rowOf('b')).toMatchObject({ earlier: ['a'], steps: 2 })
})

test('a row that is shown again keeps what was done with it meanwhile', async () => {
  const first = await kept('a')
  await kept('b', { parent: 'a' })
  const inside = (await now.readRow('a'))!
  await now.write([
    { store: 'presses', key: 'b', value: undefined },
    { store: 'runs', key: 'b', value: undefined },
  ])
  const { getAllKeys } = IDBIndex.prototype
  const asked = vi.spyOn(IDBIndex.prototype, 'getAllKeys').mockImplementation(function (this: IDBIndex, key) {
    // Another tab writes the row after it was read.
    this.objectStore.transaction.db
      .transaction('presses', 'readwrite')
      .objectStore('presses')
      .put({ ...inside, words: 'new' }, 'a')
    return getAllKeys.call(this, key)
  })
  expect(await now.showAgain('a', new Set())).toMatchObject({ id: first.id, words: 'new' })
  expect(asked).toHaveBeenCalled()
  expect(await now.readRow('a')).toMatchObject({ words: 'new', order: first.order })
})
