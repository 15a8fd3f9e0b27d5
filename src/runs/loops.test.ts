/** Runs that go on from each other are one row of History: what it says, and that nobody keeps half of them. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keysOnDisk } from '../store/fixtures/base.ts'
import { holdElsewhere, page, runOf } from './fixtures/page.ts'
import type { Page } from './fixtures/page.ts'
import type { Press } from './press.ts'
import type { Run } from './run.ts'

let now: Page

const write = (id: string, more?: Partial<Run>) => now.putRun(runOf(id, more))
const kept = (id: string, more?: Partial<Run>): Promise<Press> => now.putRow(runOf(id, more))
const rows = async () => (await now.readRows(null, 100)).records
const listed = async () => (await rows()).map(({ id }) => id)
const onDisk = async () => (await keysOnDisk('runs')).toSorted()

/** `a` calls, `b` answers its calls and calls again, `c` says the end. */
async function loop(): Promise<Press> {
  await kept('a', { at: 1000 })
  await kept('b', { at: 2000, parent: 'a' })
  return kept('c', { at: 3000, parent: 'b' })
}

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  holdElsewhere()
  now = await page()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('a loop is one row: the first words, the last state, the figures of all its steps', async () => {
  const press = await loop()
  expect(await rows()).toEqual([press])
  expect(press).toMatchObject({ id: 'c', at: 1000, words: 'ask for a', state: 'complete', steps: 3 })
  expect(press).toMatchObject({ earlier: ['a', 'b'], tokensIn: 30, tokensOut: 6, time: 9000 })
  expect(await now.countRows()).toBe(1)
})

test('in whatever order its rows are made, and made again', async () => {
  for (const [id, parent] of [['a'], ['b', 'a'], ['c', 'b']] as const)
    await write(id, { at: 1000, ...(parent && { parent }) })
  for (const id of ['c', 'a', 'b', 'a', 'c']) await now.rowOf(id)
  expect(await rows()).toMatchObject([{ id: 'c', earlier: ['a', 'b'], steps: 3, tokensIn: 30 }])
  expect(await now.runsWithoutRow()).toEqual([])
})

test('requests of one answer are one row and one step', async () => {
  await kept('a')
  await kept('b', { parent: 'a', hop: { continuationToken: 'token' } })
  expect(await rows()).toMatchObject([{ id: 'b', earlier: ['a'], tokensIn: 20, time: 6000 }])
  expect((await rows())[0]).not.toHaveProperty('steps')
})

test('a pin goes with the loop, and a loop that goes on is listed again after it was deleted', async () => {
  const first = await kept('a')
  await now.pinPress(first, true)
  await kept('b', { parent: 'a' })
  expect(await rows()).toMatchObject([{ id: 'b', pinned: true }])
  await now.retain({ most: 0, bytes: 0 })
  expect(await onDisk()).toEqual(['a', 'b'])
  await now.hidePresses(await rows(), 1000)
  await kept('c', { parent: 'b' })
  expect(await listed()).toEqual(['c'])
  await now.purgePresses(1000)
  expect(await onDisk()).toEqual(['a', 'b', 'c'])
})

test('a loop is deleted as a whole, and comes back as a whole', async () => {
  const press = await loop()
  await now.hidePresses([press], 1000)
  expect(await listed()).toEqual([])
  await now.showPresses([press])
  expect(await listed()).toEqual(['c'])
  await now.hidePresses([press], 1000)
  await now.purgePresses(1000)
  expect([await onDisk(), await keysOnDisk('presses'), await keysOnDisk('searchTexts')]).toEqual([[], [], []])
})

test('limits count a loop once, and take it whole', async () => {
  await loop()
  await kept('d', { at: 4000 })
  await now.retain({ most: 2, bytes: Infinity })
  expect(await onDisk()).toEqual(['a', 'b', 'c', 'd'])
  await now.retain({ most: 1, bytes: Infinity })
  expect(await onDisk()).toEqual(['d'])
})

test('two endings of one beginning are two rows, and the beginning stays as long as one of them', async () => {
  const press = await loop()
  const other = await kept('d', { at: 4000, parent: 'b' })
  expect((await listed()).toSorted()).toEqual(['c', 'd'])
  expect(other).toMatchObject({ earlier: ['a', 'b'], steps: 3 })
  await now.hidePresses([other], 1000)
  await now.purgePresses(1000)
  expect([await onDisk(), await listed()]).toEqual([['a', 'b', 'c'], ['c']])
  expect(await now.readRow('b')).toMatchObject({ inside: 'c' })
  await now.hidePresses([press], 1000)
  await now.purgePresses(1000)
  expect(await onDisk()).toEqual([])
})

test('steps that a conversation still shows have their row again when the last one goes', async () => {
  const press = await loop()
  await now.write([{ store: 'turns', key: 'x/t', value: { id: 't', conversation: 'x', run: 'b' } }])
  await now.hidePresses([press], 1000)
  expect(await now.purgePresses(1000)).toMatchObject([{ id: 'b', steps: 2 }])
  expect([await onDisk(), await listed()]).toEqual([['a', 'b'], ['b']])
})

test('a loop stays whole while a step of it goes on in another tab', async () => {
  await kept('a')
  await write('b', { parent: 'a', ending: null, elapsed: null })
  holdElsewhere('run/b')
  await now.retain({ most: 0, bytes: 0 })
  expect(await onDisk()).toEqual(['a', 'b'])
  expect(await now.rowOf('b')).toMatchObject({ earlier: ['a'], steps: 2, time: null })
})
