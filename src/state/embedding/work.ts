import { failureOf } from '../../runs/failure.ts'
import { toEmbedRequest, vectorKey } from './requests.ts'
import type { Failure } from '../../gemini/error.ts'
import type { EmbedContentRequest } from '../../gemini/types.ts'
import type { EmbedItem, EmbedSettings } from './requests.ts'

/** How often one batch is repeated by itself, and the longest wait it takes for that. */
const maximumTries = 3
const longestWaitMs = 60_000

export interface Batch {
  /** Rows that this batch asks for, by the index of their item. */
  rows: number[]
  state: 'waiting' | 'running' | 'retrying' | 'done' | 'failed'
  failure?: Failure
  /** Epoch ms at which it failed: a wait the server asked for counts from here. */
  failedAt?: number
  /** Epoch ms of the next try, while `retrying`. */
  retryAt?: number
}

/** What came so far, filled in place. */
export interface Collected {
  settings: EmbedSettings
  items: readonly EmbedItem[]
  /** Items that have a vector. */
  done: number
  /** Items that cost nothing: known from before, or equal to another of this job. */
  saved: number
  /** Requests sent. */
  requests: number
  /** Tokens the server says it took; 0 from a model that does not say. */
  tokens: number
  /** Numbers a vector; 0 before the first. */
  dimensions: number
  /** `items x dimensions`; rows not yet there are zero. */
  rows: Float32Array
  /** 1 where the row of the item is there. */
  have: Uint8Array
}

/** What a job needs of the world. */
export interface EmbedWorld {
  /** Backend and host, part of every vector's name in the cache. */
  host: string
  embed(
    model: string,
    requests: EmbedContentRequest[],
    signal: AbortSignal,
  ): Promise<{ vectors: number[][]; tokens?: number }>
  /** Those of the cache that are there, by key. */
  readVectors(keys: readonly string[]): Promise<Map<string, Float32Array>>
  writeVectors(vectors: [key: string, vector: Float32Array][]): Promise<void>
  /** Base64 of an image of the image store. */
  loadImage(image: NonNullable<EmbedItem['image']>): Promise<string>
}

/** One job's own data: a job that was replaced goes on writing into its own, and nowhere else. */
export interface Work {
  world: EmbedWorld
  collected: Collected
  /** Cache key of each item. */
  keys: string[]
  /** Items of equal text: the first of them is asked, the others follow. */
  twins: Map<number, number[]>
}

function keep({ collected, twins }: Work, index: number, vector: ArrayLike<number>): void {
  if (collected.dimensions === 0) {
    collected.dimensions = vector.length
    collected.rows = new Float32Array(collected.items.length * vector.length)
  }
  // Vectors of another length are never compared with the rest: the server changed its mind in mid-job.
  if (vector.length !== collected.dimensions) {
    throw new RangeError(
      `A vector of ${vector.length} numbers came among vectors of ${collected.dimensions}.`,
    )
  }
  for (const row of [index, ...(twins.get(index) ?? [])]) {
    collected.rows.set(vector, row * collected.dimensions)
    if (!collected.have[row]) collected.done++
    collected.have[row] = 1
  }
}

/** Texts taken at a time while the cache is asked; in between the page gets its turn. */
const sliceSize = 250

const turn = () => new Promise<void>((done) => setTimeout(done))

/** Names every item, and finds those of equal text. @returns the first of each text, in order. */
async function nameAll({ world, collected, keys, twins }: Work, signal: AbortSignal): Promise<number[]> {
  const { items, settings } = collected
  const first = new Map<string, number>()
  for (let from = 0; from < items.length; from += sliceSize) {
    const slice = items.slice(from, from + sliceSize)
    keys.push(...(await Promise.all(slice.map((item) => vectorKey(world.host, settings, item)))))
    await turn()
    signal.throwIfAborted()
  }
  for (const [index, key] of keys.entries()) {
    const twin = first.get(key)
    if (twin === undefined) {
      first.set(key, index)
      continue
    }
    const others = twins.get(twin)
    if (others) others.push(index)
    else twins.set(twin, [index])
    collected.saved++
  }
  return [...first.values()]
}

/** Takes what the cache has and finds equal texts. @returns the items to ask for, in order. */
export async function lookUp(work: Work, signal: AbortSignal, progress: () => void): Promise<number[]> {
  const { collected, world, keys } = work
  const asked = await nameAll(work, signal)
  const missing: number[] = []
  for (let from = 0; from < asked.length; from += sliceSize) {
    const slice = asked.slice(from, from + sliceSize)
    const found = await world.readVectors(slice.map((index) => keys[index]!))
    signal.throwIfAborted()
    for (const index of slice) {
      const vector = found.get(keys[index]!)
      if (vector && (collected.dimensions === 0 || vector.length === collected.dimensions)) {
        keep(work, index, vector)
        collected.saved++
      } else missing.push(index)
    }
    progress()
  }
  return missing
}

async function send(work: Work, batch: Batch, signal: AbortSignal): Promise<void> {
  const { collected, world, keys } = work
  const requests: EmbedContentRequest[] = []
  for (const row of batch.rows) {
    const item = collected.items[row]!
    const image = item.image && (await world.loadImage(item.image))
    requests.push(toEmbedRequest(collected.settings, item, image))
  }
  collected.requests++
  const { vectors, tokens = 0 } = await world.embed(collected.settings.model, requests, signal)
  collected.tokens += tokens
  const kept = vectors.map((vector, at): [string, Float32Array] => {
    keep(work, batch.rows[at]!, vector)
    return [keys[batch.rows[at]!]!, Float32Array.from(vector)]
  })
  await world.writeVectors(kept)
}

/**
 * Sends one batch, and again where the server said when to. Ends with the batch `done` or `failed`.
 * @throws what `signal` was aborted with; the batch then waits again.
 */
export async function runBatch(
  work: Work,
  batch: Batch,
  signal: AbortSignal,
  progress: () => void,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    batch.state = 'running'
    delete batch.failure
    delete batch.retryAt
    progress()
    try {
      await send(work, batch, signal)
      batch.state = 'done'
      return
    } catch (error) {
      if (signal.aborted) {
        batch.state = 'waiting'
        throw error
      }
      batch.failure = failureOf(error)
      batch.failedAt = Date.now()
    }
    const wait = tries < maximumTries ? waitFor(batch.failure) : undefined
    if (wait === undefined) {
      batch.state = 'failed'
      return
    }
    batch.state = 'retrying'
    batch.retryAt = Date.now() + wait
    progress()
    await sleep(wait, signal).catch((reason: unknown) => {
      batch.state = 'waiting'
      throw reason
    })
  }
}

/** Only where the server itself said how long to wait, and only a short while. */
function waitFor({ kind, retryDelayMs }: Failure): number | undefined {
  const passing = kind === 'quota' || kind === 'unavailable'
  return passing && retryDelayMs !== undefined && retryDelayMs <= longestWaitMs ? retryDelayMs : undefined
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    const cancel = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', cancel, { once: true })
  })
}
