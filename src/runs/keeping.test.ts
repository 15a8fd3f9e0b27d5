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
