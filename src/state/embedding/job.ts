import { createStore } from 'zustand/vanilla'
import { failureOf } from '../../runs/failure.ts'
import { lookUp, runBatch } from './work.ts'
import type { Failure } from '../../gemini/error.ts'
import type { EmbedItem, EmbedSettings } from './requests.ts'
import type { Batch, Collected, EmbedConnection, Work } from './work.ts'

export type { Batch }

/** The API's own limit of texts a call. */
const batchSize = 100
/** Of pictures in one call: as base64 they grow by a third, and a call may hold 20 MB. */
const batchBytes = 12_000_000
const parallel = 3

export type JobPhase = 'idle' | 'looking up' | 'running' | 'paused' | 'stopped' | 'failed' | 'done'

/** One run over a list of texts, as data; published at most every 50 ms. */
export interface EmbedJob extends Collected {
  phase: JobPhase
  batches: readonly Batch[]
  /** Ms spent running, pauses left out. */
  elapsed: number
  /** Why nothing could be looked up; what failed later stands with its batch. */
  failure: { failure: Failure; at: number } | null
}

const nothing: Collected = {
  settings: { model: '' },
  host: '',
  items: [],
  done: 0,
  saved: 0,
  requests: 0,
  tokens: 0,
  dimensions: 0,
  unusable: new Map(),
  rows: new Float32Array(0),
  have: new Uint8Array(0),
}

/** Kinds of failure that every further batch would meet as well. */
const hopeless = new Set(['key', 'permission', 'region', 'missing', 'invalid'])

/** Rows to ask for in calls of at most 100 texts, with pictures fewer. */
function inBatches(rows: readonly number[], items: readonly EmbedItem[]): Batch[] {
  const batches: Batch[] = []
  let room = 0
  for (const row of rows) {
    const bytes = items[row]?.image?.bytes ?? 0
    const last = batches.at(-1)
    if (last && last.rows.length < batchSize && bytes <= room) last.rows.push(row)
    else {
      batches.push({ rows: [row], state: 'waiting' })
      room = batchBytes
    }
    room -= bytes
  }
  return batches
}

/** Requests under way. A pause lets them end, a stop aborts them; either way they are over before others begin. */
interface Pool {
  controller: AbortController
  running: Set<Promise<void>>
}

const newPool = (): Pool => ({ controller: new AbortController(), running: new Set() })

/**
 * Runs lists of texts through the API: batches of 100, three at a time, in any order, each row in its place.
 * `start`, `resume` and `retry` never reject. They resolve when nothing of the job runs any more, with the job as it
 * then is; with null where a later call has taken its place, and answers for what became of it.
 */
export function createEmbedJob() {
  const store = createStore<EmbedJob>(() => ({
    ...nothing,
    phase: 'idle',
    batches: [],
    elapsed: 0,
    failure: null,
  }))
  let work: Work | undefined
  let batches: Batch[] = []
  let lookedUp = false
  let failure: EmbedJob['failure'] = null
  let phase: JobPhase = 'idle'
  let pool = newPool()
  let lastCall = 0
  let startedAt = 0
  let spent = 0
  let published = 0

  const active = () => phase === 'running' || phase === 'looking up'

  function publish(force = false): void {
    const now = performance.now()
    if (!work || (!force && now - published < 50)) return
    published = now
    const elapsed = spent + (active() ? now - startedAt : 0)
    store.setState({
      ...work.collected,
      phase,
      elapsed,
      failure,
      batches: batches.map((batch) => Object.assign({}, batch)),
    })
  }

  function become(next: JobPhase): void {
    const was = active()
    phase = next
    if (was && !active()) spent += performance.now() - startedAt
    if (!was && active()) startedAt = performance.now()
    publish(true)
  }

  /** One of three: sends the next waiting batch until there is none, or until it is told to pause. */
  async function line(own: Work, signal: AbortSignal): Promise<void> {
    while (phase === 'running' && !signal.aborted) {
      const next = batches.find(({ state }) => state === 'waiting')
      if (!next) return
      // Of a job that has been replaced nothing is told any more.
      await runBatch(own, next, signal, () => work === own && publish(true))
      if (signal.aborted) return
      publish(true)
      if (next.failure && hopeless.has(next.failure.kind)) return become('failed')
    }
  }

  async function go(own: Work, call: number): Promise<EmbedJob | null> {
    become('running')
    if (pool.controller.signal.aborted) {
      // What was aborted puts its batches back among the waiting ones, in its own time.
      await Promise.all(pool.running)
      if (call !== lastCall) return null
      if (phase !== 'running') return store.getState()
      pool = newPool()
    }
    const { controller, running } = pool
    while (running.size < parallel) {
      // It rejects only when it was aborted.
      const one: Promise<void> = line(own, controller.signal)
        .catch(() => undefined)
        .finally(() => running.delete(one))
      running.add(one)
    }
    while (running.size > 0) await Promise.all(running)
    if (call !== lastCall) return null
    if (phase === 'running') become(batches.some(({ state }) => state === 'failed') ? 'failed' : 'done')
    else publish(true)
    return store.getState()
  }

  async function begin(
    settings: EmbedSettings,
    items: readonly EmbedItem[],
    connection: EmbedConnection,
  ): Promise<EmbedJob | null> {
    const call = ++lastCall
    pool.controller.abort()
    pool = newPool()
    const { signal } = pool.controller
    const collected = {
      ...nothing,
      settings,
      host: connection.host,
      items,
      have: new Uint8Array(items.length),
    }
    const own: Work = { connection, collected, keys: [], twins: new Map() }
    work = own
    batches = []
    lookedUp = false
    failure = null
    spent = 0
    phase = 'idle'
    become('looking up')
    try {
      const missing = await lookUp(own, signal, () => work === own && publish())
      batches = inBatches(missing, items)
      lookedUp = true
    } catch (error) {
      if (call !== lastCall) return null
      if (signal.aborted) return store.getState()
      failure = { failure: failureOf(error), at: Date.now() }
      become('failed')
      return store.getState()
    }
    return go(own, call)
  }

  /** Goes on with the job there is. @param connection a key may have been mended since; vectors of another host are not this job's */
  async function goOn(connection: EmbedConnection | undefined): Promise<EmbedJob | null> {
    if (!work) return null
    if (connection?.host === work.connection.host) work.connection = connection
    const { settings, items } = work.collected
    return lookedUp ? go(work, ++lastCall) : begin(settings, items, work.connection)
  }

  return {
    store,
    /** Replaces the job; what an earlier one had under way is stopped first. */
    start: begin,
    /** Lets running batches end and starts no further one. */
    pause(): void {
      if (phase === 'running') become('paused')
    },
    /** Ends running batches; what came is kept, and `resume` goes on from there. */
    stop(): void {
      if (!active() && phase !== 'paused') return
      become('stopped')
      pool.controller.abort()
    },
    async resume(connection?: EmbedConnection): Promise<EmbedJob | null> {
      return phase === 'paused' || phase === 'stopped' ? goOn(connection) : null
    },
    /** Tries failed batches again: all of them, or the one with this index. */
    async retry(index?: number, connection?: EmbedConnection): Promise<EmbedJob | null> {
      if (active()) return null
      batches.forEach((batch, at) => {
        if (batch.state === 'failed' && (index === undefined || index === at)) batch.state = 'waiting'
      })
      return goOn(connection)
    },
  }
}
