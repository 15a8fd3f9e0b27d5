/** Runs as version 1 of this page kept them, in the shape of now. */
import * as z from 'zod/mini'
import { failure } from '../gemini/error.ts'
import { toResponse } from '../gemini/reply.ts'
import { safetyOf } from '../request/safety.ts'
import { settingsShape } from '../request/settings/schema.ts'
import type { Ending, Reply } from '../gemini/reply.ts'
import type { Content, GenerateContentRequest, Part } from '../gemini/types.ts'
import type { RequestDoc } from '../request/doc.ts'
import type { Origin, Run, RunId } from './run.ts'
import type { SentHead } from './exchange.ts'

const kind = z.enum(['answer', 'thought', 'empty'])
const End = z.nullable(z.looseObject({ kind: z.enum(['end', 'stopped', 'failed']) }))
const Parts = z.array(z.looseObject({}))

/** The run inside a turn of version 1: the merged answer, and when its chunks came. */
const TurnRun = z.looseObject({
  model: z.string(),
  startedAt: z.number(),
  streamed: z.boolean(),
  elapsed: z.nullable(z.number()),
  ending: End,
  chunks: z.array(z.object({ at: z.number(), bytes: z.number(), kind })),
  reply: z.looseObject({
    candidates: z.array(
      z.looseObject({
        index: z.number(),
        parts: Parts,
        citations: z.array(z.unknown()),
      }),
    ),
  }),
})

/** A page that went away in the midst of it. */
const interrupted = (): Ending => ({
  kind: 'failed',
  failure: failure('interrupted', '', { reason: 'RELOADED' }),
})

function endingOf(value: unknown): Ending {
  const ending = value as Ending | null
  if (ending?.kind !== 'failed') return ending ?? interrupted()
  // Whatever it says is kept, and what advice walks into is there.
  return { kind: 'failed', failure: failure('unknown', '', ending.failure) }
}

/** The answer with these parts for a candidate: version 1 kept them twice, and what the turn held is what was sent. */
function withParts(
  reply: Reply,
  { parts, candidate }: { parts: readonly Part[]; candidate: number | undefined },
): Reply {
  if (parts.length === 0) return reply
  const index = candidate ?? reply.candidates[0]?.index ?? 0
  const candidates = reply.candidates.map((one) => (one.index === index ? { ...one, parts } : one))
  return { ...reply, candidates }
}

/** What a turn of version 1 held beside its run. */
interface Held {
  parts: unknown
  candidate: number | undefined
}

/**
 * The run that a turn of version 1 held.
 * @param id the same for the same turn, so that lifting it twice gives one run
 * @throws ZodError where it is none of version 1
 */
export function liftTurnRun(value: unknown, id: RunId, origin: Origin, held: Held): Run {
  const { model, startedAt, streamed, chunks, reply, ending: end, elapsed } = TurnRun.parse(value)
  const read = Parts.safeParse(held.parts)
  const parts = read.success ? read.data : []
  const whole = withParts(reply as unknown as Reply, { parts, candidate: held.candidate })
  const raw = JSON.stringify(toResponse(whole))
  const came = chunks.length > 0 || reply.candidates.length > 0
  return {
    id,
    origin,
    asked: { kind: 'unknown', model, stream: streamed },
    at: startedAt,
    host: '',
    sent: null,
    attempts: [],
    chunks: came
      ? [{ at: chunks.at(-1)?.at ?? 0, bytes: chunks.reduce((sum, one) => sum + one.bytes, 0), raw }]
      : [],
    ending: endingOf(end),
    elapsed,
    v1: { beats: chunks },
  }
}

const Head = z.looseObject({
  id: z.string(),
  model: z.string(),
  startedAt: z.number(),
  streamed: z.boolean(),
  elapsed: z.nullable(z.number()),
  ending: End,
  count: z.number(),
})
const Request = z.looseObject({
  id: z.string(),
  request: z.looseObject({
    contents: z.array(
      z.looseObject({ role: z.optional(z.string()), parts: z.optional(z.array(z.looseObject({}))) }),
    ),
  }),
  sent: z.nullable(
    z.looseObject({
      method: z.enum(['GET', 'POST', 'DELETE']),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.optional(z.string()),
    }),
  ),
})
const Batch = z.object({
  id: z.string(),
  chunks: z.array(
    z.object({
      at: z.number(),
      bytes: z.number(),
      raw: z.string().check(z.refine((text) => isJson(text))),
    }),
  ),
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

type PromptRecord =
  | { head: z.output<typeof Head> }
  | { rest: z.output<typeof Request> }
  | { batch: z.output<typeof Batch> }

/**
 * One of the records in which version 1 kept the answer of Prompt.
 * @throws ZodError where it is none
 */
export function parsePromptRecord(value: unknown): PromptRecord {
  const fields = typeof value === 'object' && value !== null ? value : {}
  if ('request' in fields) return { rest: Request.parse(value) }
  return 'chunks' in fields ? { batch: Batch.parse(value) } : { head: Head.parse(value) }
}

/** The document that a request was printed from: pictures stay in it as they were sent. */
function docOf(model: string, stream: boolean, request: GenerateContentRequest): RequestDoc {
  const { contents, systemInstruction, generationConfig, safetySettings = [] } = request
  const config = settingsShape.generationConfig.safeParse(generationConfig ?? {})
  return {
    v: 2,
    settings: {
      model,
      stream,
      systemInstruction: systemInstruction?.parts?.[0]?.text ?? '',
      generationConfig: config.success ? config.data : {},
      safety: safetyOf(safetySettings),
    },
    turns: contents.map(({ role, parts = [] }: Content) => ({
      role: role === 'model' ? 'model' : 'user',
      parts,
    })),
  }
}

/**
 * The answer that Prompt of a tab kept in version 1, from its records.
 * @returns null where they do not fit together
 */
export function liftPromptRun(records: readonly PromptRecord[], id: RunId): Run | null {
  const head = records.flatMap((record) => ('head' in record ? [record.head] : []))[0]
  const rest = records.flatMap((record) => ('rest' in record ? [record.rest] : []))[0]
  if (!head || !rest || rest.id !== head.id) return null
  const chunks = records.flatMap((record) =>
    'batch' in record && record.batch.id === head.id ? record.batch.chunks : [],
  )
  const whole = chunks.length === head.count
  const end: Ending = whole
    ? endingOf(head.ending)
    : { kind: 'failed', failure: failure('interrupted', '', { reason: 'DAMAGED' }) }
  const { sent } = rest
  const { url = '', method = 'POST', headers = {}, body = '' } = sent ?? {}
  const sentHead: SentHead | null = sent && {
    method,
    url,
    headers,
    bodyBytes: new TextEncoder().encode(body).length,
    bodyHash: null,
  }
  return {
    id,
    origin: { kind: 'prompt' },
    asked: {
      kind: 'doc',
      doc: docOf(head.model, head.streamed, rest.request as unknown as GenerateContentRequest),
    },
    at: head.startedAt,
    host: sent && URL.canParse(url) ? new URL(url).host : '',
    sent: sentHead,
    attempts: [],
    chunks,
    ending: end,
    elapsed: head.elapsed,
  }
}
