import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { received, says } from '../../runs/fixtures/run.ts'
import { keysOnDisk, recordsOnDisk } from '../../store/fixtures/base.ts'
import { page } from './fixtures/page.ts'
import type { Page } from './fixtures/page.ts'
import type { RunHandle } from '../../runs/start.ts'

let own: Page
const listed = (id: string) => own.history.getState().rows.find((row) => row.id === id)
const shownRow = (id: string) =>
  vi.waitFor(() => {
    const row = listed(id)
    expect(row).toBeDefined()
    return row!
  })

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  own = await page()
})
afterEach(async () => {
  vi.useRealTimers()
  await own.stopStarted()
  vi.unstubAllGlobals()
})

/** An answer that is written in several batches where it is written at all. */
async function answered(handle: RunHandle, pieces = 1): Promise<void> {
  const server = await own.nthCall(0)
  for (let at = 0; at < pieces; at++) {
    server.sendText(`piece ${at} `)
    if (pieces > 1) await new Promise((done) => setTimeout(done, 2100))
  }
  server.send(says('.', 'STOP'))
  server.end()
  await handle.kept
}
const onDisk = async (id: string) => [...(await recordsOnDisk()).keys()].filter((key) => key.includes(id))

test('a kept run of several batches is whole after a pin', { timeout: 20_000 }, async () => {
  const handle = own.startFake()
  await answered(handle, 2)
  const run = await handle.settled
  expect((await keysOnDisk('runData')).filter((key) => key.includes('/batch/')).length).toBeGreaterThan(1)
  await own.setPinned(await shownRow(run.id), true)
  expect(await own.loadRun(run.id)).toEqual(run)
})

test('a run of the memory is kept from its pin on', async () => {
  const handle = own.startFake({ keep: 'memory' })
  await answered(handle)
  const run = await handle.settled
  expect(await onDisk(run.id)).toEqual([])
  await own.setPinned(await shownRow(run.id), true)
  expect(await own.loadRun(run.id)).toEqual(run)
})

test('one that is pinned while it streams is kept whole', async () => {
  const handle = own.startFake({ keep: 'memory' })
  const server = await own.nthCall(0)
  server.sendText('The first half, ')
  await vi.waitFor(() => expect(listed(handle.id)?.state).toBe('streaming'))
  await own.setPinned(listed(handle.id)!, true)
  await answered(handle)
  expect(await own.loadRun(handle.id)).toEqual(await handle.settled)
})

test('a run of the memory that is deleted leaves no row behind, and comes back with Undo', async () => {
  const handle = own.startFake({ keep: 'memory' })
  await answered(handle)
  await own.deletePress(await shownRow(handle.id))
  expect([listed(handle.id), await onDisk(handle.id)]).toEqual([undefined, []])
  expect(own.peekRun(handle.id)).not.toBeNull()
})

test('what goes on with a run of the memory, and is kept, keeps that run too', async () => {
  const first = own.startFake({ keep: 'memory' })
  await answered(first)
  const from = await first.settled
  const second = own.startFake({ keep: 'memory', goesOn: { from, continuationToken: 'token' } })
  await own.keepMemoryRun(second.id)
  second.stop()
  await second.kept
  expect((await own.loadRun(second.id))?.before).toEqual(from)
})

const KEY = 'AQ.held-key-of-this-tab-0123456789'

test('a key that is in the words of a run is in no row, on the screen or on disk', async () => {
  const words = `${'x'.repeat(150)} ${KEY} and more`
  const handle = own.startFake({ doc: own.docFor(words), over: own.overFake(KEY) })
  await own.nthCall(0)
  const row = await shownRow(handle.id)
  expect(row.words).not.toContain(KEY.slice(0, 6))
  await own.setPinned(row, true)
  await vi.waitFor(async () => expect(await keysOnDisk('presses')).toEqual([handle.id]))
  expect(JSON.stringify([...(await recordsOnDisk())])).not.toContain(KEY.slice(0, 6))
})

test('a live run that is deleted comes back as it has ended, whatever is said meanwhile', async () => {
  const handle = own.startFake()
  const server = await own.nthCall(0)
  server.sendText('The first half, ')
  await vi.waitFor(() => expect(listed(handle.id)?.state).toBe('streaming'))
  await own.deletePress(listed(handle.id)!)
  await handle.kept
  const [deleted] = own.said.getState().all
  own.say('Something else.')
  await deleted!.undo!()
  expect(own.said.getState().all).toEqual([{ words: 'Something else.', undo: null }])
  expect(listed(handle.id)).toMatchObject({ state: 'stopped' })
  expect(listed(handle.id)).not.toHaveProperty('gone')
})

test('a run file that is opened again after its run was deleted brings that back', async () => {
  const [{ importRun }, { toRunFile }] = await Promise.all([
    import('./runFile.ts'),
    import('../../runs/runFile.ts'),
  ])
  const run = received([says('Hello.', 'STOP')])
  const text = toRunFile(run, own.docFor(), null)
  const opened = await importRun(text)
  if (!opened.ok) throw new Error(opened.problem)
  await own.deletePress(await shownRow(opened.id))
  expect(listed(opened.id)).toBeUndefined()
  expect(await importRun(text)).toEqual(opened)
  expect(listed(opened.id)).toBeDefined()
  expect((await own.readRow(opened.id))?.gone).toBeUndefined()
})

test('a run file holds no key that its run was made with, whatever key is held now', async () => {
  const { exportRun } = await import('./runFile.ts')
  const handle = own.startFake({ doc: own.docFor(`my key is ${KEY}`), over: own.overFake(KEY) })
  await answered(handle)
  const file = await exportRun(await handle.settled, false)
  if (typeof file === 'string') throw new Error(file)
  expect(await file.content.text()).not.toContain(KEY)
})

test('a run that another tab deletes is chosen no more, and what waited for that comes in', async () => {
  const [first, second] = [own.startFake(), own.startFake()]
  for (const run of [first, second]) {
    run.stop()
    await run.kept
  }
  const chosen = [await shownRow(first.id), await shownRow(second.id)]
  for (const press of chosen) own.choose(press, true)
  own.compareChosen()
  const third = own.startFake()
  third.stop()
  await third.kept
  await vi.waitFor(() => expect(own.everyRow(own.history.getState())).toHaveLength(3))
  expect(listed(third.id)).toBeUndefined()
  const other = await page()
  await vi.waitFor(() => expect(other.history.getState().rows).toHaveLength(3))
  await other.deletePress(chosen[0]!)
  await vi.waitFor(() => expect(own.choice.getState().compared).toBeNull())
  expect(own.choice.getState().chosen.map(({ id }) => id)).toEqual([second.id])
  // The list still holds: one is chosen, and counted is everything.
  expect([listed(third.id), own.everyRow(own.history.getState()).length]).toEqual([undefined, 2])
  await other.deletePress(chosen[1]!)
  await shownRow(third.id)
  expect(own.history.getState().waiting).toEqual([])
})

test('a run that waits for the list and is deleted elsewhere does not come in', async () => {
  const first = own.startFake()
  first.stop()
  await first.kept
  const press = await shownRow(first.id)
  own.choose(press, true)
  const second = own.startFake()
  second.stop()
  await second.kept
  await vi.waitFor(() => expect(own.history.getState().waiting).toHaveLength(1))
  const other = await page()
  const row = await vi.waitFor(() => {
    const found = other.history.getState().rows.find(({ id }) => id === second.id)
    expect(found).toBeDefined()
    return found!
  })
  await other.deletePress(row)
  await vi.waitFor(() => expect(own.history.getState().waiting).toEqual([]))
  own.choose(press, false)
  expect(own.history.getState().rows.map(({ id }) => id)).toEqual([first.id])
})
