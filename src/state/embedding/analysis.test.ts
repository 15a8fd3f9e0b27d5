import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createAnalysis } from './analysis.ts'
import { LocalWorker } from './fixtures/worker.ts'
import type { Collected } from './work.ts'

let refuse: Error | null = null
vi.mock('../../appWorker.ts', () => ({
  startWorker: () => {
    if (refuse) throw refuse
    return new LocalWorker()
  },
}))

beforeEach(() => {
  refuse = null
  LocalWorker.started.length = 0
})

/** Vectors of four numbers; null stands for a text without one. */
function collected(...vectors: (number[] | null)[]): Collected {
  const rows = new Float32Array(vectors.length * 4)
  vectors.forEach((vector, at) => vector && rows.set(vector, at * 4))
  return {
    settings: { model: 'demo-embedding' },
    host: 'demo',
    items: vectors.map((_, at) => ({ text: `text ${at}` })),
    done: vectors.filter(Boolean).length,
    saved: 0,
    requests: 1,
    tokens: 0,
    dimensions: 4,
    unusable: new Map(),
    rows,
    have: Uint8Array.from(vectors, (vector) => (vector ? 1 : 0)),
  }
}

const some = () => collected([1, 0, 0, 0], null, [0.8, 0.6, 0, 0], [0, 0, 3, 4])

describe('the analysis', () => {
  test('holds the texts that have a vector, in their order, and answers about them', async () => {
    const analysis = createAnalysis()
    await analysis.load(some())
    const { result } = analysis.store.getState()
    expect(result?.items.map(({ text }) => text)).toEqual(['text 0', 'text 2', 'text 3'])
    expect([...result!.fullNorms]).toEqual([1, 1, 5])
    const near = await analysis.ask('nearest', { row: 0, k: 2 })
    expect(near.map(({ index, score }) => [index, Number(score.toFixed(4))])).toEqual([
      [1, 0.8],
      [2, 0],
    ])
  })

  test('a shorter length is that of the result it was asked for', async () => {
    const analysis = createAnalysis()
    await analysis.load(some())
    await analysis.use(2)
    expect(analysis.store.getState().result).toMatchObject({ used: 2, dimensions: 4 })
    expect([...analysis.store.getState().result!.norms]).toEqual([1, 1, 0])
    const late = analysis.use(3)
    const loading = analysis.load(collected([1, 1, 1, 1]))
    await expect(late).rejects.toThrow('closed')
    await loading
    expect(analysis.store.getState().result).toMatchObject({ used: 4 })
  })

  test('while other vectors are handed over nothing is asked about them as if they were these', async () => {
    const analysis = createAnalysis()
    await analysis.load(some())
    const loading = analysis.load(collected([0, 0, 0, 1], [0, 0, 0, 1]))
    expect(analysis.store.getState().result?.items).toHaveLength(3)
    await expect(analysis.ask('nearest', { row: 0, k: 2 })).rejects.toMatchObject({ name: 'AbortError' })
    await expect(analysis.use(2)).rejects.toMatchObject({ name: 'AbortError' })
    await loading
    expect(await analysis.ask('nearest', { row: 0, k: 2 })).toHaveLength(1)
  })

  test('of two results handed over at once the later one stays, and one thread is left', async () => {
    const analysis = createAnalysis()
    const first = analysis.load(some())
    const second = analysis.load(collected([1, 1, 1, 1]))
    await Promise.all([first, second])
    expect(analysis.store.getState().result?.items).toHaveLength(1)
    expect(LocalWorker.started.map(({ terminated }) => terminated)).toEqual([true, false])
  })

  test('closed while it loads, it shows nothing afterwards', async () => {
    const analysis = createAnalysis()
    const loading = analysis.load(some())
    analysis.close()
    await loading
    expect(analysis.store.getState()).toEqual({ result: null, problem: null })
    await expect(analysis.ask('plane', {})).rejects.toThrow('No vectors are loaded.')
  })

  test('a thread that does not start is told in words, not thrown', async () => {
    const analysis = createAnalysis()
    refuse = new TypeError('No worker.')
    await analysis.load(some())
    expect(analysis.store.getState()).toEqual({ result: null, problem: 'No worker.' })
    refuse = null
    const loading = analysis.load(some())
    LocalWorker.started[0]!.dispatchEvent(Object.assign(new Event('error'), { message: 'No memory.' }))
    await loading
    expect(analysis.store.getState()).toEqual({ result: null, problem: 'No memory.' })
  })

  test('nothing to look at is no result', async () => {
    const analysis = createAnalysis()
    await analysis.load(some())
    await analysis.load(collected(null, null))
    expect(analysis.store.getState().result).toBeNull()
  })
})
