import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { GeminiError } from '../../gemini/error.ts'
import type { Failure } from '../../gemini/error.ts'
import type { EmbedContentRequest } from '../../gemini/types.ts'
import { createEmbedJob } from './job.ts'
import type { EmbedItem } from './requests.ts'
import type { EmbedConnection } from './work.ts'

const settings = { model: 'gemini-embedding-001' }
const itemsOf = (count: number): EmbedItem[] =>
  Array.from({ length: count }, (_, i) => ({ text: `text ${i}` }))

/** The number in the text, twice, and never zero: a vector that tells whose it is. */
const vectorOf = (request: EmbedContentRequest) => {
  const number = Number(/\d+/.exec(request.content.parts![0]!.text!)![0])
  return [number, -number - 1]
}

function failed(failure: Partial<Failure>): GeminiError {
  return new GeminiError({
    kind: 'unknown',
    message: 'no',
    fieldViolations: [],
    quotas: [],
    links: [],
    ...failure,
  })
}

/** An API whose answers the test times, with a cache that lives as long as it does. */
function connectionOf(embed: (...call: Parameters<EmbedConnection['embed']>) => Promise<number[][]>) {
  const cache = new Map<string, Float32Array>()
  const connection: EmbedConnection = {
    host: 'demo',
    embed: async (...call) => ({ vectors: await embed(...call), tokens: 3 }),
    readVectors: async (keys) =>
      new Map(keys.flatMap((key) => (cache.has(key) ? [[key, cache.get(key)!]] : []))),
    writeVectors: async (vectors) => vectors.forEach(([key, vector]) => cache.set(key, vector)),
    loadImage: async () => 'aGk=',
  }
  return { connection, cache }
}

describe('an embedding job', () => {
  test('every row stands in its place, however the answers arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 650 }),
        fc.infiniteStream(fc.nat(3)),
        async (count, delays) => {
          const sizes: number[] = []
          let open = 0
          let most = 0
          const { connection } = connectionOf(async (_, requests) => {
            sizes.push(requests.length)
            most = Math.max(most, ++open)
            for (let turn = delays.next().value as number; turn > 0; turn--) await Promise.resolve()
            open--
            return requests.map(vectorOf)
          })
          const job = createEmbedJob()
          await job.start(settings, itemsOf(count), connection)
          const { phase, done, rows, dimensions, requests } = job.store.getState()
          expect({ phase, done, dimensions, requests }).toEqual({
            phase: 'done',
            done: count,
            dimensions: 2,
            requests: Math.ceil(count / 100),
          })
          expect([...rows]).toEqual(itemsOf(count).flatMap((_, i) => [i, -i - 1]))
          expect(Math.max(...sizes)).toBeLessThanOrEqual(100)
          expect(most).toBeLessThanOrEqual(3)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('the same text is never paid for twice: not in one job, not in the next, but per model and host', async () => {
    const asked: string[] = []
    const { connection } = connectionOf(async (_, requests) => {
      asked.push(...requests.map((request) => request.content.parts![0]!.text!))
      return requests.map(vectorOf)
    })
    const job = createEmbedJob()
    await job.start(settings, [...itemsOf(3), { text: 'text 1' }], connection)
    expect(asked).toEqual(['text 0', 'text 1', 'text 2'])
    expect(job.store.getState()).toMatchObject({ done: 4, saved: 1, requests: 1 })
    expect(Array.from(job.store.getState().rows.subarray(6))).toEqual([1, -2])

    await job.start(settings, itemsOf(4), connection)
    expect(asked.slice(3)).toEqual(['text 3'])
    expect(job.store.getState()).toMatchObject({ done: 4, saved: 3, requests: 1 })

    await job.start({ model: 'gemini-embedding-2' }, itemsOf(1), connection)
    await job.start(settings, itemsOf(1), { ...connection, host: 'generativelanguage.googleapis.com' })
    await job.start({ ...settings, outputDimensionality: 128 }, itemsOf(1), connection)
    expect(asked.slice(4)).toEqual(['text 0', 'text 0', 'text 0'])
  })

  test('pictures share a call as far as a call holds them', async () => {
    const sizes: number[] = []
    const { connection } = connectionOf(async (_, requests) => {
      sizes.push(requests.length)
      return requests.map((__, at) => [at, 1])
    })
    const items = Array.from({ length: 5 }, (_, i): EmbedItem => {
      return { text: '', image: { id: String(i), mimeType: 'image/png', name: 'a.png', bytes: 5_000_000 } }
    })
    await createEmbedJob().start({ model: 'gemini-embedding-2' }, [...items, ...itemsOf(3)], connection)
    expect(sizes.toSorted((a, b) => a - b)).toEqual([2, 2, 4])
  })

  test('a failed batch is named and can be retried alone', async () => {
    let broken = true
    const { connection } = connectionOf(async (_, requests) => {
      if (broken && requests.some((request) => vectorOf(request)[0] === 150)) throw failed({ code: 500 })
      return requests.map(vectorOf)
    })
    const job = createEmbedJob()
    await job.start(settings, itemsOf(250), connection)
    expect(job.store.getState()).toMatchObject({ phase: 'failed', done: 150 })
    expect(job.store.getState().batches.map(({ state }) => state)).toEqual(['done', 'failed', 'done'])
    expect(job.store.getState().batches[1]!.failure).toMatchObject({ code: 500 })
    broken = false
    await job.retry(1)
    expect(job.store.getState()).toMatchObject({ phase: 'done', done: 250, requests: 4, tokens: 9 })
  })

  test('what every batch would meet ends the job at once', async () => {
    const embed = vi.fn(async () => Promise.reject(failed({ kind: 'key', code: 400 })))
    const { connection } = connectionOf(embed)
    const job = createEmbedJob()
    await job.start(settings, itemsOf(1000), connection)
    expect(job.store.getState().phase).toBe('failed')
    expect(embed.mock.calls.length).toBeLessThanOrEqual(3)
  })

  test('429 is repeated by itself, after the time the server named and not before', async () => {
    vi.useFakeTimers()
    const at: number[] = []
    const { connection } = connectionOf(async (_, requests) => {
      at.push(Date.now())
      if (at.length === 1) throw failed({ kind: 'quota', code: 429, retryDelayMs: 34_400 })
      return requests.map(vectorOf)
    })
    const job = createEmbedJob()
    const ended = job.start(settings, itemsOf(2), connection)
    await vi.waitFor(() => expect(job.store.getState().batches[0]?.state).toBe('retrying'))
    await vi.advanceTimersByTimeAsync(34_000)
    expect(at).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1000)
    await ended
    vi.useRealTimers()
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(34_400)
    expect(job.store.getState().phase).toBe('done')
  })

  test('429 without a delay is not repeated by itself', async () => {
    const embed = vi.fn(async () => Promise.reject(failed({ kind: 'quota', code: 429 })))
    const job = createEmbedJob()
    await job.start(settings, itemsOf(1), connectionOf(embed).connection)
    expect(embed).toHaveBeenCalledTimes(1)
    expect(job.store.getState().phase).toBe('failed')
  })

  test('stop keeps what came, and resume asks only for the rest', async () => {
    const release: (() => void)[] = []
    const { connection } = connectionOf(
      (_, requests, signal) =>
        new Promise((resolve, reject) => {
          release.push(() => resolve(requests.map(vectorOf)))
          signal.addEventListener('abort', () => reject(signal.reason as Error))
        }),
    )
    const job = createEmbedJob()
    const ended = job.start(settings, itemsOf(500), connection)
    await vi.waitFor(() => expect(release).toHaveLength(3))
    release[0]!()
    await vi.waitFor(() => expect(release).toHaveLength(4))
    job.stop()
    await ended
    expect(job.store.getState()).toMatchObject({ phase: 'stopped', done: 100 })
    const resumed = job.resume()
    for (let next = 4; next < 8; next++) {
      await vi.waitFor(() => expect(release.length).toBeGreaterThan(next))
      release[next]!()
    }
    await resumed
    expect(job.store.getState()).toMatchObject({ phase: 'done', done: 500, requests: 8 })
  })

  test('pause lets running batches end and starts no further one', async () => {
    const release: (() => void)[] = []
    const { connection } = connectionOf(
      (_, requests) => new Promise((resolve) => release.push(() => resolve(requests.map(vectorOf)))),
    )
    const job = createEmbedJob()
    const ended = job.start(settings, itemsOf(500), connection)
    await vi.waitFor(() => expect(release).toHaveLength(3))
    job.pause()
    release.forEach((one) => one())
    await ended
    expect(job.store.getState()).toMatchObject({ phase: 'paused', done: 300, requests: 3 })
  })

  test('a job that is replaced writes nothing into the next', async () => {
    const release: (() => void)[] = []
    const { connection } = connectionOf(
      (_, requests) => new Promise((resolve) => release.push(() => resolve(requests.map(vectorOf)))),
    )
    const job = createEmbedJob()
    const first = job.start(settings, itemsOf(5), connection)
    await vi.waitFor(() => expect(release).toHaveLength(1))
    const second = job.start(settings, [{ text: 'text 9' }], connection)
    release[0]!()
    await vi.waitFor(() => expect(release).toHaveLength(2))
    release[1]!()
    await Promise.all([first, second])
    expect(job.store.getState()).toMatchObject({ phase: 'done', done: 1 })
    expect([...job.store.getState().rows]).toEqual([9, -10])
  })

  test('resumed while the requests of before the pause are under way: still three at a time, and done when all are', async () => {
    let [open, most] = [0, 0]
    const release: (() => void)[] = []
    const { connection } = connectionOf(async (_, requests) => {
      most = Math.max(most, ++open)
      await new Promise<void>((resolve) => release.push(resolve))
      open--
      return requests.map(vectorOf)
    })
    const job = createEmbedJob()
    const started = job.start(settings, itemsOf(900), connection)
    await vi.waitFor(() => expect(release).toHaveLength(3))
    job.pause()
    const resumed = job.resume()
    // The last of those that were under way holds out until all others are there.
    for (let next = 0; next < 9; next++) {
      if (next === 2) continue
      await vi.waitFor(() => expect(release.length).toBeGreaterThan(next))
      release[next]!()
    }
    await vi.waitFor(() => expect(job.store.getState().done).toBe(800))
    expect(job.store.getState().phase).toBe('running')
    release[2]!()
    // Whoever was there first does not answer for what the second made of it.
    expect(await started).toBeNull()
    expect(await resumed).toMatchObject({ phase: 'done', done: 900, requests: 9 })
    expect(most).toBe(3)
  })

  test('stopped and resumed in one breath, every text is still asked for', async () => {
    let enter: (() => void) | undefined
    const entered = new Promise<void>((resolve) => {
      enter = resolve
    })
    const { connection } = connectionOf(async (_, requests, signal) => {
      enter?.()
      await new Promise((done) => setTimeout(done, 5))
      signal.throwIfAborted()
      return requests.map(vectorOf)
    })
    const job = createEmbedJob()
    void job.start(settings, itemsOf(300), connection)
    await entered
    job.stop()
    expect(await job.resume()).toMatchObject({ phase: 'done', done: 300 })
  })

  test('stopped while it looks things up, it asks for all when it is resumed', async () => {
    const { connection } = connectionOf(async (_, requests) => requests.map(vectorOf))
    const job = createEmbedJob()
    const started = job.start(settings, itemsOf(3), connection)
    job.stop()
    expect(await started).toMatchObject({ phase: 'stopped', done: 0 })
    expect(await job.resume()).toMatchObject({ phase: 'done', done: 3, requests: 1 })
  })

  test('what hinders the look-up is told as data, and the job can be tried again', async () => {
    const { connection } = connectionOf(async (_, requests) => requests.map(vectorOf))
    let broken = true
    const readVectors: EmbedConnection['readVectors'] = (keys) =>
      broken ? Promise.reject(new Error('No room.')) : connection.readVectors(keys)
    const job = createEmbedJob()
    const ended = await job.start(settings, itemsOf(3), { ...connection, readVectors })
    expect(ended).toMatchObject({
      phase: 'failed',
      requests: 0,
      failure: { failure: { message: 'No room.' } },
    })
    broken = false
    expect(await job.retry()).toMatchObject({ phase: 'done', done: 3, failure: null })
  })
})

const answers = (...vectors: number[][]) => connectionOf(async () => vectors)

describe('vectors that cannot be compared', () => {
  test('of another length, or too large for 32 bits: their rows are named, all others are there', async () => {
    const { connection, cache } = answers([1, 2], [3], [5, 6], [1e300, 1], [])
    const items = [...itemsOf(5), { text: 'text 1' }]
    const ended = await createEmbedJob().start(settings, items, connection)
    expect(ended).toMatchObject({ phase: 'done', done: 2, dimensions: 2 })
    expect([...ended!.have]).toEqual([1, 0, 1, 0, 0, 0])
    expect([...ended!.unusable]).toEqual([
      [1, { numbers: 1, why: 'another length' }],
      [5, { numbers: 1, why: 'another length' }],
      [3, { numbers: 2, why: 'not finite' }],
      [4, { numbers: 0, why: 'another length' }],
    ])
    // A second try asks for them again.
    expect(cache.size).toBe(2)
  })

  test('the length is the one asked for where it came, else the usual one: not that of the vector that came first', async () => {
    const three = answers([9], [1, 2], [3, 4])
    const ended = await createEmbedJob().start(settings, itemsOf(3), three.connection)
    expect([ended!.dimensions, ...ended!.unusable.keys()]).toEqual([2, 0])
    const asked = { ...settings, outputDimensionality: 1 }
    const other = await createEmbedJob().start(asked, itemsOf(3), three.connection)
    expect([other!.dimensions, ...other!.unusable.keys()]).toEqual([1, 1, 2])
  })

  test('a vector of zeros stands in its row, and is asked for again the next time', async () => {
    const { connection, cache } = answers([0, 0], [3, 4])
    const ended = await createEmbedJob().start(settings, itemsOf(2), connection)
    expect(ended).toMatchObject({ phase: 'done', done: 2 })
    expect(Array.from(cache.values(), (vector) => Array.from(vector))).toEqual([[3, 4]])
  })
})
