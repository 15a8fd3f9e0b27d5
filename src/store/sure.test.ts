import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

/** A fresh module is a fresh page. */
async function page() {
  vi.resetModules()
  return {
    ...(await import('./database.ts')),
    ...(await import('./sure.ts')),
    ...(await import('./storage.ts')),
  }
}
type Page = Awaited<ReturnType<typeof page>>

const readers: [name: string, ask: (own: Page) => Promise<unknown>][] = [
  ['readSurely', (own) => own.readSurely('runs', 'a')],
  ['runsOnDisk', (own) => own.runsOnDisk('prompt')],
  ['keysOf', (own) => own.keysOf('runs')],
  ['referrersOf', (own) => own.referrersOf('run/a')],
  ['referredTargets', (own) => own.referredTargets('run/')],
  ['indexReferences', (own) => own.indexReferences()],
]

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** What a base that is there, and holds one run, says to a page that it does not answer. */
describe.each(readers)('%s', (_, ask) => {
  test('does not take a base that is silent for an empty one', async () => {
    await (await page()).write([{ store: 'runs', key: 'a', value: { owner: 'prompt' } }])
    const own = await page()
    vi.spyOn(indexedDB, 'open').mockReturnValue(new IDBOpenDBRequest())
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const asked = expect(ask(own)).rejects.toThrow(DOMException)
    await vi.waitFor(() => {
      vi.advanceTimersByTime(3000)
      expect(own.storage.getState().problem).toMatch(/^Storage does not answer yet/)
    })
    await asked
  })

  test('nor one that a newer version of the page has', async () => {
    const base = indexedDB.open('playground', 99)
    await new Promise((done) => base.addEventListener('success', done))
    base.result.close()
    const own = await page()
    await expect(ask(own)).rejects.toThrow(DOMException)
    expect(own.storage.getState().outdated).toBe(true)
  })

  test('answers from memory where the page is given no storage', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    const own = await page()
    await own.write([{ store: 'runs', key: 'b', value: { owner: 'prompt' } }])
    await expect(ask(own)).resolves.not.toThrow()
    expect(await own.keysOf('runs')).toEqual(['b'])
  })
})

test('keys come by their beginning, from disk and from memory', async () => {
  const own = await page()
  await own.write(['a/1', 'a/2', 'ab/1'].map((key) => ({ store: 'runData' as const, key, value: [] })))
  await own.write([{ store: 'runData', key: 'a/3', value: () => undefined }])
  expect(await own.keysOf('runData', 'a/')).toEqual(['a/1', 'a/2', 'a/3'])
})
