import type { Sent } from '../gemini/client.ts'
import type { Failure } from '../gemini/error.ts'
import type { Ending, Reply, State } from '../gemini/reply.ts'
import type { GenerateContentRequest, GenerateContentResponse } from '../gemini/types.ts'

/** One chunk of a stream, or the whole body of a unary call. */
export interface Chunk {
  /** Milliseconds since the run started. */
  at: number
  /** Bytes of its JSON on the wire. */
  bytes: number
  /** The JSON text as received. */
  raw: string
  response: GenerateContentResponse
  kind: 'answer' | 'thought' | 'empty'
}

/** One run from request to end, as plain data: what a reload, the inspector, a history or a comparison reads. */
export interface Run {
  id: string
  workspace: RunWorkspace
  /** Model id as it was chosen. */
  model: string
  request: GenerateContentRequest
  /** The HTTP request as it left, key masked; null until then. */
  sent: Sent | null
  /** Epoch milliseconds. */
  startedAt: number
  streamed: boolean
  chunks: readonly Chunk[]
  /** All chunks folded into one response. */
  reply: Reply
  phase: 'waiting' | 'streaming' | 'settled'
  /** Of the first candidate; null until settled. */
  state: State | null
  failure: Failure | null
  ending: Ending | null
  /** Milliseconds from start to end; null until settled. */
  elapsed: number | null
  /** The first byte is late. */
  slow: boolean
  /** An announced repetition after a 503: when (epoch milliseconds), and the how manieth (1 or 2). */
  retry: { at: number; attempt: number } | null
}

export type RunWorkspace = 'prompt' | 'chat'
