import * as z from 'zod/mini'
import { failure } from '../../gemini/error.ts'
import { settle } from '../../gemini/reply.ts'
import { keysOf, readAll, write } from '../database.ts'
import { withoutKey } from '../keyInText.ts'
import { conformParts, parseRun } from './runRecord.ts'
import type { Run } from '../run.ts'
import type { Gone, Turn, TurnRun } from './tree.ts'

/** A conversation's own record; its turns are records of their own. */
export interface Conversation {
  id: string
  title: string
  /** The user named it; else the title follows the first message. */
  named: boolean
  createdAt: number
  updatedAt: number
  /** Version on show, by slot. */
  chosen: Record<string, string>
}

/** A deleted conversation: late writes of another tab do not bring it back. */
interface GoneConversation {
  gone: true
  id: string
  at: number
}

const ConversationRecord = z.object({
  id: z.string(),
  title: z.string(),
  named: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
  chosen: z.record(z.string(), z.string()),
})
const GoneConversationRecord = z.object({ gone: z.literal(true), id: z.string(), at: z.number() })

const place = {
  id: z.string(),
  conversation: z.string(),
  parent: z.nullable(z.string()),
  slot: z.string(),
  at: z.number(),
}
const TurnRecord = z.looseObject({
  ...place,
  role: z.enum(['user', 'model']),
  parts: z.array(z.looseObject({})),
  images: z.array(z.looseObject({ id: z.string(), mimeType: z.string(), name: z.string() })),
  run: z.optional(z.unknown()),
})
const GoneRecord = z.object({ ...place, gone: z.literal(true) })

const isGone = (value: unknown) => typeof value === 'object' && value !== null && 'gone' in value

// The shapes above check what the code walks into; the rest of a record is the API's own and kept as it is.
export function parseTurn(value: unknown): Turn | Gone {
  if (isGone(value)) return GoneRecord.parse(value)
  const { run: kept, ...record } = TurnRecord.parse(value)
  const run = kept === undefined ? undefined : parseRun(kept)
  const turn = { ...record, parts: conformParts(record.parts) } as unknown as Turn
  // Without its run the turn still has its words.
  if (kept !== undefined && !run) return { ...turn, runLost: true }
  return run ? { ...turn, run } : turn
}

export function parseConversation(value: unknown): Conversation | GoneConversation {
  return isGone(value) ? GoneConversationRecord.parse(value) : ConversationRecord.parse(value)
}

const turnKey = ({ conversation, id }: { conversation: string; id: string }) => `${conversation}/${id}`
/** Beside the turn's own key, not in its place: whichever tab writes last, the deletion stays. */
const goneKey = (turn: { conversation: string; id: string }) => `${turnKey(turn)}/gone`

/** All conversations that are not deleted, newest first. */
export async function readConversations(): Promise<Conversation[]> {
  const records = (await readAll('conversations', parseConversation)).map(([, record]) => record)
  const gone = new Set(records.filter(isGone).map(({ id }) => id))
  return records
    .filter((record): record is Conversation => !('gone' in record) && !gone.has(record.id))
    .toSorted((a, b) => b.updatedAt - a.updatedAt)
}

/** Every turn of a conversation and every deleted one. */
export async function readTurns(
  conversation: string,
): Promise<{ turns: Map<string, Turn>; gone: Map<string, Gone> }> {
  const turns = new Map<string, Turn>()
  const gone = new Map<string, Gone>()
  for (const [, record] of await readAll('turns', parseTurn, { conversation })) {
    if ('gone' in record) gone.set(record.id, record)
    else turns.set(record.id, record)
  }
  for (const id of gone.keys()) turns.delete(id)
  return { turns, gone }
}

/** Opaque, and long enough to look like anything by chance. */
const opaque = new Set(['data', 'thoughtSignature'])

/** A key that the user chose to send may still not reach the disk; on the screen the text stays as it was. */
function withoutKeys<T>(value: T): T {
  if (typeof value === 'string') return withoutKey(value) as T
  if (Array.isArray(value)) {
    const cleaned = value.map(withoutKeys)
    return cleaned.some((item, index) => item !== value[index]) ? (cleaned as T) : value
  }
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value as Record<string, unknown>)
  const cleaned = fields.map(
    ([name, field]) => [name, opaque.has(name) ? field : withoutKeys(field)] as const,
  )
  return cleaned.some(([, field], index) => field !== fields[index]?.[1])
    ? (Object.fromEntries(cleaned) as T)
    : value
}

/** One change of a conversation, in one transaction. */
export interface Edit {
  conversation?: Conversation
  put?: readonly Turn[]
  remove?: readonly Turn[]
  /** Deleted turns that come back as they were. */
  restore?: readonly Turn[]
}

export function writeEdit({ conversation, put = [], remove = [], restore = [] }: Edit): Promise<void> {
  return write([
    ...(conversation
      ? [{ store: 'conversations' as const, key: conversation.id, value: withoutKeys(conversation) }]
      : []),
    ...[...put, ...restore].map((turn) => ({
      store: 'turns' as const,
      key: turnKey(turn),
      value: withoutKeys(turn),
    })),
    ...restore.map((turn) => ({ store: 'turns' as const, key: goneKey(turn), value: undefined })),
    ...remove.flatMap((turn) => [
      { store: 'turns' as const, key: turnKey(turn), value: undefined },
      { store: 'turns' as const, key: goneKey(turn), value: goneOf(turn) },
    ]),
  ])
}

export function goneOf({ id, conversation, parent, slot, at }: Turn): Gone {
  return { gone: true, id, conversation, parent, slot, at }
}

/** Marks a conversation as deleted; its turns stay until `purge`, so that undo finds them. */
export function removeConversation(id: string): Promise<void> {
  return write([{ store: 'conversations', key: `${id}/gone`, value: { gone: true, id, at: Date.now() } }])
}

export function restoreConversation(id: string): Promise<void> {
  return write([{ store: 'conversations', key: `${id}/gone`, value: undefined }])
}

/** Deletes for good the turns and drafts of conversations that were deleted before `before` (epoch ms). */
export async function purge(before: number): Promise<void> {
  const records = await readAll('conversations', parseConversation)
  const drafts = await keysOf('drafts').catch(() => [])
  for (const [, record] of records) {
    if (!('gone' in record) || record.at > before) continue
    const { turns, gone } = await readTurns(record.id)
    await write([
      { store: 'conversations', key: record.id, value: undefined },
      // What was being written in it, in whichever tab.
      ...drafts
        .filter((key) => /^chat\/(draft|edit)\//.test(key) && key.split('/')[2] === record.id)
        .map((key) => ({ store: 'drafts' as const, key, value: undefined })),
      ...[...turns.values()].map((turn) => ({
        store: 'turns' as const,
        key: turnKey(turn),
        value: undefined,
      })),
      ...[...gone.values()].map((turn) => ({
        store: 'turns' as const,
        key: goneKey(turn),
        value: undefined,
      })),
    ])
  }
}

/** What a turn keeps of a run. */
export function turnRun({ request: _request, sent: _sent, chunks, ...run }: Run): TurnRun {
  return { ...run, chunks: chunks.map(({ at, bytes, kind }) => ({ at, bytes, kind })) }
}

/** The run of a turn as the answer's components take it; request and raw chunks were not kept. */
export function asRun(run: TurnRun): Run {
  return {
    ...run,
    request: { contents: [] },
    sent: null,
    chunks: run.chunks.map((chunk) => Object.assign({ raw: '', response: {} }, chunk)),
  }
}

/** A run that nobody is running any more, though it never ended: the page went away in mid-stream. */
export function interrupted(run: TurnRun): TurnRun {
  const ending = { kind: 'failed', failure: failure('interrupted', '', { reason: 'RELOADED' }) } as const
  return {
    ...run,
    phase: 'settled',
    ending,
    failure: ending.failure,
    state: settle(run.reply, ending),
    elapsed: run.elapsed ?? run.chunks.at(-1)?.at ?? 0,
    slow: false,
    retry: null,
  }
}
