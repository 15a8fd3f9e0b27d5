/**
 * A run as one file: what was asked, what went over the wire, and pictures where they are wanted. Never a key. Of an answer
 * in several requests all of them travel: nobody reads half of it.
 */
import * as z from 'zod/mini'
import { settingsFrom } from '../request/functions/travel.ts'
import { Doc, Media } from '../request/schema.ts'
import { readRunFile } from '../request/read.ts'
import { failure } from '../gemini/error.ts'
import { EndingRecord, FailureRecord, Moment } from './endingRecord.ts'
import { recordsOf } from './journal.ts'
import { keyOf } from './registry.ts'
import { withoutKeys } from './keyAtRest.ts'
import { settingsOf } from './run.ts'
import type { RequestDoc } from '../request/doc.ts'
import type { MediaRef } from '../request/media.ts'
import type { Ending } from '../gemini/reply.ts'
import type { Chunk } from './exchange.ts'
import type { Origin, Run, RunId } from './run.ts'

/** Bytes; as much as a file of a prompt. */
export const MAX_RUN_FILE = 64_000_000

const time = z.number().check(z.minimum(0))

const Exchange = z.object({
  id: z.string().check(z.maxLength(200)),
  at: Moment,
  host: z.string().check(z.maxLength(300)),
  sent: z.nullable(
    z.object({
      method: z.enum(['GET', 'POST', 'DELETE']),
      url: z.string().check(z.maxLength(10_000)),
      headers: z.record(z.string(), z.string()),
      bodyBytes: time,
      bodyHash: z.nullable(z.string().check(z.maxLength(64))),
    }),
  ),
  attempts: z.array(z.object({ nextAt: Moment, failure: FailureRecord })).check(z.maxLength(100)),
  chunks: z
    .array(z.object({ at: time, bytes: time, raw: z.string() }))
    .check(z.refine((chunks) => chunks.every(({ at }, index) => at >= (chunks[index - 1]?.at ?? 0)))),
  ending: EndingRecord,
  elapsed: z.nullable(time),
  servedTier: z.exactOptional(z.string().check(z.maxLength(100))),
  hop: z.exactOptional(z.object({ continuationToken: z.string() })),
  keyRemoved: z.exactOptional(z.literal(true)),
  v1: z.exactOptional(
    z.object({
      beats: z.array(z.object({ at: time, bytes: time, kind: z.enum(['answer', 'thought', 'empty']) })),
    }),
  ),
})

const RunFile = z.object({
  v: z.literal(1),
  kind: z.literal('run'),
  /** Where it was made. */
  workspace: z.exactOptional(z.enum(['prompt', 'chat'])),
  doc: Doc,
  exchange: Exchange,
  /** The requests whose answer it goes on with, the first one first. They asked the same, but perhaps with a lower limit. */
  before: z.exactOptional(
    z.array(z.object({ settings: Doc.shape.settings, exchange: Exchange })).check(z.maxLength(100)),
  ),
  /** With their bytes; the document refers to them by their id. */
  media: z.exactOptional(z.array(Media).check(z.maxLength(1100))),
})

const workspaceOf = (origin: Origin): 'prompt' | 'chat' =>
  origin.kind === 'file' ? origin.workspace : origin.kind

/** What must stand in no file of a run: the held key, which may be another one by now, and the one that it was made with. */
const keysFor = (run: Run, key: string | null) => [key, keyOf(run.id)]

const cleanFor = <T>(run: Run, key: string | null, value: T): T =>
  keysFor(run, key).reduce((clean, one) => withoutKeys(clean, one), value)

/** A run as it goes to disk: so a key is kept out of both in one way. */
function asKept(run: Run, key: string | null): Run {
  const records = recordsOf(run, key)
  const head = records.find(({ store }) => store === 'runs')?.value as Omit<Run, 'chunks' | 'asked'>
  const chunks = records.flatMap(({ value }) => (Array.isArray(value) ? (value as Chunk[]) : []))
  return { ...head, asked: run.asked, chunks }
}

/** What went over the wire. */
function exchangeOf(run: Run, key: string | null) {
  const kept = keysFor(run, key).reduce(asKept, run)
  const { id, at, host, sent, attempts, chunks, ending, elapsed, servedTier, hop, keyRemoved, v1 } = kept
  return {
    id,
    at,
    host,
    sent,
    attempts,
    chunks,
    ending,
    elapsed,
    ...(servedTier !== undefined && { servedTier }),
    ...(hop && { hop }),
    ...(keyRemoved && { keyRemoved }),
    ...(v1 && { v1 }),
  }
}

/** The requests before one of the same answer, the first one first. */
export function hopsBefore(run: Run): Run[] {
  const hops: Run[] = []
  for (let one = run.before; one; one = one.before) hops.unshift(one)
  return hops
}

/**
 * @param doc what was asked; of a chat run it is made from its turns
 * @param key the held key, which is kept out like everything of its shape, and like the one that the run was made with
 * @param media with their bytes, where they come along
 */
export function toRunFile(
  run: Run,
  doc: RequestDoc,
  key: string | null,
  media: readonly MediaRef[] = [],
): string {
  const clean = cleanFor(run, key, doc)
  const exchange = exchangeOf(run, key)
  const before = hopsBefore(run).map((one) => ({
    settings: cleanFor(one, key, settingsOf(one) ?? doc.settings),
    exchange: exchangeOf(one, key),
  }))
  return `${JSON.stringify({
    v: 1,
    kind: 'run',
    workspace: workspaceOf(run.origin),
    doc: clean,
    exchange: clean === doc ? exchange : { ...exchange, keyRemoved: true },
    ...(before.length > 0 && { before }),
    ...(media.length > 0 && { media }),
  })}\n`
}

const interrupted: Ending = { kind: 'failed', failure: failure('interrupted', '', { reason: 'RELOADED' }) }

/** Ids of the requests of one answer follow each other, so that the same file gives the same ones. @param by how far before */
const idBefore = (id: RunId, by: number): RunId => {
  const node = (BigInt(`0x${id.slice(24)}`) - BigInt(by)) & 0xff_ff_ff_ff_ff_ffn
  return id.slice(0, 24) + node.toString(16).padStart(12, '0')
}

/**
 * A run that came in a file, under an id of its own; before it the requests whose answer it goes on with.
 * @returns also the pictures that came along, with their bytes; one sentence where the file is none of ours
 */
export function readRun(
  json: string,
  id: RunId,
): { ok: true; run: Run; doc: RequestDoc; media: readonly MediaRef[] } | { ok: false; problem: string } {
  const read = readRunFile(json, RunFile)
  if (!read.ok) return read
  const { workspace = 'prompt', exchange, before = [], media = [] } = read.file
  const doc = { ...read.file.doc, settings: settingsFrom('file', read.file.doc.settings) }
  const hops = [...before, { settings: doc.settings, exchange }].map((hop, at, { length }) =>
    Object.assign({}, hop.exchange, {
      id: idBefore(id, length - 1 - at),
      origin: { kind: 'file', workspace },
      asked: { kind: 'doc', doc: { ...doc, settings: settingsFrom('file', hop.settings) } },
      ending: hop.exchange.ending ?? interrupted,
    }),
  ) as unknown as Run[]
  const run = hops.reduce((earlier, later) => ({ ...later, parent: earlier.id, before: earlier }))
  return { ok: true, run, doc, media }
}
