import { createStore } from 'zustand/vanilla'
import { lookUp, runBatch } from './work.ts'
import type { EmbedItem, EmbedSettings } from './requests.ts'
import type { Batch, Collected, EmbedWorld, Work } from './work.ts'

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
}

const nothing: Collected = {
  settings: { model: '' },
  items: [],
  done: 0,
  saved: 0,
  requests: 0,
  tokens: 0,
  dimensions: 0,
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

/** Runs lists of texts through the API: batches of 100, three at a time, in any order, each row in its place. */
export function createEmbedJob() {
  const store = createStore<EmbedJob>(() => ({ ...nothing, phase: 'idle', batches: [], elapsed: 0 }))
  let work: Work | undefined
  let batches: Batch[] = []
  let phase: JobPhase = 'idle'
  let controller = new AbortController()
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

  /** One of three: takes the next waiting batch until there is none, or until it is told to pause. */
  async function line(own: Work, signal: AbortSignal): Promise<void> {
    while (phase === 'running' && !signal.aborted) {
      const next = batches.find(({ state }) => state === 'waiting')
      if (!next) return
      await runBatch(own, next, signal, () => publish(true))
      if (!signal.aborted) publish(true)
      if (next.failure && hopeless.has(next.failure.kind)) return become('failed')
    }
  }

  async function go(own: Work): Promise<void> {
    const { signal } = (controller = new AbortController())
    become('running')
    await Promise.allSettled(Array.from({ length: parallel }, () => line(own, signal)))
    if (signal.aborted || work !== own) return
    if (phase === 'running') become(batches.some(({ state }) => state === 'failed') ? 'failed' : 'done')
    else publish(true)
  }

  /** A key may have been mended since; vectors of another host are not this job's. */
  function take(world?: EmbedWorld): void {
    if (work && world?.host === work.world.host) work.world = world
  }

  return {
    store,
    /** Replaces the job; what an earlier one had under way is stopped first. Resolves when nothing runs any more. */
    async start(settings: EmbedSettings, items: readonly EmbedItem[], world: EmbedWorld): Promise<void> {
      controller.abort()
      const { signal } = (controller = new AbortController())
      const collected = { ...nothing, settings, items, have: new Uint8Array(items.length) }
      const own: Work = { world, collected, keys: [], twins: new Map() }
      work = own
      batches = []
      spent = 0
      phase = 'idle'
      become('looking up')
      try {
        const missing = await lookUp(own, signal, publish)
        batches = inBatches(missing, items)
      } catch (error) {
        if (signal.aborted) return
        throw error
      }
      await go(own)
    },
    /** Lets running batches end and starts no further one. */
    pause(): void {
      if (phase === 'running') become('paused')
    },
    /** Ends running batches; what came is kept, and `resume` goes on from there. */
    stop(): void {
      if (!active() && phase !== 'paused') return
      become('stopped')
      controller.abort()
    },
    async resume(world?: EmbedWorld): Promise<void> {
      take(world)
      if (work && (phase === 'paused' || phase === 'stopped')) await go(work)
    },
    /** Tries failed batches again: all of them, or the one with this index. */
    async retry(index?: number, world?: EmbedWorld): Promise<void> {
      if (!work || active()) return
      take(world)
      batches.forEach((batch, at) => {
        if (batch.state === 'failed' && (index === undefined || index === at)) batch.state = 'waiting'
      })
      await go(work)
    },
  }
}
