import { presentOver } from '../connection/session.ts'
import { createLaunch } from '../documents/launch.ts'
import {
  alone,
  askToGoOn,
  askToRegenerate,
  askToSend,
  isAnswering,
  presentSettings,
  stopAnswer,
} from './answer.ts'
import { chat } from './chat.ts'
import { clearDraft, draft, dropSent, isWriting } from './draft.ts'
import { findRun } from '../../runs/registry.ts'
import { isBlank } from '../../request/draft.ts'
import { addTurn, draftedTurn, editTurn, keepTurn, makeTurn } from './turns.ts'
import type { Part } from '../../request/doc.ts'
import type { Turn } from './tree.ts'
import type { Settings } from '../../request/settings/table.ts'
import type { Ask } from '../documents/launch.ts'

export const chatLaunch = createLaunch()
const { say } = chatLaunch

/** Sends what is asked, unless an answer is on its way: then it says so. */
async function start(what: () => Ask | null, again: () => Promise<boolean>): Promise<boolean> {
  draft.setState({ untouched: false })
  if (isAnswering()) {
    sayTooEarly()
    return false
  }
  return alone(async () => {
    const ask = what()
    return ask !== null && chatLaunch.launch(ask, again)
  })
}

/**
 * Says that the message has to wait, for as long as that is so, and then that it was not sent: the answer may end in the
 * very moment of the press, and words that go at once are none.
 */
function sayTooEarly(): void {
  const problem = 'An answer is still coming. Stop it, or wait for its end: the message stays here.'
  const { id } = chat.getState().current
  say(problem)
  const leave = chat.subscribe(() => {
    const here = chat.getState().current.id === id
    if (here && isAnswering()) return
    leave()
    if (chatLaunch.store.getState().problem !== problem) return
    say(here && isWriting() ? 'The answer has ended. Your message was not sent: send it now.' : null)
  })
}

/** Sends what stands in the composer, or says why not. */
export async function sendDraft(): Promise<boolean> {
  const { parts, field, of } = draft.getState()
  const { shown, current } = chat.getState()
  const last = shown.at(-1)
  // A message added without asking, or left when the answer was deleted, waits for its answer.
  if (isBlank({ parts }) && last?.role === 'user') return askAgain(last.id)
  const sent = await start(() => askToSend(draftedTurn({ parts })), sendDraft)
  if (sent) await dropSent(of, current.id, { parts, field })
  return sent
}

const lastShown = () => chat.getState().shown.at(-1)?.id ?? null

interface Sending {
  /** What answered the calls whose results these are. */
  answers?: Turn['answers']
  /** Of the press. */
  settings?: Settings
  /** Nothing is sent any more once it has aborted. */
  signal?: AbortSignal | undefined
  /** To be called once it was sent, be it after a question. */
  done?: () => void
}

/**
 * Sends a message of these parts; what stands in the composer stays there.
 * @param after the turn it follows: where another one is the last on show by now, nothing is sent
 * @returns whether it was sent
 */
export async function sendParts(
  parts: readonly Part[],
  after = lastShown(),
  { answers, settings, signal, done }: Sending = {},
): Promise<boolean> {
  const more = answers && { answers }
  const sent = await start(
    () => {
      if (lastShown() !== after) return null
      const ask = askToSend(makeTurn('user', chat.getState().current.id, after, parts, more), settings)
      return { ...ask, stands: () => ask.stands() && !signal?.aborted }
    },
    () => sendParts(parts, after, { ...more, ...(done && { done }) }),
  )
  if (sent) done?.()
  return sent
}

/** Adds what stands in the composer as a turn of this role; nothing is sent. */
export async function addDraft(role: 'user' | 'model'): Promise<void> {
  const { parts } = draft.getState()
  if (isBlank({ parts })) return say('Write a message first.')
  say(null)
  clearDraft()
  await addTurn(role, { parts })
}

/** Another answer in the place of this one, or to this message. */
export const askAgain = (id: string, settings?: Settings): Promise<boolean> =>
  start(
    () => askToRegenerate(id, settings),
    () => askAgain(id),
  )

/** The same at a moment the reader chose to wait for. @param at epoch milliseconds */
export function askAgainAt(id: string, at: number): void {
  chatLaunch.schedule(at, () => {
    if (chat.getState().turns.has(id)) void askAgain(id)
    else say('Nothing was sent at the time you chose: the conversation was not on the screen any more.')
  })
}

const LEFT = 'Nothing was sent: you left the conversation before your change was saved.'

/** Saves an edited turn as a new version and asks for the answer that comes after it. */
export async function saveAndRun(id: string, texts: readonly string[]): Promise<void> {
  const settings = presentSettings()
  const version = await editTurn(id, texts)
  if (!version) return
  if (version.conversation !== chat.getState().current.id) return say(LEFT)
  if (version.role === 'user') {
    await askAgain(version.id, settings)
    return
  }
  const { shown } = chat.getState()
  const next = shown[shown.findIndex((turn) => turn.id === version.id) + 1]
  if (next?.role === 'user') await askAgain(next.id, settings)
}

/** Keeps a partial answer in the history and asks for the rest of it, in words that every model takes. */
export async function askForRest(id: string): Promise<boolean> {
  const { conversation } = chat.getState().turns.get(id) ?? {}
  const settings = presentSettings()
  await keepTurn(id, true)
  if (conversation !== chat.getState().current.id) {
    say(LEFT)
    return false
  }
  return start(
    () => askToSend(draftedTurn({ parts: [{ text: 'Continue exactly where you stopped.' }] }), settings),
    () => askForRest(id),
  )
}

/** What "Continue" asks for: an answer goes on in another request, in its own turn. */
export async function continueTurn(id: string, limit?: number): Promise<boolean> {
  const turn = chat.getState().turns.get(id)
  // Gone with its conversation: nobody waits for it.
  if (!turn) return false
  const over = presentOver()
  const run = turn.run === undefined ? null : await findRun(turn.run)
  const { goingOn } = await import('../goOn.ts')
  const next = await goingOn(run, over, limit)
  if (turn.conversation !== chat.getState().current.id) {
    say('Nothing was sent in the conversation you left: open it and press Continue again.')
    return false
  }
  if (typeof next === 'string') {
    say(next)
    return false
  }
  return start(
    () => askToGoOn(id, turn.run!, next),
    () => continueTurn(id, limit),
  )
}

export function stopChat(): void {
  chatLaunch.unschedule()
  stopAnswer()
}
