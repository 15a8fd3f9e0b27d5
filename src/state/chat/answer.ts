import { apply, chat, openConversation, refresh, set } from './chat.ts'
import { fitTurn } from './fit.ts'
import { toHistory } from './history.ts'
import { keepRecent, recentRun } from './recent.ts'
import { asRun, interrupted, turnRun, writeEdit } from './records.ts'
import { hearTabs, turnsBeingWritten, whileWriting } from './tabs.ts'
import { choosing, lastShown, makeTurn } from './turns.ts'
import { below, hung } from './tree.ts'
import { loadImageBase64 } from '../images.ts'
import { tooLarge } from '../requestSize.ts'
import { runStore, startRun, stopRun } from '../run.ts'
import { settings } from '../settings.ts'
import { toGenerateRequest } from '../../request/request.ts'
import type { GenerateContentRequest } from '../../gemini/types.ts'
import type { ImageRef } from '../../request/schema.ts'
import type { Run } from '../run.ts'
import type { Turn } from './tree.ts'

/** While an answer streams its turn is written at most this often; so at most this much is lost. */
const EVERY_MS = 2000

/** The request that the turns up to and with `upTo` make with the present settings, as its model takes them. */
export async function chatRequest(
  upTo: string | null,
  extra: readonly Turn[] = [],
): Promise<GenerateContentRequest> {
  const { shown } = chat.getState()
  const end = shown.findIndex(({ id }) => id === upTo) + 1
  const present = settings.getState()
  const { model } = present
  const fitted = (turn: Turn) => fitTurn(turn, model).turn
  return toGenerateRequest(
    present,
    await toHistory([...shown.slice(0, end), ...extra], loadImageBase64, fitted),
  )
}

/** A request over the API's limit, or one with nothing in it, is not sent; the message says why and what to do. */
export class Unsendable extends Error {}

/** @param asked the turn that is to be answered */
function checked(request: GenerateContentRequest, asked: Turn | undefined): GenerateContentRequest {
  const { model } = settings.getState()
  if (asked && fitTurn(asked, model).loss?.whole)
    throw new Unsendable(`${model} takes nothing of this message. Add text, or choose another model.`)
  const refused = tooLarge(request)
  if (refused) throw new Unsendable(`${refused.title}. ${refused.body}`)
  return request
}

/** Of the answer on its way; resolves when it is settled and written. */
let answering: Promise<void> = Promise.resolve()
/** A request is being built: a second click must not build another one. */
let building = false

/** True while this conversation waits for its answer. */
export function isAnswering(): boolean {
  const { live, current } = chat.getState()
  return building || live?.conversation === current.id
}

/** Runs `start` unless this conversation is being answered; an answer that another one waits for is stopped and kept. */
async function alone<T>(start: () => Promise<T>): Promise<T | false> {
  if (isAnswering()) return false
  building = true
  try {
    if (chat.getState().live) {
      stopRun('chat')
      await answering
    }
    return await start()
  } finally {
    building = false
  }
}

/**
 * Adds a user turn at the end and asks the model.
 * @returns false where nothing was sent and nothing changed, because an answer is still coming
 * @throws ImageFailure or Unsendable with a sentence; nothing changed then either
 */
export function send(text: string, images: readonly ImageRef[] = []): Promise<boolean> {
  return alone(async () => {
    const user = makeTurn('user', lastShown(), text || images.length === 0 ? [{ text }] : [], { images })
    const request = checked(await chatRequest(user.parent, [user]), user)
    // Not awaited: the turn is on the screen at once, and the request need not wait for the disk.
    void apply({ put: [user] })
    begin(user.id, request)
    return true
  })
}

/** Asks for another version of a model turn, or for the answer to a user turn; the version before stays as a branch. */
export function regenerate(id: string): Promise<boolean> {
  return alone(async () => {
    const turn = chat.getState().turns.get(id)
    if (!turn) return false
    const next = chat.getState().shown[chat.getState().shown.findIndex((one) => one.id === id) + 1]
    const old = turn.role === 'model' ? turn : next?.role === 'model' && next.parent === id ? next : undefined
    const parent = turn.role === 'model' ? turn.parent : id
    const asked = parent === null ? undefined : chat.getState().turns.get(parent)
    begin(parent, checked(await chatRequest(parent), asked), old)
    return true
  })
}

export function stopAnswer(): void {
  stopRun('chat')
}

/**
 * Runs the request; its turn is written at the start, every two seconds, and at the end.
 * @param old the version that this answer stands beside, or takes the place of where nothing came of it
 */
function begin(parent: string | null, request: GenerateContentRequest, old?: Turn): void {
  const { model, stream } = settings.getState()
  const before = runStore('chat').getState().run
  const started = startRun('chat', { model, request, stream })
  // Published before `startRun` first waits; unchanged where it refused to start.
  const first = runStore('chat').getState().run
  if (!first || first === before) return
  const turn = makeTurn('model', parent, [], {
    ...(old && { slot: old.slot, parent: old.parent }),
    run: turnRun(first),
  })
  // Nobody wants to leaf through tries that the server refused.
  const remove = old?.run?.failure && old.run.chunks.length === 0 ? [old] : []
  // A user turn that others follow already: they follow the answer now.
  const after = old || parent === null ? [] : below(chat.getState(), parent)
  set({ live: { conversation: turn.conversation, turn: turn.id } })
  void apply({
    put: [turn, ...after.map((next) => hung(next, turn.id))],
    remove,
    ...(old && { conversation: choosing(turn) }),
  })
  answering = whileWriting(turn.id, () => follow(turn, first.id, started))
}

/** The turn with what has come. Its place may have changed meanwhile: the store knows better than who began it. */
function withRun(turn: Turn, run: Run): Turn {
  const stored = chat.getState().turns.get(turn.id) ?? turn
  return { ...stored, run: turnRun(run), parts: run.reply.candidates[0]?.parts ?? [] }
}

async function follow(turn: Turn, id: string, started: Promise<Run | null>): Promise<void> {
  const { temporary } = chat.getState()
  // Deleted meanwhile, here or in another tab: the deletion wins.
  const isGone = () => chat.getState().gone.has(turn.id)
  let saving: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = runStore('chat').subscribe(({ run }) => {
    if (temporary || saving || run?.id !== id) return
    saving = setTimeout(() => {
      saving = undefined
      const latest = runStore('chat').getState().run
      if (latest?.id === id && !isGone()) void writeEdit({ put: [withRun(turn, latest)] })
    }, EVERY_MS)
  })
  const settled = await started
  unsubscribe()
  clearTimeout(saving)
  if (settled && !isGone()) {
    keepRecent(settled)
    const saved = apply({ put: [withRun(turn, settled)] })
    if (chat.getState().live?.turn === turn.id) set({ live: null })
    await saved
  }
  if (chat.getState().live?.turn === turn.id) set({ live: null })
}

/** Marks turns that were being written when their page went away, unless a tab is still writing them. */
async function settleLeftovers(): Promise<void> {
  const open = [...chat.getState().turns.values()].filter(({ run }) => run && run.phase !== 'settled')
  if (open.length === 0) return
  const { live } = chat.getState()
  const busy = await turnsBeingWritten()
  const put = open.flatMap((turn) => {
    if (!turn.run || busy.has(turn.id) || live?.turn === turn.id) return []
    return [{ ...turn, run: interrupted(turn.run) }]
  })
  if (put.length > 0) await apply({ put })
}

/** The run of a settled turn, with its chunks where this page still has them. */
export function runOf({ run }: Turn): Run | null {
  return run ? (recentRun(run.id) ?? asRun(run)) : null
}

/** Opens a conversation and settles what an earlier page left unfinished. */
export async function showConversation(id: string): Promise<void> {
  await openConversation(id)
  await settleLeftovers()
}

/** Follows the other tabs. To be called once, after `loadChat`. */
export async function followTabs(): Promise<void> {
  hearTabs(({ conversation }) => void refresh(conversation))
  await settleLeftovers()
}
