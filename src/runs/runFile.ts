/** A run as one file: what was asked, what went over the wire, and pictures where they are wanted. Never a key. */
import * as z from 'zod/mini'
import { Doc, Media } from '../request/schema.ts'
import { readRunFile } from '../request/read.ts'
import { failure } from '../gemini/error.ts'
import { EndingRecord, FailureRecord } from './endingRecord.ts'
import { recordsOf } from './journal.ts'
import { withoutKeys } from './keyAtRest.ts'
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
  at: time,
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
  attempts: z.array(z.object({ nextAt: time, failure: FailureRecord })).check(z.maxLength(100)),
  chunks: z
    .array(z.object({ at: time, bytes: time, raw: z.string() }))
    .check(z.refine((chunks) => chunks.every(({ at }, index) => at >= (chunks[index - 1]?.at ?? 0)))),
  ending: EndingRecord,
  elapsed: z.nullable(time),
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
  /** With their bytes; the document refers to them by their id. */
  media: z.exactOptional(z.array(Media).check(z.maxLength(1100))),
})

const workspaceOf = (origin: Origin): 'prompt' | 'chat' =>
  origin.kind === 'file' ? origin.workspace : origin.kind

/**
 * @param doc what was asked; of a chat run it is made from its turns
 * @param key the held key, which is kept out like everything of its shape
 * @param media with their bytes, where they come along
 */
export function toRunFile(
  run: Run,
  doc: RequestDoc,
  key: string | null,
  media: readonly MediaRef[] = [],
): string {
  // The very records that go to disk, so that a key is kept out of both in one way.
  const records = recordsOf(run, key)
  const head = records.find(({ store }) => store === 'runs')?.value as Omit<Run, 'chunks' | 'asked'>
  const chunks = records.flatMap(({ value }) => (Array.isArray(value) ? (value as Chunk[]) : []))
  const { at, host, sent, attempts, ending, elapsed, keyRemoved, v1 } = head
  const clean = withoutKeys(doc, key)
  return `${JSON.stringify({
    v: 1,
    kind: 'run',
    workspace: workspaceOf(run.origin),
    doc: clean,
    exchange: {
      id: run.id,
      at,
      host,
      sent,
      attempts,
      chunks,
      ending,
      elapsed,
      ...((keyRemoved || clean !== doc) && { keyRemoved: true }),
      ...(v1 && { v1 }),
    },
    ...(media.length > 0 && { media }),
  })}\n`
}

const interrupted: Ending = { kind: 'failed', failure: failure('interrupted', '', { reason: 'RELOADED' }) }

/**
 * A run that came in a file, under an id of its own.
 * @returns also the pictures that came along, with their bytes; one sentence where the file is none of ours
 */
export function readRun(
  json: string,
  id: RunId,
): { ok: true; run: Run; doc: RequestDoc; media: readonly MediaRef[] } | { ok: false; problem: string } {
  const read = readRunFile(json, RunFile)
  if (!read.ok) return read
  const { workspace = 'prompt', doc, exchange, media = [] } = read.file
  const run = {
    ...exchange,
    id,
    origin: { kind: 'file', workspace },
    asked: { kind: 'doc', doc },
    ending: exchange.ending ?? interrupted,
  } as unknown as Run
  return { ok: true, run, doc, media }
}
