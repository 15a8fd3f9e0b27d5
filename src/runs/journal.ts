/**
 * The journal, its writing half: every run, kept as it grows; `readRuns.ts` finds it again by its id. Append only. A run is a head in `runs`, written when
 * its request leaves and when it ends; what was asked, once; and its chunks in batches of what came since the last write.
 * So the bytes written grow with the answer, not with its square.
 */
import { write } from '../store/database.ts'
import { beforeLeaving } from '../store/leaving.ts'
import { runTarget, targetsIn, turnTarget } from '../store/references.ts'
import { keysOf } from '../store/sure.ts'
import { REMOVED, jsonWithoutKeys, withoutKeys } from './keyAtRest.ts'
import { watchForShapes, withoutSplitKeys } from './keyInChunks.ts'
import { ownerOf } from './run.ts'
import type { Change } from '../store/database.ts'
import type { Chunk } from './exchange.ts'
import type { Run, RunId } from './run.ts'

/** While a run goes on, at most this often; so at most this much is lost. */
const EVERY_MS = 2000

/** Held while a run goes on: a run without an end and without this was left by a page that went away. */
export const lockOf = (id: RunId): string => `run/${id}`

/** Under which the data of a run are kept. */
const dataPrefixOf = (owner: string, id: RunId) => `${owner}/${id}/`
export const dataPrefix = ({ origin, id }: Pick<Run, 'origin' | 'id'>) => dataPrefixOf(ownerOf(origin), id)
const askedKey = (run: Pick<Run, 'origin' | 'id'>) => `${dataPrefix(run)}asked`
const batchKey = (run: Pick<Run, 'origin' | 'id'>, batch: number) =>
  `${dataPrefix(run)}batch/${String(batch).padStart(6, '0')}`

/** Which turns and runs a run needs to be read: they stay as long as it does. */
function needsOf({ asked, parent, origin }: Run): string[] {
  const runs = parent === undefined ? [] : [runTarget(parent)]
  if (asked.kind !== 'turns' || origin.kind !== 'chat') return runs
  return [...runs, ...asked.turns.map(({ id }) => turnTarget(origin.conversation, id))]
}

/** What is kept of a run beside what was asked and its chunks. `count` tells later whether a batch is missing. */
function headOf({ chunks, asked: _asked, before: _before, ...head }: Run, bytes: number) {
  return { ...head, owner: ownerOf(head.origin), count: chunks.length, bytes }
}

/**
 * The records of a whole run, as it is now.
 * @param key the held key: it is kept nowhere
 */
export function recordsOf(run: Run, key: string | null): Change[] {
  const chunks = key !== null && key.length >= 6 ? withoutSplitKeys(run.chunks, key, REMOVED) : run.chunks
  const clean: Run = chunks === run.chunks ? run : { ...run, chunks, keyRemoved: true }
  return createRecords(clean, key).next(clean)
}

/** Turns the states of a growing run into the records that are not written yet. */
export function createRecords({ asked }: Run, key: string | null) {
  const cleanAsked = withoutKeys(asked, key)
  let removed = cleanAsked !== asked
  let begun = false
  let ended = false
  let askedBytes = 0
  /** Of each batch on disk its first chunk, and its size. */
  let batches: { start: number; bytes: number }[] = []
  /** The chunks in them. */
  let seen: readonly Chunk[] = []
  /** How far the chunks were looked through for what may be a key, and whether it was found. */
  let looked = 0
  let suspect = false
  const mayHoldKey = watchForShapes()

  /** What is to be written of a run's chunks: keys that go over several of them are cut out. */
  function cleanChunks({ chunks }: Run): readonly Chunk[] {
    for (; !suspect && looked < chunks.length; looked++) suspect = mayHoldKey(chunks[looked]!)
    const clean = suspect ? withoutSplitKeys(chunks, null, REMOVED) : chunks
    if (clean !== chunks) removed = true
    return clean
  }

  /** Takes back the batches from the first one that says something else by now: a key has been found that began in it. */
  function revoke(run: Run, chunks: readonly Chunk[]): Change[] {
    // Where one differs all are other objects, and chunks only grow at the end: mostly one look is enough.
    if (seen.length <= chunks.length && seen.at(-1) === chunks[seen.length - 1]) return []
    const differs = seen.findIndex((chunk, at) => chunk !== chunks[at] && chunk.raw !== chunks[at]?.raw)
    if (differs < 0) return []
    const first = batches.findLastIndex(({ start }) => start <= differs)
    const old = batches.slice(first)
    batches = batches.slice(0, first)
    seen = seen.slice(0, old[0]?.start ?? 0)
    return old.map((_, at) => ({ store: 'runData', key: batchKey(run, first + at), value: undefined }))
  }

  return {
    next(run: Run): Change[] {
      const chunks = cleanChunks(run)
      const changes = revoke(run, chunks)
      const start = seen.length
      let bytes = 0
      const fresh = chunks.slice(start).map((chunk): Chunk => {
        const raw = jsonWithoutKeys(chunk.raw, key)
        if (raw !== chunk.raw) removed = true
        bytes += raw.length
        return { at: chunk.at, bytes: chunk.bytes, raw }
      })
      if (fresh.length > 0) {
        changes.push({ store: 'runData', key: batchKey(run, batches.length), value: fresh })
        batches.push({ start, bytes })
      }
      seen = chunks
      if (!begun) {
        changes.push({ store: 'runData', key: askedKey(run), value: cleanAsked })
        askedBytes = cleanAsked.kind === 'unknown' ? 0 : JSON.stringify(cleanAsked).length
      }
      if (!begun || (run.ending && !ended)) {
        const all = batches.reduce((sum, batch) => sum + batch.bytes, askedBytes)
        const head = withoutKeys(headOf(run, all), key)
        changes.push({
          store: 'runs',
          key: run.id,
          value: removed ? { ...head, keyRemoved: true } : head,
          refersTo: [...targetsIn(cleanAsked), ...needsOf(run)],
        })
        begun = true
        ended = run.ending !== null
      }
      return changes
    },
  }
}

/** Pages that go away write what their runs have not written yet. */
const leaving = new Set<() => void>()
let listens = false

/** Keeps a run on disk as it grows, and its lock for as long as it goes on. */
export function keepRun(first: Run, key: string | null) {
  const records = createRecords(first, key)
  let latest = first
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false
  const save = async () => {
    clearTimeout(timer)
    timer = undefined
    if (!over) await write(records.next(latest))
  }
  const leave = () => void save()
  leaving.add(leave)
  if (!listens) beforeLeaving(() => leaving.forEach((one) => one()))
  listens = true
  const release = () => {
    over = true
    clearTimeout(timer)
    leaving.delete(leave)
  }
  return {
    /** Writes within two seconds. */
    soon(run: Run): void {
      latest = run
      timer ??= setTimeout(() => void save(), EVERY_MS)
    },
    /** Writes at once: the request has left. */
    async now(run: Run): Promise<void> {
      latest = run
      await save()
      tellRun(run.id)
    },
    /** Writes the end, after which nothing is written any more. */
    async end(run: Run): Promise<void> {
      latest = run
      const writing = save()
      release()
      await writing
      tellRun(run.id)
      makeRow(run.id)
    },
    /** Nothing more is written: the run's owner was deleted. */
    drop: release,
  }
}

let channel: BroadcastChannel | undefined
const open = () =>
  (channel ??= typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('playground-runs'))

/** Tells the other tabs of a run that has begun, has ended, or has come from a file. */
export function tellRun(id: RunId): void {
  open()?.postMessage(id)
}

/** Makes the row of History while nobody waits; where that fails, the next one that lists them does. */
function makeRow(id: RunId): void {
  if (typeof requestIdleCallback !== 'function') return
  const make = async () => (await import('./history.ts')).rowOf(id)
  requestIdleCallback(() => void make().catch(() => undefined))
}

/** @param hear gets the id of each run that another tab has begun or ended */
export function hearRuns(hear: (id: RunId) => void): void {
  open()?.addEventListener('message', ({ data }: MessageEvent<RunId>) => hear(data))
}

/**
 * Deletes presses for good: their rows, and whatever is kept of their runs. Whether something needs them is the caller's
 * question.
 * @throws DOMException where the base does not say what is kept; that press and those after it are whole then
 */
export async function deletePresses(presses: readonly { id: RunId; owner: string }[]): Promise<void> {
  for (const { id, owner } of presses) {
    const keys = await keysOf('runData', dataPrefixOf(owner, id))
    const stores = ['runs', 'presses', 'searchTexts'] as const
    await write([
      ...stores.map((store): Change => ({ store, key: id, value: undefined })),
      ...keys.map((key): Change => ({ store: 'runData', key, value: undefined })),
    ])
  }
}

/** The same of runs. */
export const deleteRuns = (runs: readonly Pick<Run, 'id' | 'origin'>[]): Promise<void> =>
  deletePresses(runs.map(({ id, origin }) => ({ id, owner: ownerOf(origin) })))

/** A run as a file carries it. */
export const forFile = (run: Run): unknown => ({ ...headOf(run, 0), asked: run.asked, chunks: run.chunks })
