import { conformResponse } from '../gemini/conform.ts'
import { isOutput } from '../gemini/parts.ts'
import type { Failure } from '../gemini/error.ts'
import type { Ending } from '../gemini/reply.ts'
import type { GenerateContentResponse } from '../gemini/types.ts'

/** One event of a stream, or the whole body of a unary call, as it was received. */
export interface Chunk {
  /** Milliseconds since the exchange began. */
  at: number
  /** Bytes of its JSON on the wire. */
  bytes: number
  /** The JSON text; a key in it is masked. The parsed form is `responseOf`. */
  raw: string
}

/** The head of a request as it left, key masked. Its body is printed anew from what was asked. */
export interface SentHead {
  method: 'GET' | 'POST' | 'DELETE'
  url: string
  headers: Record<string, string>
  /** Of the body as it was sent: bytes of UTF-8, and SHA-256 in hex where the browser gives one. */
  bodyBytes: number
  bodyHash: string | null
}

/** A try that failed before its first byte and was, or will be, repeated by itself. */
export interface Attempt {
  failure: Failure
  /** When the next try begins or began, epoch ms. */
  nextAt: number
}

/** What went over the wire once. */
export interface Exchange {
  id: string
  /** When it began, epoch ms. */
  at: number
  /** Who was asked: `demo`, or the host of the base URL. */
  host: string
  /** Null until it has left. */
  sent: SentHead | null
  /** The failed tries before the present one. */
  attempts: readonly Attempt[]
  chunks: readonly Chunk[]
  /** The tier that served it, by the response's head: older servers do not say it in the body. */
  servedTier?: string
  /** Null while it is under way. */
  ending: Ending | null
  /** Milliseconds from begin to end; null while it is under way, and where the end was not seen. */
  elapsed: number | null
}

export type Phase = 'waiting' | 'streaming' | 'settled'

export const phaseOf = ({ ending, chunks }: Pick<Exchange, 'ending' | 'chunks'>): Phase =>
  ending ? 'settled' : chunks.length > 0 ? 'streaming' : 'waiting'

const parsed = new WeakMap<Chunk, GenerateContentResponse>()

function parse({ raw }: Chunk): GenerateContentResponse {
  try {
    const value: unknown = JSON.parse(raw)
    // A body that came in one piece may be a list of one; an error in it is the run's ending.
    const body = (Array.isArray(value) ? value[0] : value) as GenerateContentResponse & { error?: unknown }
    if (body.error === undefined || body.error === null) return conformResponse(body)
    const { error: _, ...answer } = body
    return conformResponse(answer)
  } catch {
    // Only a damaged record; its text is shown as it is.
    return {}
  }
}

/** A chunk's parsed form, as the client makes it; empty where its text is no JSON. Kept for as long as the chunk is. */
export function responseOf(chunk: Chunk): GenerateContentResponse {
  const response = responseOnce(chunk)
  parsed.set(chunk, response)
  return response
}

/** The same for whoever merges it and needs it no more: a long conversation has tens of thousands. */
export const responseOnce = (chunk: Chunk): GenerateContentResponse => parsed.get(chunk) ?? parse(chunk)

/** A chunk whose parsed form is at hand already. */
export function chunkOf(chunk: Chunk, response: GenerateContentResponse): Chunk {
  parsed.set(chunk, response)
  return chunk
}

/** What a chunk brought: part of the answer, a piece of a thought, or neither. */
export type ChunkKind = 'answer' | 'thought' | 'empty'

export function kindOf({ candidates }: GenerateContentResponse): ChunkKind {
  let kind: ChunkKind = 'empty'
  for (const candidate of candidates ?? [])
    for (const part of candidate?.content?.parts ?? []) {
      if (isOutput(part)) return 'answer'
      if (part.thought && part.text) kind = 'thought'
    }
  return kind
}
