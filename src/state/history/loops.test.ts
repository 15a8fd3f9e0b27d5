/** A tool loop in the list: one row from its first step to its last. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { says } from '../../runs/fixtures/run.ts'
import { keysOnDisk } from '../../store/fixtures/base.ts'
import { page } from './fixtures/page.ts'
import type { Page } from './fixtures/page.ts'
import type { RunHandle } from '../../runs/start.ts'

let own: Page
const listed = () => own.history.getState().rows
const becomes = (...rows: object[]) => vi.waitFor(() => expect(listed()).toMatchObject(rows))

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  own = await page()
})
afterEach(async () => {
  vi.useRealTimers()
  await own.stopStarted()
  vi.unstubAllGlobals()
})

async function answer(number: number, handle: RunHandle, text: string): Promise<void> {
  const server = await own.nthCall(number)
  server.send(says(text, 'STOP'))
  server.end()
  await handle.kept
}

/** Two steps, of which the second one goes on. */
async function begin(): Promise<[RunHandle, RunHandle]> {
  const first = own.startFake({ doc: own.docFor('What is asked.') })
  await answer(0, first, 'one')
  await becomes({ id: first.id, state: 'complete' })
  const second = own.startFake({ doc: own.docFor(''), parent: first.id })
  await own.nthCall(1)
  await becomes({ id: second.id, state: 'waiting', words: 'What is asked.', steps: 2, time: null })
  return [first, second]
}

test('a loop that goes on is one row in its place, which stays chosen', async () => {
  const first = own.startFake({ doc: own.docFor('What is asked.') })
  await answer(0, first, 'one')
  await becomes({ id: first.id })
  own.choose(listed()[0]!, true)
  const second = own.startFake({ doc: own.docFor(''), parent: first.id })
  await becomes({ id: second.id, at: listed()[0]!.at, earlier: [first.id] })
  expect(own.choice.getState().chosen).toMatchObject([{ id: second.id }])
  await answer(1, second, 'two')
  await becomes({ id: second.id, state: 'complete' })
  // What is read of the first one meanwhile has no row of its own.
  await own.putEnded(first.id)
  expect(listed()).toHaveLength(1)
})

test('it is the same after a reload, and words of every step find it', async () => {
  const [first, second] = await begin()
  await answer(1, second, 'two')
  for (const id of [first.id, second.id]) await own.rowOf(id)
  own = await page()
  await becomes({ id: second.id, steps: 2, words: 'What is asked.' })
  for (const text of ['asked', 'one', 'two', 'three']) {
    own.setText(text)
    const left = () => own.filterRows(listed(), own.filters.getState()).length
    await vi.waitFor(() => expect([text, left()]).toEqual([text, text === 'three' ? 0 : 1]))
    own.setText('')
  }
})

test('the file of a step says that it holds no more', async () => {
  const { exportRun } = await import('./runFile.ts')
  const [first, second] = await begin()
  await answer(1, second, 'two')
  for (const { id } of [first, second]) await own.rowOf(id)
  const words = async (handle: RunHandle) => {
    const file = await exportRun(await handle.settled, false)
    return typeof file === 'string' ? file : file.words
  }
  expect(await words(first)).toBe('The file holds step 1 of this loop alone.')
  expect(await words(second)).toContain('The file holds step 2 of this loop')
})

test('deleted while it goes on it stops, comes back with Undo, and goes for good as a whole', async () => {
  const [, second] = await begin()
  await own.deletePress(listed()[0]!)
  await second.kept
  expect(listed()).toEqual([])
  await own.said.getState().all[0]!.undo!()
  await becomes({ id: second.id, state: 'stopped', steps: 2 })
  expect(await keysOnDisk('runs')).toHaveLength(2)
  vi.useFakeTimers({ toFake: ['setTimeout', 'Date'] })
  await own.deletePress(listed()[0]!)
  await vi.advanceTimersByTimeAsync(10_001)
  vi.useRealTimers()
  await vi.waitFor(async () => expect(await keysOnDisk('runs')).toEqual([]))
  expect(listed()).toEqual([])
})
