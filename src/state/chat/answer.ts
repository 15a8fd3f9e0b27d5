/** From a message to its answer. What belongs together is captured at the press; nothing is read anew after a wait. */
import { read } from '../../runs/read.ts'
import { startRun } from '../../runs/start.ts'
import { chatDoc } from '../documents/documents.ts'
import { apply, chat, holdHere, isOpen, isTemporary, known, liveHere, set } from './chat.ts'
import { hasResults, isOnPurpose } from './faults.ts'
import { fitTurn, fitTurns } from './fit.ts'
import { turnsSent } from './history.ts'
import { runOf } from './said.ts'
import { sentBefore } from './sentTurns.ts'
import { tellTabs } from './tabs.ts'
import { below, hung } from './tree.ts'
import { makeTurn } from './turns.ts'
import type { GenerateContentRequest } from '../../gemini/types.ts'
import type { RequestDoc } from '../../request/doc.ts'
import type { Settings } from '../../request/settings/table.ts'
import type { Asked, RunId, SentTurn } from '../../runs/run.ts'
import type { Over, RunHandle } from '../../runs/start.ts'
import type { GoingOn } from '../goOn.ts'
import type { Ask } from '../documents/launch.ts'
import type { Chat } from './chat.ts'
import type { Conversation } from './records.ts'
import type { Turn } from './tree.ts'

/** The document that these turns make with these settings, as its model takes them, and the turns that are in it. */
export function chatRequest(settings: Settings, path: readonly Turn[]): { doc: RequestDoc; sent: Turn[] } {
  // What fitting has emptied is refused by the API.
  const sent = turnsSent(path).filter((turn) => fitTurn(turn, settings.model).said.parts.length > 0)
  return { doc: { v: 2, settings, turns: fitTurns(sent, settings.model) }, sent }
}

/** True while the conversation on the screen waits for its answer, or for what it takes to ask for it. */
export function isAnswering(): boolean {
  const { current } = chat.getState()
  return liveHere(chat.getState()) !== undefined || starting.has(current.id)
}

/** Conversations whose request is being made: a second press must not make another one. */
const starting = new Set<string>()

/** Everything that an answer needs to know of the moment of the press. */
interface Moment {
  conversation: Conversation
  settings: Settings
  /** The turns that are to be sent, the one that is to be answered last. */
  path: readonly Turn[]
}

/** The conversation's turns as references, those that an earlier answer sent already by that answer's run alone. */
function askedOf(settings: Settings, sent: readonly Turn[]): Asked {
  const turns = sent.map(({ id, role, candidate }): SentTurn => ({
    id,
    role,
    ...(candidate !== undefined && { candidate }),
  }))
  return { kind: 'turns', settings, ...sentBefore(turns, sent) }
}

/**
 * What asks for an answer to the last turn of a path.
 * @param put turns that are written when it is sent
 * @param old the version that the answer stands beside, or takes the place of where nothing came of it
 */
function askFor({ conversation, settings, path }: Moment, put: readonly Turn[], old?: Turn): Ask {
  const asks = path.at(-1)!
  const { doc, sent } = chatRequest(settings, path)
  const lost = fitTurn(asks, settings.model).loss?.whole
  const { id } = conversation
  return {
    // The history alone is no message.
    doc: sent.at(-1)?.id === asks.id ? doc : { ...doc, turns: [] },
    nothing: lost
      ? `${settings.model} takes nothing of this message. Add text, or choose another model.`
      : 'Write a message first.',
    stands: () => isOpen(id),
    onPurpose: isOnPurpose(sent),
    away: () =>
      chat.getState().current.id === id
        ? null
        : 'Nothing was sent in the conversation you left: open it and press Send again.',
    send: (request, over) =>
      begin({ conversation, settings, path }, { request, over, asked: askedOf(settings, sent), put, old }),
  }
}

interface Start {
  request: GenerateContentRequest
  over: Over
  asked: Asked
  put: readonly Turn[]
  old: Turn | undefined
}

/** The run whose calls the last turn of a path answers. */
function runAnswered(path: readonly Turn[]): RunId | undefined {
  const [calls, results] = path.slice(-2)
  return results && hasResults(results) ? calls?.run : undefined
}

/** Starts the run, and puts its turn behind the one that it answers. */
function begin({ conversation, path }: Moment, { request, over, asked, put, old }: Start): void {
  const { id } = conversation
  const here = chat.getState().current.id === id
  const asks = path.at(-1)!
  const turn = makeTurn('model', id, old ? old.parent : asks.id, [], old ? { slot: old.slot } : {})
  const run = startRun({
    request,
    asked,
    origin: { kind: 'chat', conversation: id, turn: turn.id },
    over,
    parent: runAnswered(path),
    keep: isTemporary(id) ? 'memory' : 'journal',
  })
  turn.run = run.id
  if (here) holdHere(run.id)
  // Nobody wants to leaf through tries that the server refused.
  const before = old && runOf(old)
  const remove =
    old && before && read(before).failure && before.chunks.length === 0 && !before.before ? [old] : []
  // A user turn that others follow already: they follow the answer now.
  const after = old || !here ? [] : below(chat.getState(), asks.id)
  const present = known(id) ?? conversation
  set({ live: new Map(chat.getState().live).set(id, { turn: turn.id, run }) })
  void apply({
    put: [...put, turn, ...after.map((next) => hung(next, turn.id))],
    remove,
    conversation: old ? { ...present, chosen: { ...present.chosen, [turn.slot]: turn.id } } : present,
  })
  void followAnswer(id, turn.id, run)
}

/** Ends the wait when the answer has ended, and tells the other tabs once it is written. */
async function followAnswer(conversation: string, turn: string, run: RunHandle): Promise<void> {
  await run.settled
  const live = new Map(chat.getState().live)
  if (live.get(conversation)?.turn === turn) live.delete(conversation)
  set({ live })
  await run.kept
  if (!isTemporary(conversation)) tellTabs({ kind: 'changed', conversation })
}

/** For a press that writes something first: the model may be changed meanwhile. */
export const presentSettings = (): Settings => chatDoc.settings.store.getState()

/** The moment of a press: the conversation on the screen, its settings, and its turns up to and with one of them. */
function momentAt(end: number, extra: readonly Turn[] = [], settings = presentSettings()): Moment {
  const { current, shown } = chat.getState()
  return {
    conversation: current,
    settings,
    path: [...shown.slice(0, end), ...extra],
  }
}

/** Asks for the answer to a new turn at the end. */
export function askToSend(user: Turn, settings?: Settings): Ask {
  return askFor(momentAt(chat.getState().shown.length, [user], settings), [user])
}

/** Asks for another version of a model turn, or for the answer to a user turn; the version before stays as a branch. */
export function askToRegenerate(id: string, settings?: Settings): Ask | null {
  const { turns, shown } = chat.getState()
  const turn = turns.get(id)
  if (!turn) return null
  const at = shown.findIndex((one) => one.id === id)
  const next = shown[at + 1]
  const old = turn.role === 'model' ? turn : next?.role === 'model' && next.parent === id ? next : undefined
  const parent = turn.role === 'model' ? turn.parent : id
  const end = shown.findIndex((one) => one.id === parent) + 1
  return end === 0 ? null : askFor(momentAt(end, [], settings), [], old)
}

/**
 * Makes the answer of a turn go on: the turn is then that of the longer answer.
 * @param run that the turn shows now
 */
export function askToGoOn(id: string, run: RunId, next: GoingOn): Ask | null {
  const { turns, current } = chat.getState()
  const turn = turns.get(id)
  if (turn?.run !== run) return null
  const { conversation } = turn
  return {
    doc: next.doc,
    over: next.over,
    nothing: 'Write a message first.',
    stands: () => isOpen(conversation) && chat.getState().turns.get(id)?.run === run,
    away: () =>
      chat.getState().current.id === conversation
        ? null
        : 'Nothing was sent in the conversation you left: open it and press Continue again.',
    send(request, over) {
      const handle = startRun({
        request: { ...request, continuationToken: next.continuationToken },
        asked: next.asked,
        origin: { kind: 'chat', conversation, turn: id },
        over,
        goesOn: next,
        keep: isTemporary(conversation) ? 'memory' : 'journal',
      })
      holdHere(handle.id)
      set({ live: new Map(chat.getState().live).set(conversation, { turn: id, run: handle }) })
      void apply({
        put: [{ ...(chat.getState().turns.get(id) ?? turn), run: handle.id }],
        conversation: known(conversation) ?? current,
      })
      void followAnswer(conversation, id, handle)
    },
  }
}

/**
 * Runs one press at a time in a conversation.
 * @returns false where it waits for an answer already
 */
export async function alone(start: () => Promise<boolean>): Promise<boolean> {
  const { id } = chat.getState().current
  if (isAnswering()) return false
  starting.add(id)
  try {
    return await start()
  } finally {
    starting.delete(id)
  }
}

/** Ends the answer of the conversation on the screen. */
export function stopAnswer(): void {
  liveHere(chat.getState())?.run.stop()
}

/** The run of the last answer on the screen; null where there is none. */
export const lastRunId = ({ shown }: Pick<Chat, 'shown'>): RunId | null =>
  shown.findLast(({ run }) => run !== undefined)?.run ?? null
