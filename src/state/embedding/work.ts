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

/** A vector that is no point among the others. */
export interface Unusable {
  numbers: number
  why: 'another length' | 'not finite'
}

/** What came so far, filled in place. */
export interface Collected {
  settings: EmbedSettings
  /** Of the connection that makes the vectors. */
  host: string
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
  /** Items for which a vector came that cannot be compared with the others: how many numbers it has, and why not. */
  unusable: ReadonlyMap<number, Unusable>
  /** `items x dimensions`; rows not yet there are zero. */
  rows: Float32Array
  /** 1 where the row of the item is there. */
  have: Uint8Array
}

/** One connection, and the stores of this device: all that a job needs from outside. */
export interface EmbedConnection {
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
  connection: EmbedConnection
  collected: Collected
  /** Cache key of each item. */
  keys: string[]
  /** Items of equal text: the first of them is asked, the others follow. */
  twins: Map<number, number[]>
}

/** Whether a vector is worth keeping: a later run then need not ask again. */
export const isSound = (vector: ArrayLike<number>) =>
  vector.length > 0 && allFinite(vector) && Array.prototype.some.call(vector, (value) => value !== 0)

/** Numbers that JSON carries may be too large for 32 bits. */
function allFinite(vector: ArrayLike<number>): boolean {
  for (let i = 0; i < vector.length; i++) if (!Number.isFinite(Math.fround(vector[i]!))) return false
  return true
}

/** The length that was asked for, where one of them has it; else the one that most of them have. */
export function usualLength(vectors: readonly ArrayLike<number>[], asked: number | undefined): number {
  const counts = new Map<number, number>()
  for (const { length } of vectors) if (length > 0) counts.set(length, (counts.get(length) ?? 0) + 1)
  if (asked !== undefined && counts.has(asked)) return asked
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0]
}

/** Puts a vector in its row, and in those of equal texts. @returns whether it can be kept for later runs */
function place({ collected, twins }: Work, index: number, vector: ArrayLike<number>): boolean {
  const rows = [index, ...(twins.get(index) ?? [])]
  const finite = allFinite(vector)
  if (vector.length !== collected.dimensions || !finite || vector.length === 0) {
    const why = finite ? 'another length' : 'not finite'
    const more = rows.map((row) => [row, { numbers: vector.length, why }] as const)
    collected.unusable = new Map([...collected.unusable, ...more])
    return false
  }
  if (collected.rows.length === 0) collected.rows = new Float32Array(collected.items.length * vector.length)
  for (const row of rows) {
    collected.rows.set(vector, row * collected.dimensions)
    if (!collected.have[row]) collected.done++
    collected.have[row] = 1
  }
  return isSound(vector)
}

/** Texts at a time while the cache is asked; in between the page gets its turn. */
const sliceSize = 250

const turn = () => new Promise<void>((done) => setTimeout(done))

/** Names every item, and finds those of equal text. @returns the first of each text, in order. */
async function nameAll({ connection, collected, keys, twins }: Work, signal: AbortSignal): Promise<number[]> {
  const { items, settings } = collected
  const first = new Map<string, number>()
  for (let from = 0; from < items.length; from += sliceSize) {
    const slice = items.slice(from, from + sliceSize)
    keys.push(...(await Promise.all(slice.map((item) => vectorKey(connection.host, settings, item)))))
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
  const { collected, connection, keys } = work
  const asked = await nameAll(work, signal)
  const missing: number[] = []
  for (let from = 0; from < asked.length; from += sliceSize) {
    const slice = asked.slice(from, from + sliceSize)
    const found = await connection.readVectors(slice.map((index) => keys[index]!))
    signal.throwIfAborted()
    for (const index of slice) {
      const vector = found.get(keys[index]!)
      if (vector && isSound(vector) && collected.dimensions === 0) collected.dimensions = vector.length
      if (vector && isSound(vector) && vector.length === collected.dimensions) {
        place(work, index, vector)
        collected.saved++
      } else missing.push(index)
    }
    progress()
  }
  return missing
}

async function send(work: Work, batch: Batch, signal: AbortSignal): Promise<void> {
  const { collected, connection, keys } = work
  const requests: EmbedContentRequest[] = []
  for (const row of batch.rows) {
    const item = collected.items[row]!
    const image = item.image && (await connection.loadImage(item.image))
    requests.push(toEmbedRequest(collected.settings, item, image))
  }
  signal.throwIfAborted()
  collected.requests++
  const { vectors, tokens = 0 } = await connection.embed(collected.settings.model, requests, signal)
  collected.tokens += tokens
  if (collected.dimensions === 0)
    collected.dimensions = usualLength(vectors, collected.settings.outputDimensionality)
  const sound: [string, Float32Array][] = []
  for (const [at, vector] of vectors.entries()) {
    const row = batch.rows[at]!
    if (place(work, row, vector)) sound.push([keys[row]!, Float32Array.from(vector)])
  }
  await connection.writeVectors(sound)
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
