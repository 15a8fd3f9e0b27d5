import { apply, chat, openConversation, refresh, set } from './chat.ts'
import { toHistory } from './history.ts'
import { asRun, interrupted, turnRun, writeEdit } from './records.ts'
import { hearTabs, turnsBeingWritten, whileWriting } from './tabs.ts'
import { choosing, editTurn, keepTurn, lastShown, makeTurn } from './turns.ts'
import { loadImageBase64 } from '../images.ts'
import { runStore, startRun, stopRun } from '../run.ts'
import { askForKey } from '../session.ts'
import { settings } from '../settings.ts'
import { toGenerateRequest } from '../../prompt/request.ts'
import type { GenerateContentRequest } from '../../gemini/types.ts'
import type { ImageRef } from '../../prompt/schema.ts'
import type { Run } from '../run.ts'
import type { Turn } from './tree.ts'

/** While an answer streams its turn is written at most this often; so at most this much is lost. */
const EVERY_MS = 2000

/** The request that the turns up to and with `upTo` make with the present settings. */
export async function chatRequest(
  upTo: string | null,
  extra: readonly Turn[] = [],
): Promise<GenerateContentRequest> {
  const { shown } = chat.getState()
  const end = shown.findIndex(({ id }) => id === upTo) + 1
  return toGenerateRequest(
    settings.getState(),
    await toHistory([...shown.slice(0, end), ...extra], loadImageBase64),
  )
}

export function isAnswering(): boolean {
  const { run } = runStore('chat').getState()
  return run !== null && run.phase !== 'settled'
}

/**
 * Adds a user turn at the end and asks the model.
 * @returns false where nothing was sent and nothing changed: an answer is still coming, or the key is missing
 * @throws ImageFailure with a sentence, where an image of the conversation is gone; nothing changed then either
 */
export async function send(text: string, images: readonly ImageRef[] = []): Promise<boolean> {
  if (isAnswering() || askForKey()) return false
  const user = makeTurn('user', lastShown(), text || images.length === 0 ? [{ text }] : [], { images })
  const request = await chatRequest(user.parent, [user])
  await apply({ put: [user] })
  void answer(user.id, request)
  return true
}

/** Asks for another version of a model turn, or for the answer to a user turn; the version before stays as a branch. */
export async function regenerate(id: string): Promise<boolean> {
  const turn = chat.getState().turns.get(id)
  if (!turn || isAnswering() || askForKey()) return false
  if (turn.role === 'model') {
    const { slot, parent } = turn
    void answer(parent, await chatRequest(parent), { slot, parent })
    return true
  }
  const existing = chat.getState().shown.find((next) => next.parent === id && next.role === 'model')
  void answer(id, await chatRequest(id), existing && { slot: existing.slot, parent: existing.parent })
  return true
}

/** Saves an edited user turn as a new version and asks for its answer. */
export async function saveAndRun(id: string, text: string): Promise<boolean> {
  const version = await editTurn(id, text)
  return version ? regenerate(version.role === 'user' ? version.id : id) : false
}

/** Keeps a partial answer in the history and asks for the rest of it, in words that every model takes. */
export async function continueTurn(id: string): Promise<boolean> {
  if (isAnswering()) return false
  await keepTurn(id, true)
  return send('Continue exactly where you stopped.')
}

export function stopAnswer(): void {
  stopRun('chat')
}

/** Runs the request; its turn is written at the start, every two seconds, and at the end. */
async function answer(
  parent: string | null,
  request: GenerateContentRequest,
  place?: Pick<Turn, 'slot' | 'parent'>,
): Promise<void> {
  const { current, temporary } = chat.getState()
  const { model, stream } = settings.getState()
  const before = runStore('chat').getState().run
  const started = startRun('chat', { model, request, stream })
  // Published before `startRun` first waits; unchanged where it refused to start.
  const first = runStore('chat').getState().run
  if (!first || first === before) return
  let turn = makeTurn('model', parent, [], { ...place, run: turnRun(first) })
  set({ live: { conversation: current.id, turn: turn.id } })
  await apply({ put: [turn], ...(place && { conversation: choosing(turn) }) })

  const withRun = (run: Run): Turn => ({
    ...turn,
    run: turnRun(run),
    parts: run.reply.candidates[0]?.parts ?? [],
  })
  let saving: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = runStore('chat').subscribe(({ run }) => {
    if (temporary || saving || !run || run.id !== first.id) return
    saving = setTimeout(() => {
      saving = undefined
      const latest = runStore('chat').getState().run
      // Deleted meanwhile, here or in another tab: the deletion wins.
      if (latest?.id === first.id && !chat.getState().gone.has(turn.id))
        void writeEdit({ put: [withRun(latest)] })
    }, EVERY_MS)
  })
  const settled = await whileWriting(turn.id, () => started)
  unsubscribe()
  clearTimeout(saving)
  const stored = chat.getState().turns.get(turn.id)
  if (stored) turn = stored
  const deleted = chat.getState().gone.has(turn.id)
  if (settled && !deleted) await apply({ put: [withRun(settled)] })
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

/** The run of a turn: the live one while it is being written here, else what the turn kept. */
export function runOf(turn: Turn, live: Run | null): Run | null {
  if (live && turn.run?.id === live.id) return live
  return turn.run ? asRun(turn.run) : null
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
