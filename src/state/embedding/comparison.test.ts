import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createHandle } from '../../emulator/handle.ts'
import { noPace } from '../../emulator/plan.ts'
import { LocalWorker } from './fixtures/worker.ts'
import type { Result } from './analysis.ts'
import { demoOf } from '../connection/fixtures/demo.ts'

vi.mock('../../appWorker.ts', () => ({ startWorker: () => new LocalWorker() }))
// Hooks are the only way in from outside; without React they are the store's present value.
vi.mock('zustand', () => ({
  useStore: <State, Value>(store: { getState(): State }, select: (state: State) => Value) =>
    select(store.getState()),
}))

async function page() {
  vi.resetModules()
  const handle = createHandle({ pace: noPace })
  const server = { answer: (request: Request): Promise<Response> => handle(request) }
  const { provideDemo } = await import('../connection/session.ts')
  provideDemo(async () => demoOf((input, init) => server.answer(new Request(input as string, init))))
  const own = await import('./comparison.ts')
  const phase = () => own.useComparisonJob((job) => job.phase)
  return { ...own, phase, server, handle }
}

const first: Result = {
  id: 1,
  settings: { model: 'demo-embedding' },
  host: 'demo',
  items: [{ text: 'a cat' }, { text: 'a black cat' }, { text: 'a train' }],
  dimensions: 2,
  rows: new Float32Array(6),
  used: 2,
  norms: new Float32Array(3),
  fullNorms: new Float32Array(3),
  backend: 'plain',
}
const other = { model: 'demo-embedding-2', outputDimensionality: 128 }

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  LocalWorker.started.length = 0
})

describe('a comparison', () => {
  test('holds the same texts under other settings, with a thread of its own', async () => {
    const { compareUnder, useComparison, askComparison, settingsInWords } = await page()
    await compareUnder(other, first)
    const second = useComparison()
    expect(second).toMatchObject({ settings: other, dimensions: 128, items: first.items })
    expect(settingsInWords(second!)).toBe('demo-embedding-2, no task type, 128 dimensions')
    expect((await askComparison('nearest', { row: 0, k: 1 }))[0]?.index).toBe(1)
  })

  test('closed while it waits or while its vectors are handed over, it shows nothing afterwards', async () => {
    const { compareUnder, endComparison, useComparison, phase, server, handle } = await page()
    let release: (() => void) | undefined
    server.answer = async (request) => {
      await new Promise<void>((resolve) => {
        release = resolve
      })
      return handle(request)
    }
    const waiting = compareUnder(other, first)
    await vi.waitFor(() => expect(release).toBeDefined())
    endComparison()
    release?.()
    await waiting
    expect([useComparison(), phase()]).toEqual([null, 'stopped'])

    server.answer = handle
    const loading = compareUnder(other, first)
    await vi.waitFor(() => expect(LocalWorker.started.length).toBe(1), { interval: 0 })
    endComparison()
    await loading
    expect(useComparison()).toBeNull()
    expect(LocalWorker.started[0]!.terminated).toBe(true)
  })

  test('begun again under other settings, the later one stands there', async () => {
    const { compareUnder, useComparison } = await page()
    await Promise.all([compareUnder(other, first), compareUnder({ model: 'demo-embedding' }, first)])
    expect(useComparison()?.settings).toEqual({ model: 'demo-embedding' })
  })

  test('that fails is told as data: with its batch, or where nothing could be looked up', async () => {
    const { compareUnder, useComparison, useComparisonJob, phase } = await page()
    await compareUnder({ model: 'no-such-embedding' }, first)
    expect([useComparison(), phase()]).toEqual([null, 'failed'])
    expect(useComparisonJob(({ batches }) => batches[0]?.failure)).toMatchObject({ code: 404 })
    const digest = vi.spyOn(crypto.subtle, 'digest').mockRejectedValue(new Error('No digest here.'))
    await expect(compareUnder(other, first)).resolves.toBeUndefined()
    digest.mockRestore()
    expect(useComparisonJob(({ failure }) => failure?.failure.message)).toBe('No digest here.')
  })

  test('whose thread does not start says so', async () => {
    const { compareUnder, useComparison, useComparisonProblem } = await page()
    const loading = compareUnder(other, first)
    await vi.waitFor(() => expect(LocalWorker.started.length).toBe(1), { interval: 0 })
    LocalWorker.started[0]!.dispatchEvent(Object.assign(new Event('error'), { message: 'No memory.' }))
    await loading
    expect([useComparison(), useComparisonProblem()]).toEqual([null, 'No memory.'])
  })
})
