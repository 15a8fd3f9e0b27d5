/**
 * The journal: every run, kept as it grows and found again by its id. Append only. A run is a head in `runs`, written when
 * its request leaves and when it ends; what was asked, once; and its chunks in batches of what came since the last write.
 * So the bytes written grow with the answer, not with its square.
 */
import * as z from 'zod/mini'
import { failure } from '../gemini/error.ts'
import { read as readRecord, readAll, write } from '../store/database.ts'
import { beforeLeaving } from '../store/leaving.ts'
import { heldLocks } from '../store/locks.ts'
import { runTarget, targetsIn, turnTarget } from '../store/references.ts'
import { REMOVED, jsonWithoutKeys, withoutKeys } from './keyAtRest.ts'
import { isOld, lifted, parseAsked } from './askedRecord.ts'
import { EndingRecord, FailureRecord, OriginRecord } from './endingRecord.ts'
import { watchForShapes, withoutSplitKeys } from './keyInChunks.ts'
import { ownerOf } from './run.ts'
import type { Ending } from '../gemini/reply.ts'
import type { Change } from '../store/database.ts'
import type { Chunk } from './exchange.ts'
import type { Asked, Origin, Run, RunId } from './run.ts'

/** While a run goes on, at most this often; so at most this much is lost. */
const EVERY_MS = 2000

/** Held while a run goes on: a run without an end and without this was left by a page that went away. */
export const lockOf = (id: RunId): string => `run/${id}`

const dataPrefix = (run: Pick<Run, 'origin' | 'id'>) => `${ownerOf(run.origin)}/${run.id}/`
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

const Head = z.looseObject({
  id: z.string(),
  owner: z.string(),
  origin: OriginRecord,
  at: z.number(),
  host: z.string(),
  count: z.number(),
  bytes: z.number(),
  elapsed: z.nullable(z.number()),
  attempts: z.array(z.looseObject({ nextAt: z.number(), failure: FailureRecord })),
  sent: z.nullable(
    z.looseObject({
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      bodyBytes: z.number(),
      bodyHash: z.nullable(z.string()),
    }),
  ),
  ending: EndingRecord,
  servedTier: z.optional(z.string()),
  hop: z.optional(z.object({ continuationToken: z.string() })),
  v1: z.optional(
    z.object({
      beats: z.array(
        z.object({ at: z.number(), bytes: z.number(), kind: z.enum(['answer', 'thought', 'empty']) }),
      ),
    }),
  ),
})
type Head = Omit<Run, 'chunks' | 'asked'> & { owner: string; count: number; bytes: number }

const parseHead = (value: unknown): Head => Head.parse(value) as unknown as Head

/** By hand: an open conversation has thousands, and a schema takes ten times as long. @throws TypeError */
function parseChunks(value: readonly unknown[]): Chunk[] {
  for (const one of value) {
    const { at, bytes, raw } = (one ?? {}) as Partial<Chunk>
    if (typeof at !== 'number' || typeof bytes !== 'number' || typeof raw !== 'string')
      throw new TypeError('no chunk')
  }
  return value as Chunk[]
}

type Data = { asked: Asked } | { chunks: Chunk[] }

const parseData = (value: unknown): Data =>
  Array.isArray(value) ? { chunks: parseChunks(value) } : { asked: parseAsked(value) }

/** What was kept is no whole answer: the page went away while it ran, or a part cannot be read any more. */
const cut = (reason: 'RELOADED' | 'DAMAGED'): Ending => ({
  kind: 'failed',
  failure: failure('interrupted', '', { reason }),
})

/** @param busy whether some tab still works on it */
function compose(
  { owner: _owner, count, bytes: _bytes, ...head }: Head,
  data: readonly Data[],
  busy: boolean,
): Run {
  const chunks = data.flatMap((one) => ('chunks' in one ? one.chunks : []))
  const asked = data.find((one) => 'asked' in one)?.asked ?? { kind: 'unknown', model: '', stream: true }
  const damaged = head.ending !== null && chunks.length !== count
  const ending = damaged ? cut('DAMAGED') : (head.ending ?? (busy ? null : cut('RELOADED')))
  return { ...head, asked, chunks, ending }
}

/** The head as it is now, where it had no end and nobody works on it: it may have ended since it was read. */
async function readAgain(head: Head, busy: ReadonlySet<string>): Promise<Head> {
  if (busy.has(lockOf(head.id))) return head
  return (await readRecord('runs', head.id, parseHead)) ?? head
}

async function composeAll(kept: readonly Head[], prefix: string): Promise<Run[]> {
  if (kept.length === 0) return []
  const busy = (await heldLocks(lockOf(''))) ?? new Set()
  const heads: Head[] = []
  for (const head of kept) heads.push(head.ending ? head : await readAgain(head, busy))
  const found = new Map<string, Data[]>()
  for (const [key, read] of await readAll('runData', parseData, { prefix })) {
    // Not waited for where there is nothing to lift: a conversation has thousands.
    const data = 'asked' in read && isOld(read.asked) ? { asked: await lifted(read.asked) } : read
    const of = key.slice(0, key.lastIndexOf('asked' in data ? 'asked' : 'batch/'))
    const known = found.get(of)
    if (known) known.push(data)
    else found.set(of, [data])
  }
  return heads.map((head) => compose(head, found.get(dataPrefix(head)) ?? [], busy.has(lockOf(head.id))))
}

/** A run by its id; null where there is none, or where its head cannot be read any more. */
export async function loadRun(id: RunId): Promise<Run | null> {
  const head = await readRecord('runs', id, parseHead)
  const run = head && (await composeAll([head], dataPrefix(head)))[0]
  return run ? behind(run, loadRun) : null
}

/** A run with the one whose answer it goes on with. @param find gives that */
async function behind(run: Run, find: (id: RunId) => Promise<Run | null>): Promise<Run> {
  const before = run.hop && run.parent !== undefined ? await find(run.parent) : null
  return before ? { ...run, before } : run
}

/** Every run of a conversation, in one go. */
export async function loadRunsOf(origin: Origin): Promise<Run[]> {
  const owner = ownerOf(origin)
  const heads = (await readAll('runs', parseHead, { owner })).map(([, head]) => head)
  const runs = new Map((await composeAll(heads, `${owner}/`)).map((run) => [run.id, run]))
  const find = async (id: RunId): Promise<Run | null> => {
    const run = runs.get(id)
    // A prompt that was taken into the conversation is Prompt's still.
    return run ? behind(run, find) : loadRun(id)
  }
  const all: Run[] = []
  for (const run of runs.values()) all.push(run.hop ? await behind(run, find) : run)
  return all
}

/** Deletes presses for good: their rows, and whatever is kept of their runs. Whether something needs them is the caller's question. */
export async function deletePresses(presses: readonly { id: RunId; owner: string }[]): Promise<void> {
  for (const { id, owner } of presses) {
    const keys = (await readAll('runData', () => null, { prefix: `${owner}/${id}/` })).map(([key]) => key)
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

/** A run that came in a file; null where it has another shape than any of ours. */
export async function runFromFile(value: unknown): Promise<Run | null> {
  try {
    const { asked, chunks, ...head } = z
      .looseObject({ asked: z.unknown(), chunks: z.array(z.unknown()) })
      .parse(value)
    return compose(
      parseHead(head),
      [{ asked: await lifted(parseAsked(asked)) }, { chunks: parseChunks(chunks) }],
      false,
    )
  } catch {
    return null
  }
}
