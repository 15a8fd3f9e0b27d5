// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { chunk, received, says, settled } from './fixtures/run.ts'
import type { Run } from './run.ts'

/** A fresh module is a fresh page; the base stays what it is, and so do the channels between tabs. */
async function page() {
  vi.resetModules()
  const [registry, journal, missing, { write }] = await Promise.all([
    import('./registry.ts'),
    import('./journal.ts'),
    import('./missing.ts'),
    import('../store/database.ts'),
  ])
  const keep = (run: Run) => write(journal.recordsOf(run, null))
  return { ...registry, ...journal, ...(await import('./readRuns.ts')), ...missing, write, keep }
}
let now: Awaited<ReturnType<typeof page>>

const runOf = (id: string, more: Partial<Run> = {}): Run => settled({ id, ...more })
const ids = (count: number, name = 'r') => Array.from({ length: count }, (_, at) => `${name}${at}`)
const known = (all: readonly string[]) => all.filter((id) => now.peekRun(id) !== null)
const going = (...texts: string[]) =>
  settled({
    chunks: texts.map((text, at) => chunk((at + 1) * 100, says(text))),
    ending: null,
    elapsed: null,
  })

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  now = await page()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('runs at hand', () => {
  test('are the last thirty that nobody holds, the newest state of each', () => {
    const all = ids(33)
    for (const id of all) now.publishRun(runOf(id))
    expect(known(all)).toEqual(all.slice(3))
    // What is shown again is the newest.
    now.publishRun(runOf('r3', { host: 'again' }))
    now.publishRun(runOf('r33'))
    expect(known(['r3', 'r4', 'r5'])).toEqual(['r3', 'r5'])
    expect(now.peekRun('r3')?.host).toBe('again')
  })

  test('stay while they are held, as often as they are', () => {
    for (const id of ['held', 'twice']) now.publishRun(runOf(id))
    now.holdRuns(['held', 'twice'])
    now.holdRuns(['twice'])
    for (const id of ids(40)) now.publishRun(runOf(id))
    expect(known(['held', 'twice'])).toEqual(['held', 'twice'])
    now.releaseRuns(['held', 'twice'])
    expect(known(['held', 'twice'])).toEqual(['twice'])
    now.releaseRuns(['twice', 'never held'])
    expect(known(['twice'])).toEqual([])
  })

  test('stay while somebody shows them', () => {
    now.publishRun(runOf('shown'))
    const leave = now.watchRun('shown', () => undefined)
    for (const id of ids(40)) now.publishRun(runOf(id))
    expect(known(['shown'])).toEqual(['shown'])
    leave()
    expect(known(['shown'])).toEqual([])
  })

  test('that are forgotten are gone at once, though they were held', () => {
    now.holdRuns(['run'])
    now.publishRun(going('a'))
    expect(now.isLive('run')).toBe(true)
    const told = vi.fn()
    now.watchRun('run', told)
    now.forgetRun('run')
    expect([now.peekRun('run'), now.isLive('run'), told.mock.calls.length]).toEqual([null, false, 1])
  })

  test('tell whoever watches them, and nobody else, until they leave', () => {
    const [one, other, everybody] = [vi.fn(), vi.fn(), vi.fn()]
    const leave = now.watchRun('a', one)
    now.watchRun('b', other)
    const leaveAll = now.watchRuns(everybody)
    const run = runOf('a')
    now.publishRun(run)
    expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 0])
    expect(everybody.mock.calls).toEqual([[run]])
    leave()
    leaveAll()
    now.publishRun(run)
    expect([one.mock.calls.length, everybody.mock.calls.length]).toEqual([1, 1])
  })
})

describe('a run of the journal', () => {
  test('is read once, however many ask for it', async () => {
    await now.keep(runOf('a'))
    const gets = vi.spyOn(IDBObjectStore.prototype, 'get')
    const found = await Promise.all([now.findRun('a'), now.findRun('a')])
    expect(found[0]).toEqual(runOf('a'))
    expect(found[1]).toBe(found[0])
    expect(await now.findRun('a')).toBe(found[0])
    expect(gets.mock.calls.filter(([key]) => key === 'a')).toHaveLength(1)
    expect(await now.findRun('nobody')).toBeNull()
  })

  test('that could not be read is read by the next one that asks', async () => {
    await now.keep(runOf('a'))
    const reading = vi
      .spyOn(await import('./readRuns.ts'), 'loadRun')
      .mockRejectedValueOnce(new Error('lost'))
    await expect(now.findRun('a')).rejects.toThrow('lost')
    reading.mockRestore()
    expect(await now.findRun('a')).toEqual(runOf('a'))
  })

  test('does not take the place of what came to hand while it was read', async () => {
    await now.keep(runOf('a'))
    const asked = now.findRun('a')
    const newer = runOf('a', { host: 'newer' })
    now.publishRun(newer)
    expect(await asked).toBe(newer)
    expect(now.peekRun('a')).toBe(newer)
  })

  test('takes the place of an older state of another tab, never that of what this tab has done itself', () => {
    const [old, whole] = [going('a'), received([says('a'), says('b', 'STOP')], undefined, { id: 'run' })]
    now.publishRun(old)
    now.adoptRead(whole)
    expect(now.peekRun('run')).toBe(whole)
    // The same once more is not taken: whatever was derived from it still holds.
    now.adoptRead({ ...whole })
    expect(now.peekRun('run')).toBe(whole)
    now.markOwn('run')
    now.adoptRead(old)
    expect(now.peekRun('run')).toBe(whole)
    now.forgetRun('run')
    now.adoptRead(old)
    expect(now.peekRun('run')).toBe(old)
  })
})

describe('another tab', () => {
  test('that ends a run has it read anew where it is on the screen', async () => {
    const { keepRun } = await page()
    const keeper = keepRun(going('a'), null)
    await keeper.now(going('a'))
    now.followJournal()
    const elsewhere = vi.fn()
    now.watchRuns(elsewhere)
    const leave = now.watchRun('run', () => undefined)
    await now.findRun('run')
    const whole = received([says('a'), says('b', 'STOP')], undefined, { id: 'run' })
    await keeper.end(whole)
    await vi.waitFor(() => expect(now.peekRun('run')).toEqual(whole))
    leave()
    expect(elsewhere).toHaveBeenCalledTimes(2)
  })

  test('is not heard about runs that nobody shows here, nor about own ones', async () => {
    now.followJournal()
    const own = going('a')
    now.markOwn('run')
    now.publishRun(own)
    const other = await page()
    await other.keepRun(own, null).end(runOf('run'))
    await other.keepRun(going('b'), null).end(runOf('unseen'))
    // What comes last has been heard by now, so everything before it has.
    now.publishRun({ ...going(), id: 'last' })
    const last = other.keepRun({ ...going(), id: 'last' }, null)
    await last.end(runOf('last'))
    await vi.waitFor(() => expect(now.peekRun('last')?.ending).toEqual({ kind: 'end' }))
    expect(now.peekRun('run')).toBe(own)
    expect(now.peekRun('unseen')).toBeNull()
  })
})

const seen: (string | null)[] = []
function Host({ run }: { run: string | null }) {
  seen.push(now.useRun(run, ({ host }) => host))
  return null
}
function show(id: string | null) {
  const root = createRoot(document.createElement('div'))
  act(() => root.render(<Host run={id} />))
  return {
    other: (next: string | null) => act(() => root.render(<Host run={next} />)),
    leave: () => act(() => root.unmount()),
  }
}

describe('a component', () => {
  beforeEach(() => {
    seen.length = 0
  })

  test('whose run cannot be read shows nothing, and the failure goes no further', async () => {
    const reading = vi.spyOn(await import('./readRuns.ts'), 'loadRun').mockRejectedValue(new Error('lost'))
    const { leave } = show('a')
    await vi.waitFor(() => expect(reading).toHaveBeenCalledOnce())
    await expect(now.findRun('a')).rejects.toThrow('lost')
    expect(seen).toEqual([null])
    leave()
  })

  test('shows nothing until its run has been read, and then every change of it', async () => {
    await now.keep(runOf('a', { host: 'kept' }))
    const { leave } = show('a')
    expect(seen).toEqual([null])
    await vi.waitFor(() => expect(seen).toEqual([null, 'kept']))
    act(() => now.publishRun(runOf('a', { host: 'changed' })))
    act(() => now.publishRun(runOf('b', { host: 'of another' })))
    expect(seen).toEqual([null, 'kept', 'changed'])
    leave()
    now.publishRun(runOf('a', { host: 'after' }))
    expect(seen).toHaveLength(3)
  })

  test('does not draw anew for a state in which its value is the same', () => {
    now.publishRun(runOf('a', { host: 'same' }))
    const { leave } = show('a')
    act(() => now.publishRun(runOf('a', { host: 'same', elapsed: 7 })))
    expect(seen).toEqual(['same'])
    leave()
  })

  test('follows another run, none at all, and one that there is not', async () => {
    for (const id of ['a', 'b']) now.publishRun(runOf(id, { host: id }))
    const { other, leave } = show('a')
    other('b')
    other(null)
    other('nobody')
    await now.findRun('nobody')
    expect(seen).toEqual(['a', 'b', null, null])
    leave()
  })
})

test('a model is missing where a run of this tab was told so, not because the journal remembers it', () => {
  const told: boolean[] = []
  const root = createRoot(document.createElement('div'))
  function Model() {
    told.push(now.useMissingModels().has('gemini-test'))
    return null
  }
  act(() => root.render(<Model />))
  const failure = { kind: 'not-found', code: 404, message: '', fieldViolations: [], quotas: [], links: [] }
  const gone = { ending: { kind: 'failed', failure } } as unknown as Partial<Run>
  act(() => now.publishRun(runOf('journal', gone)))
  expect(told).toEqual([false])
  now.markOwn('own')
  act(() => now.publishRun(runOf('own', gone)))
  act(() => now.publishRun(runOf('journal')))
  expect(told).toEqual([false, true])
  now.markOwn('again')
  act(() => now.publishRun(runOf('again')))
  act(() => root.unmount())
  expect(told).toEqual([false, true, false])
})
