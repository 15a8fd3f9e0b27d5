import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { chunk, received, says, settled } from './fixtures/run.ts'
import { askFor, docFor, nthCall } from './fixtures/start.ts'
import { forgetCalls } from './fixtures/server.ts'
import { keysOnDisk } from '../store/fixtures/base.ts'
import type { Chunk } from './exchange.ts'
import type { Run } from './run.ts'

/** A fresh module is a fresh page; the base stays what it is. */
async function page() {
  vi.resetModules()
  const [journal, starting, registry, { storage }, { write, read }] = await Promise.all([
    import('./journal.ts'),
    import('./start.ts'),
    import('./registry.ts'),
    import('../store/storage.ts'),
    import('../store/database.ts'),
  ])
  // The base has to be open before time stands still.
  await read('drafts', 'x', String)
  return { ...journal, ...(await import('./readRuns.ts')), ...starting, ...registry, storage, write }
}

interface Put {
  store: string
  key: string
  value: unknown
  at: number
}

/** Every record that is put into the base from now on. */
function watchPuts(): Put[] {
  const puts: Put[] = []
  const put = IDBObjectStore.prototype.put
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
    key?: IDBValidKey,
  ) {
    puts.push({ store: this.name, key: String(key), value, at: Date.now() })
    return put.call(this, value, key)
  })
  return puts
}
const ofChunks = (puts: readonly Put[]) => puts.filter(({ key }) => key.includes('/batch/'))

const live = (chunks: readonly Chunk[] = []): Run => settled({ chunks, ending: null, elapsed: null })
const growth = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => chunk(at * 5, says(text(at))))

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  forgetCalls()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('while an answer comes', () => {
  test('5 MB in 12,000 chunks are written once, at most every two seconds', async () => {
    const { keepRun, loadRun } = await page()
    const chunks = growth(12_000, (at) => `${at} `.padEnd(350, 'x'))
    const size = chunks.reduce((sum, { raw }) => sum + raw.length, 0)
    expect(size).toBeGreaterThan(5_000_000)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const puts = watchPuts()
    const keeper = keepRun(live(), null)
    await keeper.now(live())
    // A minute of an answer, published every 50 ms.
    for (let count = 10; count <= chunks.length; count += 10) {
      keeper.soon(live(chunks.slice(0, count)))
      await vi.advanceTimersByTimeAsync(50)
    }
    vi.useRealTimers()
    const whole = settled({ chunks })
    await keeper.end(whole)
    const batches = ofChunks(puts)
    expect(new Set(batches.map(({ key }) => key)).size).toBe(batches.length)
    expect(batches.length).toBeLessThanOrEqual(31)
    const pauses = batches.slice(0, -1).map(({ at }, index) => at - (batches[index - 1]?.at ?? -Infinity))
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(2000)
    const written = batches.flatMap(({ value }) => value as Chunk[])
    expect(written.map(({ raw }) => raw).join('')).toBe(chunks.map(({ raw }) => raw).join(''))
    // The head when the request left and when it ended, and once what was asked.
    expect(puts.filter(({ store }) => store === 'runs')).toHaveLength(2)
    expect(puts.filter(({ key }) => key.endsWith('/asked'))).toHaveLength(1)
    const rest = puts.filter(({ key }) => !key.includes('/batch/'))
    expect(JSON.stringify(rest).length).toBeLessThan(5000)
    expect(await loadRun('run')).toEqual(whole)
  })

  test('a run that has nothing new writes nothing', async () => {
    const { keepRun } = await page()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const keeper = keepRun(live(), null)
    await keeper.now(live())
    const puts = watchPuts()
    keeper.soon(live())
    await vi.advanceTimersByTimeAsync(10_000)
    expect(puts).toEqual([])
  })

  test('nothing is written after the end, nor after the owner was deleted', async () => {
    const { keepRun } = await page()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const [ended, dropped] = [keepRun(live(), null), keepRun({ ...live(), id: 'other' }, null)]
    await ended.end(settled())
    const puts = watchPuts()
    dropped.soon({ ...live(growth(3, String)), id: 'other' })
    dropped.drop()
    ended.soon(settled({ chunks: growth(3, String) }))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(puts).toEqual([])
  })

  test('a key that comes across two writes takes back only the batches that hold it', async () => {
    const { keepRun, loadRun } = await page()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const puts = watchPuts()
    const key = `AIza${'Sy0'.repeat(12)}`
    const texts = [
      'long before. ',
      'before. ',
      `it is ${key.slice(0, 17)}`,
      `${key.slice(17)}, so`,
      '.',
      ' End.',
    ]
    const chunks = texts.map((text, at) => chunk(at * 2000, says(text)))
    const keeper = keepRun(live(), null)
    await keeper.now(live())
    for (let count = 1; count <= chunks.length; count++) {
      keeper.soon(live(chunks.slice(0, count)))
      await vi.advanceTimersByTimeAsync(2000)
    }
    await keeper.end(settled({ chunks }))
    vi.useRealTimers()
    const numbers = ofChunks(puts).map((put) => Number(/\d+$/.exec(put.key)![0]))
    // The third batch is written again, with the rest of the key; what comes later is not.
    expect(numbers).toEqual([0, 1, 2, 2, 3, 4])
    const kept = (await loadRun('run'))!
    const read = kept.chunks.map(({ raw }) => raw).join('')
    expect([kept.keyRemoved, kept.chunks.length, read.includes('[key removed]')]).toEqual([true, 6, true])
    expect(read).not.toContain(key.slice(4, 17))
    expect(read).not.toContain(key.slice(17))
  })

  test('a page that goes away writes the last of it within the same turn', async () => {
    const target = new EventTarget()
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target))
    vi.stubGlobal('document', Object.assign(target, { visibilityState: 'visible' }))
    const { keepRun } = await page()
    const keeper = keepRun(live(), null)
    await keeper.now(live())
    keeper.soon(live(growth(2, String)))
    const puts = watchPuts()
    target.dispatchEvent(new Event('pagehide'))
    expect(ofChunks(puts).map(({ value }) => (value as Chunk[]).length)).toEqual([2])
    await keeper.end(settled({ chunks: growth(2, String) }))
    puts.length = 0
    target.dispatchEvent(new Event('pagehide'))
    expect(puts).toEqual([])
  })
})

describe('a disk that is full', () => {
  test('loses nothing that is on the screen, and takes all of it once there is room', async () => {
    const { startRun, peekRun, loadRun, storage, write } = await page()
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const run = startRun(askFor({ doc: docFor('hello') }))
    const server = await nthCall(0)
    server.sendText('kept in this tab')
    server.send(says('.', 'STOP'))
    server.end()
    const shown = await run.settled
    await run.kept
    expect(storage.getState().problem).toMatch(/^Storage is full/)
    expect(peekRun(run.id)).toBe(shown)
    expect(await loadRun(run.id)).toEqual(shown)
    expect(await keysOnDisk('runs')).toEqual([])
    full.mockRestore()
    await write([{ store: 'drafts', key: 'x', value: 'fits again' }])
    expect(storage.getState().problem).toBeNull()
    expect(await (await page()).loadRun(run.id)).toEqual(shown)
  })

  test('in the midst of an answer leaves the part that fitted, as an interrupted run', async () => {
    const { keepRun } = await page()
    const chunks = growth(4, String)
    const keeper = keepRun(live(), null)
    await keeper.now(live(chunks.slice(0, 2)))
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await keeper.end(settled({ chunks }))
    vi.restoreAllMocks()
    const found = await (await page()).loadRun('run')
    expect(found).toMatchObject({ chunks: chunks.slice(0, 2), ending: { kind: 'failed' } })
  })
})

test('the records of a whole run are those that its growth would have made', async () => {
  const { recordsOf, write, loadRun } = await page()
  const whole = received([says('a'), says('b', 'STOP')], undefined, { id: 'whole', parent: 'other' })
  const records = recordsOf(whole, null)
  expect(records.map(({ store, key }) => `${store}/${key}`)).toEqual([
    'runData/prompt/whole/batch/000000',
    'runData/prompt/whole/asked',
    'runs/whole',
  ])
  expect(records.at(-1)?.refersTo).toEqual(['run/other'])
  await write(records)
  expect(await loadRun('whole')).toEqual(whole)
})
