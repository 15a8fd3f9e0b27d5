import { createStore } from 'zustand/vanilla'
import { startWorker } from '../../appWorker.ts'
import { vectorThread } from '../../vectors/messages.ts'
// oxlint-disable-next-line import/default -- Vite makes the default export of a `?worker&url` import
import workerUrl from '../../vectors/worker.ts?worker&url'
import type { AskOptions, VectorThread } from '../../vectors/messages.ts'
import type { JobName, Jobs } from '../../vectors/engine.ts'
import type { EmbedItem, EmbedSettings } from './requests.ts'
import type { Collected } from './work.ts'

export type { JobName }
export type JobInput<Name extends JobName> = Jobs[Name]['input']
export type JobOutput<Name extends JobName> = Jobs[Name]['output']

/** Vectors that are there to be looked at: of one model, one task and one length, so that all may be compared. */
export interface Result {
  /** Counts up: what was computed of an earlier result is not this one's. */
  id: number
  settings: EmbedSettings
  /** Of the connection that made them. */
  host: string
  /** Only items that have a vector; row i of `rows` is item i. */
  items: readonly EmbedItem[]
  dimensions: number
  /** As received, `items x dimensions`. */
  rows: Float32Array
  /** Length in use, and the norms at that length before normalising. */
  used: number
  norms: Float32Array
  /** Norms of the vectors as received. */
  fullNorms: Float32Array
  backend: string
}

/** Numbers handed to the thread at a time: copying four megabytes takes a millisecond or two. */
const numbersAtOnce = 1_000_000

let lastId = 0

const replaced = () => new DOMException('The vectors are being replaced.', 'AbortError')

/** Gives the thread the rows that have a vector, piece by piece. @returns the result, but for its id */
async function handOver(collected: Collected, own: VectorThread): Promise<Omit<Result, 'id'>> {
  const { dimensions, settings, host } = collected
  const present = collected.items.flatMap((_, index) => (collected.have[index] ? [index] : []))
  const items = present.map((index) => collected.items[index]!)
  const whole = items.length === collected.items.length
  // Nothing is written to a whole set any more: it need not be there twice.
  const rows = whole ? collected.rows : new Float32Array(items.length * dimensions)
  const rowsAtOnce = Math.max(1, Math.floor(numbersAtOnce / dimensions))
  for (let from = 0; from < present.length; from += rowsAtOnce) {
    const part = new Float32Array(Math.min(rowsAtOnce, present.length - from) * dimensions)
    present.slice(from, from + rowsAtOnce).forEach((index, at) => {
      part.set(collected.rows.subarray(index * dimensions, (index + 1) * dimensions), at * dimensions)
    })
    if (!whole) rows.set(part, from * dimensions)
    const input = { rows: part, from: from * dimensions, total: rows.length }
    await own.ask('fill', input, { transfer: [part.buffer] })
  }
  const loaded = await own.ask('load', { count: items.length, dimensions })
  return {
    settings,
    host,
    items,
    dimensions,
    rows,
    used: dimensions,
    fullNorms: loaded.norms,
    ...loaded,
  }
}

/** One result and the thread that computes on it. */
export function createAnalysis() {
  const store = createStore<{ result: Result | null; problem: string | null }>(() => ({
    result: null,
    problem: null,
  }))
  let thread: VectorThread | undefined
  /** The thread holds the vectors of the result in the store. While others are handed over it holds part of those. */
  let ready = false

  function endThread(): void {
    thread?.close()
    thread = undefined
    ready = false
  }

  return {
    store,
    /** Replaces the result by what a job has collected, and ends what was computed on the one before. Never rejects. */
    async load(collected: Collected): Promise<void> {
      endThread()
      if (collected.done === 0) return store.setState({ result: null, problem: null })
      let own: VectorThread | undefined
      try {
        own = thread = vectorThread(startWorker(workerUrl))
        const found = await handOver(collected, own)
        if (thread !== own) return
        lastId += 1
        ready = true
        store.setState({ result: { id: lastId, ...found }, problem: null })
      } catch (error) {
        if (thread === own)
          store.setState({ result: null, problem: error instanceof Error ? error.message : String(error) })
      }
    },
    /** Shortens the vectors in use, here and now; no request. The full ones stay. @throws as `ask` */
    async use(dimensions: number): Promise<void> {
      if (!thread || !ready) throw replaced()
      const own = thread
      const loaded = await own.ask('use', { dimensions })
      const { result } = store.getState()
      if (result && thread === own)
        store.setState({ result: { ...result, used: dimensions, norms: loaded.norms } })
    },
    /**
     * Asks about the vectors of the present result.
     * @throws AbortError after the signal and while other vectors are taking the place of these; Error where nothing is loaded
     */
    ask<Name extends JobName>(
      name: Name,
      input: Jobs[Name]['input'],
      options?: AskOptions,
    ): Promise<Jobs[Name]['output']> {
      if (!thread) return Promise.reject(new Error('No vectors are loaded.'))
      return ready ? thread.ask(name, input, options) : Promise.reject(replaced())
    },
    /** Lets go of the result, and of what is on its way. */
    close(): void {
      endThread()
      store.setState({ result: null, problem: null })
    },
  }
}
