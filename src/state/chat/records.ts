import * as z from 'zod/mini'
import { amend, readAll, write } from '../../store/database.ts'
import { runTarget, turnTarget } from '../../store/references.ts'
import { keysOf, referrersOf, runsOnDisk } from '../../store/sure.ts'
import { deleteRuns, recordsOf } from '../../runs/journal.ts'
import { loadRun, loadRunsOf } from '../../runs/readRuns.ts'
import { withoutKeys } from '../../runs/keyAtRest.ts'
import { ownerOf } from '../../runs/run.ts'
import { session } from '../connection/session.ts'
import { conformParts } from '../../gemini/conform.ts'
import { isMedia } from '../../request/media.ts'
import { liftTurn } from './liftTurn.ts'
import type { Change } from '../../store/database.ts'
import type { Origin, Run, RunId } from '../../runs/run.ts'
import type { Gone, Turn } from './tree.ts'

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
  parts: z.array(
    z.looseObject({
      media: z.optional(z.looseObject({ id: z.string(), mimeType: z.string(), name: z.string() })),
    }),
  ),
  run: z.optional(z.string()),
  answers: z.optional(z.array(z.looseObject({ by: z.string() }))),
})
const GoneRecord = z.object({ ...place, gone: z.literal(true) })

const isGone = (value: unknown) => typeof value === 'object' && value !== null && 'gone' in value

/** A turn as it was read. */
export interface ReadTurn {
  turn: Turn
  /** The run that stood inside it, in a record of version 1. */
  lifted: Run | null
  /** Its record waits to be written in the present shape. */
  isOld: boolean
}

/** Ours are as the schema has them; the others are the API's. */
const conform = (parts: readonly object[]): unknown[] =>
  parts.flatMap((part) => (isMedia(part) ? [part as object] : [...conformParts([part])]))

// The shapes above check what the code walks into; the rest of a record is the API's own and kept as it is.
export function parseTurn(value: unknown): ReadTurn | Gone {
  if (isGone(value)) return GoneRecord.parse(value)
  const { value: present, lifted, lost, isOld } = liftTurn(value)
  const record = TurnRecord.parse(present)
  const turn = { ...record, parts: conform(record.parts) } as unknown as Turn
  // Without its run the turn still has its words.
  return { turn: lost ? { ...turn, runLost: true } : turn, lifted, isOld }
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

/** The origin of a conversation's runs, whichever turn they are of. */
const originOf = (conversation: string): Origin => ({ kind: 'chat', conversation, turn: '' })

/** What is stored of one conversation. */
export interface Stored {
  turns: Map<string, Turn>
  gone: Map<string, Gone>
  /** The runs of its answers, by id; those of deleted turns too. */
  runs: Map<string, Run>
}

/** Every turn of a conversation, every deleted one, and the runs of its answers. */
export async function readTurns(conversation: string): Promise<Stored> {
  const turns = new Map<string, Turn>()
  const gone = new Map<string, Gone>()
  const runs = new Map<string, Run>()
  const fresh: ReadTurn[] = []
  const [records, own] = await Promise.all([
    readAll('turns', parseTurn, { conversation }),
    loadRunsOf(originOf(conversation)),
  ])
  for (const run of own) runs.set(run.id, run)
  for (const [, record] of records) {
    if ('gone' in record) gone.set(record.id, record)
    else {
      turns.set(record.turn.id, record.turn)
      if (record.isOld) fresh.push(record)
    }
  }
  for (const id of gone.keys()) turns.delete(id)
  for (const { lifted } of fresh) if (lifted && !runs.has(lifted.id)) runs.set(lifted.id, lifted)
  // An answer that was brought from Prompt keeps the run that it had there.
  for (const { run } of turns.values()) {
    if (run === undefined || runs.has(run)) continue
    const found = await loadRun(run)
    if (found) runs.set(run, found)
  }
  keepLifted(fresh)
  return { turns, gone, runs }
}

/** Every turn of a conversation by its id, those that were deleted too: a run may have sent them. */
export async function readEveryTurn(conversation: string): Promise<Map<string, Turn>> {
  const records = await readAll('turns', parseTurn, { conversation })
  return new Map(records.flatMap(([, record]) => ('gone' in record ? [] : [[record.turn.id, record.turn]])))
}

const LIFTED_AT_ONCE = 50
const whenIdle = (work: () => void) =>
  typeof requestIdleCallback === 'function' ? requestIdleCallback(work) : setTimeout(work)

/** Runs that were lifted here and stand on disk inside their turn still, by id. */
const unkept = new Map<RunId, Run>()

/** A record of an older shape in the present one; none where it has that already, or is gone. */
function changesToLift(value: unknown): Change[] {
  if (value === undefined) return []
  const read = parseTurn(value)
  if ('gone' in read || !read.isOld) return []
  return [putOf(read.turn), ...(read.lifted ? recordsOf(read.lifted, null) : [])]
}

/**
 * Writes lifted records in their new shape, a few at a time. What has been written or deleted since stays so; another tab
 * that does the same writes the same.
 */
function keepLifted(turns: readonly ReadTurn[]): void {
  if (turns.length === 0) return
  for (const { lifted } of turns) if (lifted) unkept.set(lifted.id, lifted)
  const rest = [...turns]
  const next = async () => {
    const some = rest.splice(0, LIFTED_AT_ONCE)
    const keys = some.map(({ turn }) => turnKey(turn))
    const onDisk = await amend(['runs', 'runData'], 'turns', keys, (found) =>
      [...found.values()].flatMap(changesToLift),
    )
    if (onDisk) for (const { lifted } of some) if (lifted) unkept.delete(lifted.id)
    if (rest.length > 0) whenIdle(() => void next())
  }
  whenIdle(() => void next())
}

/** One change of a conversation, in one transaction. */
export interface Edit {
  conversation?: Conversation
  put?: readonly Turn[]
  remove?: readonly Turn[]
  /** Deleted turns that come back as they were. */
  restore?: readonly Turn[]
}

/** A key that the user chose to send may still not reach the disk; on the screen the text stays as it was. */
const clean = <T>(value: T): T => withoutKeys(value, session.getState().apiKey)

const putOf = (turn: Turn): Change => ({ store: 'turns', key: turnKey(turn), value: clean(turn) })

/** A turn of version 1 takes its run out of the record that it is written over. */
function changesOf(turn: Turn): Change[] {
  const run = turn.run === undefined ? undefined : unkept.get(turn.run)
  return [putOf(turn), ...(run ? recordsOf(run, null) : [])]
}

/**
 * A deleted turn's record stays beside the mark of its deletion: undo brings it back, and a run that sent it can still be
 * read. `purge` takes both away once nothing needs them.
 */
export function writeEdit({ conversation, put = [], remove = [], restore = [] }: Edit): Promise<void> {
  return write([
    ...(conversation
      ? [{ store: 'conversations' as const, key: conversation.id, value: clean(conversation) }]
      : []),
    ...[...put, ...restore].flatMap(changesOf),
    ...restore.map((turn): Change => ({ store: 'turns', key: goneKey(turn), value: undefined })),
    ...remove.map((turn): Change => ({ store: 'turns', key: goneKey(turn), value: goneOf(turn) })),
  ])
}

export function goneOf({ id, conversation, parent, slot, at }: Turn): Gone {
  return { gone: true, id, conversation, parent, slot, at }
}

/** Marks a conversation as deleted; its turns stay until `purge`, so that undo finds them. */
export function removeConversation(id: string): Promise<void> {
  return write([{ store: 'conversations', key: `${id}/gone`, value: { gone: true, id, at: Date.now() } }])
}

/** Takes the mark away. */
export function restoreConversation(id: string): Promise<void> {
  return write([{ store: 'conversations', key: `${id}/gone`, value: undefined }])
}

/** Whether a record outside of a conversation still needs a run of it; then its turns are needed too. */
async function isNeededOutside(conversation: string, runs: readonly Run[]): Promise<boolean> {
  const inside = new Set(runs.map(({ id }) => `runs/${id}`))
  for (const { id } of runs) {
    const referrers = await referrersOf(runTarget(id))
    if (referrers.some((key) => !key.startsWith(`turns/${conversation}/`) && !inside.has(key))) return true
  }
  return false
}

/** What `purge` deletes of one conversation. @throws DOMException where the base does not say what is there */
async function purgeConversation(conversation: string, drafts: readonly string[]): Promise<void> {
  const turns = await keysOf('turns', `${conversation}/`)
  await write([
    { store: 'conversations', key: conversation, value: undefined },
    // What was being written in it, in whichever tab.
    ...drafts
      .filter((key) => /^chat\/(draft|edit|results|loop)\//.test(key) && key.split('/')[2] === conversation)
      .map((key): Change => ({ store: 'drafts', key, value: undefined })),
  ])
  const runs = await loadRunsOf(originOf(conversation))
  const ids = new Set(runs.map(({ id }) => id))
  // Whatever could not be read now, the next one reads.
  if ((await runsOnDisk(ownerOf(originOf(conversation)))).some((id) => !ids.has(id))) return
  if (await isNeededOutside(conversation, runs)) return
  // A prompt that went on here is in History by itself again.
  const outside = runs.flatMap(({ parent }) => (parent === undefined || ids.has(parent) ? [] : [parent]))
  if (outside.length > 0) {
    const { showAgain } = await import('../../runs/keeping.ts')
    for (const parent of outside) await showAgain(parent, ids)
  }
  await deleteRuns(runs)
  await write(turns.map((key): Change => ({ store: 'turns', key, value: undefined })))
}

/** Long after the last tab that could still write to a deleted conversation: then its mark goes too. */
const KEEP_MARKS_MS = 30 * 24 * 3_600_000

/** Deleted turns that nothing hangs below and no run has sent: mark and record go for good. */
async function purgeTurns(conversation: string): Promise<void> {
  const { turns, gone } = await readTurns(conversation)
  const parents = new Set([...turns.values(), ...gone.values()].map(({ parent }) => parent))
  for (const mark of gone.values()) {
    if (parents.has(mark.id)) continue
    if ((await referrersOf(turnTarget(conversation, mark.id))).length > 0) continue
    await write([
      { store: 'turns', key: turnKey(mark), value: undefined },
      { store: 'turns', key: goneKey(mark), value: undefined },
    ])
  }
}

/**
 * Deletes for good what was deleted before `before` (epoch ms), beyond every undo: conversations with their turns, drafts
 * and runs, and single turns of conversations that nobody has touched since. What a record elsewhere needs stays.
 * @throws DOMException where the base does not say what is there: the next one deletes the rest
 */
export async function purge(before: number): Promise<void> {
  const records = (await readAll('conversations', parseConversation)).map(([, record]) => record)
  const drafts = await keysOf('drafts')
  const gone = records.filter((record) => 'gone' in record)
  for (const { id, at } of gone) {
    if (at <= before) await purgeConversation(id, drafts)
    if (at <= before - KEEP_MARKS_MS) await restoreConversation(id)
  }
  const marks = (await keysOf('turns')).filter((key) => key.endsWith('/gone'))
  const marked = new Set(marks.map((key) => key.slice(0, key.indexOf('/'))))
  for (const record of records)
    if (!('gone' in record) && record.updatedAt <= before && marked.has(record.id))
      await purgeTurns(record.id)
}
