import * as z from 'zod/mini'
import { failure } from '../gemini/error.ts'
import { emptyReply, fold, settle } from '../gemini/reply.ts'
import type { Ending } from '../gemini/reply.ts'
import type { GenerateContentRequest, GenerateContentResponse } from '../gemini/types.ts'
import { readAll, write } from '../store/database.ts'
import type { Change } from '../store/database.ts'
import { kindOf } from './chunkKind.ts'
import { holdsKey } from './keyInText.ts'
import { thisTab } from '../store/tab.ts'
import type { Chunk, Run, RunWorkspace } from './run.ts'

/** While streaming, at most this often; so at most this much is lost. */
const EVERY_MS = 2000

/**
 * A run is kept by the tab that started it, as a head, its request (written once, it may hold images), and batches of chunks: what arrived
 * since the last write. So the bytes written grow with the answer, not with its square.
 */
const prefixIn = (workspace: RunWorkspace, tab: string) => `run/${workspace}/${tab}/`
const batchKey = (prefix: string, batch: number) => `${prefix}batch/${String(batch).padStart(6, '0')}`

type KeptChunk = Pick<Chunk, 'at' | 'bytes' | 'raw'>

/** The run without what is kept elsewhere; `count` tells later whether a batch is missing. */
function headOf({ request: _request, sent: _sent, chunks, reply: _reply, ...head }: Run) {
  return { ...head, count: chunks.length }
}

/** A key that the user chose to send may still not reach the disk. */
function mayBeKept({ contents, systemInstruction }: GenerateContentRequest): boolean {
  const parts = [...contents, systemInstruction].flatMap((content) => content?.parts ?? [])
  return !parts.some((part) => holdsKey(part.text ?? ''))
}

/** Batches the run before this one left behind, by workspace. */
const batchesOnDisk: Record<RunWorkspace, number> = { prompt: 0, chat: 0 }

/** Keeps a run on disk as it grows. */
export function keepRun({ workspace, id, request: asked }: Run) {
  const keeps = mayBeKept(asked)
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest: Run | undefined
  let written = 0
  let batches = 0
  let requestWritten = false
  const save = async (run: Run) => {
    clearTimeout(timer)
    timer = undefined
    if (!keeps) return
    const prefix = prefixIn(workspace, (await thisTab()).id)
    const changes: Change[] = [{ store: 'drafts', key: `${prefix}head`, value: headOf(run) }]
    if (!requestWritten && (run.sent || run.phase === 'settled')) {
      const { request, sent } = run
      changes.push({ store: 'drafts', key: `${prefix}request`, value: { request, sent, id } })
      requestWritten = true
    }
    const fresh = run.chunks.slice(written).map(({ at, bytes, raw }): KeptChunk => ({ at, bytes, raw }))
    if (fresh.length > 0) {
      changes.push({ store: 'drafts', key: batchKey(prefix, batches), value: { id, chunks: fresh } })
      batches += 1
      written = run.chunks.length
    }
    // In the same transaction, so that never two runs' chunks stand together.
    for (let old = batches; old < batchesOnDisk[workspace]; old++)
      changes.push({ store: 'drafts', key: batchKey(prefix, old), value: undefined })
    batchesOnDisk[workspace] = batches
    await write(changes)
  }
  return {
    /** Writes within two seconds. */
    soon(run: Run): void {
      latest = run
      timer ??= setTimeout(() => {
        if (latest) void save(latest)
      }, EVERY_MS)
    },
    /** Writes at once. */
    now: save,
    /** To be called when chunks that may be on disk already have changed: all are written anew. */
    again(): void {
      written = 0
      batches = 0
    },
    /** Forgets what is not written yet. */
    cancel(): void {
      clearTimeout(timer)
    },
  }
}

const Head = z.looseObject({
  id: z.string(),
  workspace: z.enum(['prompt', 'chat']),
  model: z.string(),
  startedAt: z.number(),
  streamed: z.boolean(),
  phase: z.enum(['waiting', 'streaming', 'settled']),
  elapsed: z.nullable(z.number()),
  count: z.number(),
  ending: z.nullable(z.looseObject({ kind: z.enum(['end', 'stopped', 'failed']) })),
})
const Request = z.looseObject({ id: z.string(), request: z.looseObject({ contents: z.array(z.unknown()) }) })
const Batch = z.object({
  id: z.string(),
  chunks: z.array(z.object({ at: z.number(), bytes: z.number(), raw: z.string() })),
})

/** What was kept is no whole answer: the page went away while it ran, or a part cannot be read any more. */
const cut = (reason: 'RELOADED' | 'DAMAGED'): Ending => ({
  kind: 'failed',
  failure: failure('interrupted', '', { reason }),
})

type KeptRecord =
  | { of: 'head'; head: z.output<typeof Head> }
  | { of: 'request'; rest: Pick<Run, 'id' | 'request' | 'sent'> }
  | { of: 'batch'; batch: z.output<typeof Batch>; responses: GenerateContentResponse[] }

function parseRecord(value: unknown): KeptRecord {
  if (typeof value === 'object' && value !== null && 'request' in value)
    return { of: 'request', rest: Request.parse(value) as unknown as Pick<Run, 'id' | 'request' | 'sent'> }
  if (typeof value === 'object' && value !== null && 'chunks' in value) {
    const batch = Batch.parse(value)
    return {
      of: 'batch',
      batch,
      responses: batch.chunks.map(({ raw }) => JSON.parse(raw) as GenerateContentResponse),
    }
  }
  return { of: 'head', head: Head.parse(value) }
}

/**
 * The run that `keepRun` kept last, chunks parsed and folded anew.
 * @returns null where there is none or its records do not fit together; a run that never settled is `interrupted`
 */
export async function loadRun(workspace: RunWorkspace): Promise<Run | null> {
  const prefix = prefixIn(workspace, (await thisTab()).id)
  const records = (await readAll('drafts', parseRecord, { prefix })).map(([, record]) => record)
  batchesOnDisk[workspace] = Math.max(
    batchesOnDisk[workspace],
    records.filter(({ of }) => of === 'batch').length,
  )
  const head = records.find((record) => record.of === 'head')?.head
  const rest = records.find((record) => record.of === 'request')?.rest
  if (!head || !rest || rest.id !== head.id) return null
  const chunks = records.flatMap((record) =>
    record.of === 'batch' && record.batch.id === head.id
      ? record.batch.chunks.map((chunk, place): Chunk => {
          const response = record.responses[place] ?? {}
          return { ...chunk, response, kind: kindOf(response) }
        })
      : [],
  )
  const reply = chunks.reduce((all, chunk) => fold(all, chunk.response), emptyReply)
  const settled = head.phase === 'settled' && head.ending ? (head.ending as Ending) : cut('RELOADED')
  const ending = chunks.length === head.count ? settled : cut('DAMAGED')
  return {
    ...rest,
    workspace,
    model: head.model,
    startedAt: head.startedAt,
    streamed: head.streamed,
    chunks,
    reply,
    phase: 'settled',
    ending,
    state: settle(reply, ending),
    failure: ending.kind === 'failed' ? ending.failure : null,
    elapsed: head.elapsed ?? chunks.at(-1)?.at ?? 0,
    slow: false,
    retry: null,
  }
}
