import type { RequestDoc } from '../request/doc.ts'
import type { Settings } from '../request/settings/table.ts'
import type { ChunkKind, Exchange } from './exchange.ts'

/** A UUID: two tabs never meet. */
export type RunId = string

/** Where a run came from. One from a file says in which workspace it was made, wherever that was. */
export type Origin =
  | { kind: 'prompt' }
  | { kind: 'chat'; conversation: string; turn: string }
  | { kind: 'file'; workspace: 'prompt' | 'chat' }

/** A turn version that a chat run sent: its words are immutable, so its id stands for them. */
export interface SentTurn {
  id: string
  role: 'user' | 'model'
  /** Of an answer: index of the candidate that went back. */
  candidate?: number
}

/**
 * What was asked. A prompt keeps its document. A chat run keeps which turns it sent, and of those only the ones after what
 * an earlier run sent already: repeating them would grow with the square of the conversation. Of a run of an earlier
 * version of this page only model and stream are known.
 */
export type Asked =
  | { kind: 'doc'; doc: RequestDoc }
  | {
      kind: 'turns'
      settings: Settings
      /** The first `count` turns that this run sent come before. */
      after?: { run: RunId; count: number }
      turns: readonly SentTurn[]
    }
  | { kind: 'unknown'; model: string; stream: boolean }

/** An exchange that asked for an answer. Facts only; immutable once it has ended. */
export interface Run extends Exchange {
  id: RunId
  origin: Origin
  /** The run that this one goes on from: it answers its calls or, with a `hop`, goes on with its answer. */
  parent?: RunId
  /** It asked its parent's answer to go on: the same body, with this token beside it. */
  hop?: { continuationToken: string }
  /** The parent of such a run: the answer is one, and nobody reads half of it. In memory alone. */
  before?: Run
  asked: Asked
  /** A key was cut out of what is kept, so it is not byte for byte what went over the wire. */
  keyRemoved?: true
  /**
   * Lifted from version 1, which kept the merged answer alone: it is the one chunk, and these are the times and sizes of
   * the chunks that there were.
   */
  v1?: { beats: readonly Beat[] }
}

/** What the time line shows of a chunk. */
export interface Beat {
  /** Milliseconds since the run began. */
  at: number
  bytes: number
  kind: ChunkKind
}

/** Model id as it was chosen. */
export function modelOf({ asked }: Pick<Run, 'asked'>): string {
  if (asked.kind === 'doc') return asked.doc.settings.model
  return asked.kind === 'turns' ? asked.settings.model : asked.model
}

export function isStreamed({ asked }: Pick<Run, 'asked'>): boolean {
  if (asked.kind === 'doc') return asked.doc.settings.stream
  return asked.kind === 'turns' ? asked.settings.stream : asked.stream
}

/** The settings that went with a run; null where they were not kept. */
export function settingsOf({ asked }: Pick<Run, 'asked'>): Settings | null {
  if (asked.kind === 'doc') return asked.doc.settings
  return asked.kind === 'turns' ? asked.settings : null
}

/** Whoever a run belongs to: its conversation, Prompt, or nobody here. Its records stand together under this name. */
export const ownerOf = (origin: Origin): string =>
  origin.kind === 'chat' ? `chat/${origin.conversation}` : origin.kind
