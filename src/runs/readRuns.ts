/**
 * The journal, its reading half, which is not in the first load: it has the schemas of what is kept, and a page begins with
 * nothing to read or reads it once it is on the screen.
 */
import * as z from 'zod/mini'
import { failure } from '../gemini/error.ts'
import { settingsFrom } from '../request/functions/travel.ts'
import { read as readRecord, readAll } from '../store/database.ts'
import { heldLocks } from '../store/locks.ts'
import { isOld, lifted, parseAsked } from './askedRecord.ts'
import { EndingRecord, FailureRecord, Moment, OriginRecord } from './endingRecord.ts'
import { dataPrefix, lockOf } from './journal.ts'
import { ownerOf } from './run.ts'
import type { Ending } from '../gemini/reply.ts'
import type { Chunk } from './exchange.ts'
import type { Asked, Origin, Run, RunId } from './run.ts'

const Head = z.looseObject({
  id: z.string(),
  owner: z.string(),
  origin: OriginRecord,
  parent: z.optional(z.string()),
  at: Moment,
  host: z.string(),
  count: z.number(),
  bytes: z.number(),
  elapsed: z.nullable(z.number()),
  attempts: z.array(z.looseObject({ nextAt: Moment, failure: FailureRecord })),
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

/** What a run asked whose file may be anybody's: its functions go the way of all that come from outside. */
function askedInFile(asked: Asked): Asked {
  if (asked.kind === 'turns') return { ...asked, settings: settingsFrom('file', asked.settings) }
  if (asked.kind !== 'doc') return asked
  return { ...asked, doc: { ...asked.doc, settings: settingsFrom('file', asked.doc.settings) } }
}

/** A run that came in a file; null where it has another shape than any of ours. */
export async function runFromFile(value: unknown): Promise<Run | null> {
  try {
    const { asked, chunks, ...head } = z
      .looseObject({ asked: z.unknown(), chunks: z.array(z.unknown()) })
      .parse(value)
    return compose(
      parseHead(head),
      [{ asked: askedInFile(await lifted(parseAsked(asked))) }, { chunks: parseChunks(chunks) }],
      false,
    )
  } catch {
    return null
  }
}
