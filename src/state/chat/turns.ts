import { apply, chat, liveHere, newId, set } from './chat.ts'
import { goesWrong } from './faults.ts'
import { rewritten, textsToEdit } from './history.ts'
import { writerOf } from './said.ts'
import { below, hung, versions } from './tree.ts'
import { isMedia } from '../../request/media.ts'
import { turnOf as turnOfDraft } from '../../request/draft.ts'
import type { Draft } from '../../request/draft.ts'
import type { Conversation } from './records.ts'
import type { Answered, Turn } from './tree.ts'

/** A new turn of a conversation after `parent`; a version of the place `slot` where that is given. */
export function makeTurn(
  role: Turn['role'],
  conversation: string,
  parent: string | null,
  parts: Turn['parts'],
  more: Partial<Turn> = {},
): Turn {
  const id = newId()
  return {
    id,
    conversation,
    parent,
    slot: id,
    role,
    parts,
    at: Date.now(),
    ...more,
  }
}

const lastShown = (): string | null => chat.getState().shown.at(-1)?.id ?? null

/** The conversation on the screen. */
const here = () => chat.getState().current.id

/** The message as a turn at the end of the conversation on the screen; it is written when it is sent. */
export const draftedTurn = (draft: Pick<Draft, 'parts'>): Turn =>
  makeTurn('user', here(), lastShown(), turnOfDraft(draft).parts)

const turnOf = (id: string) => chat.getState().turns.get(id)

/** The conversation on the screen with other versions on show. */
export function choosing(...turns: readonly Turn[]): Conversation {
  const { current } = chat.getState()
  const chosen = Object.fromEntries(turns.map(({ slot, id }) => [slot, id]))
  return { ...current, chosen: { ...current.chosen, ...chosen } }
}

/** What comes right after a turn, hung below another one. */
export const moved = (id: string, parent: string): Turn[] =>
  below(chat.getState(), id).map((next) => hung(next, parent))

/** Writes a turn at the end without asking the model. */
export async function addTurn(role: Turn['role'], draft: Pick<Draft, 'parts'>): Promise<void> {
  await apply({ put: [makeTurn(role, here(), lastShown(), turnOfDraft(draft).parts)] })
}

/**
 * Puts a turn behind another one, empty to be edited in place; what followed now follows it.
 * @returns the turn, which is on the screen already, and when it is written
 */
export function insertAfter(
  id: string,
  parts: Turn['parts'] = [],
): { turn: Turn; written: Promise<void> } | undefined {
  const before = turnOf(id)
  if (!before) return undefined
  const role = before.role === 'user' ? 'model' : 'user'
  const turn = makeTurn(role, before.conversation, id, parts)
  return { turn, written: apply({ put: [turn, ...moved(id, turn.id)] }) }
}

/**
 * Replaces the texts of a turn by a new version of it; the old one stays as a branch. What followed a user turn stays
 * with the old version; what followed a model turn follows the new one.
 */
export async function editTurn(id: string, texts: readonly string[]): Promise<Turn | undefined> {
  const old = turnOf(id)
  if (!old) return undefined
  const same = texts.join('\0') === textsToEdit(old).join('\0')
  if (same && !goesWrong(old.answers)) return old
  const parts = rewritten(old, texts)
  const version = withOwnAnswers(versionOf(old, parts), old)
  // An inserted turn that never said anything is not worth a branch.
  if (old.run === undefined && old.parts.length === 0) {
    const filled = { ...old, parts }
    await apply({ put: [filled] })
    return filled
  }
  const after = old.role === 'model' ? moved(id, version.id) : []
  await apply({ put: [version, ...after], conversation: choosing(version) })
  return version
}

/**
 * Gives turns on show other parts, each by a new version of it, and leaves others out of the history, all in one change:
 * the old versions stay as branches, and what followed them follows the new ones.
 * @param replaced from the top down
 */
export async function replaceParts(
  replaced: readonly { old: Turn; parts: Turn['parts'] }[],
  leftOut: readonly Turn[] = [],
): Promise<void> {
  const put = new Map<string, Turn>(leftOut.map((turn) => [turn.id, { ...turn, leftOut: true }]))
  const present = (turn: Turn) => put.get(turn.id) ?? turn
  const fresh: Turn[] = []
  for (const { old, parts } of replaced) {
    // Below the new version of the turn before, where that has one.
    const version = versionOf(present(old), parts)
    fresh.push(version)
    put.set(version.id, version)
    for (const next of below(chat.getState(), old.id)) put.set(next.id, hung(present(next), version.id))
  }
  if (put.size > 0) await apply({ put: [...put.values()], conversation: choosing(...fresh) })
}

/** The same place of the conversation with other parts. */
function versionOf(old: Turn, parts: Turn['parts']): Turn {
  const { id: _id, at, since = at, run: _run, candidate: _candidate, answers: _answers, ...rest } = old
  const writer = writerOf(old)
  return makeTurn(old.role, old.conversation, old.parent, parts, {
    ...rest,
    parts,
    since,
    ...(old.role === 'model' && { edited: true }),
    // What is left of its signatures holds for that model alone.
    ...(writer !== undefined && { model: writer }),
  })
}

/** A version of results goes back as it stands, without what the API refuses of it; those that say something else were given by hand. */
function withOwnAnswers(version: Turn, old: Turn): Turn {
  if (!old.answers) return version
  const [now, before] = [version, old].map(({ parts }) =>
    parts.filter((part) => !isMedia(part) && part.functionResponse),
  )
  const answers = old.answers.map((one, at): Answered => {
    if (now?.[at] !== before?.[at]) return { by: 'hand' }
    const { fault: _, ...meant } = one
    return goesWrong([one]) ? meant : one
  })
  return { ...version, answers }
}

/** Deletes a turn that was made to be written and never said anything: there is nothing to bring back. */
export async function discardTurn(id: string): Promise<void> {
  const turn = turnOf(id)
  if (turn) await apply({ remove: [turn] })
}

/** Deletes a turn with all its versions; what follows it stays. `undo` brings them back. */
export async function deleteTurn(id: string): Promise<void> {
  const state = chat.getState()
  const turn = state.turns.get(id)
  if (!turn) return
  const all = versions(state.turns, turn)
  const live = liveHere(state)
  if (all.some(({ id: version }) => version === live?.turn)) live?.run.stop()
  const written = apply({ remove: all })
  const others = all.length - 1
  // At once: by the time it is written another conversation may be on the screen, with an undo of its own.
  set({
    undo: {
      words:
        others === 0
          ? 'Turn deleted'
          : `Turn deleted with its ${others} other version${others === 1 ? '' : 's'}`,
      async bringBack() {
        set({ undo: null })
        await apply({ restore: all })
      },
    },
  })
  await written
}

/** Keeps in the history what would be left out of it, or leaves it out again. */
export async function keepTurn(id: string, kept: boolean): Promise<void> {
  const turn = turnOf(id)
  if (turn) await apply({ put: [{ ...turn, kept }] })
}

/** Leaves turns out of the history, or takes them back in; they stay on the screen. */
export async function leaveOut(turns: readonly Turn[], leftOut: boolean): Promise<void> {
  await apply({ put: turns.map((turn) => ({ ...turn, leftOut })) })
}

export async function setRole(id: string, role: Turn['role']): Promise<void> {
  const turn = turnOf(id)
  if (turn && turn.role !== role) await apply({ put: [{ ...turn, role }] })
}

/** Shows another version of the turn's place. */
export async function showVersion(turn: Turn): Promise<void> {
  await apply({ conversation: choosing(turn) })
}

/** Puts another candidate of the same run into the history. */
export async function pickCandidate(id: string, candidate: number): Promise<void> {
  const turn = turnOf(id)
  if (turn?.run !== undefined) await apply({ put: [{ ...turn, candidate }] })
}

/** Swaps a turn on show with the one before it, each with all its versions. */
export async function moveUp(id: string): Promise<void> {
  const { shown, turns } = chat.getState()
  const at = shown.findIndex((turn) => turn.id === id)
  const [upper, turn] = [shown[at - 1], shown[at]]
  if (!upper || !turn) return
  const put = [
    ...versions(turns, turn).map((version) => hung(version, upper.parent)),
    ...versions(turns, upper).map((version) => hung(version, id)),
    ...moved(id, upper.id),
  ]
  await apply({ put })
}

export async function moveDown(id: string): Promise<void> {
  const { shown } = chat.getState()
  const next = shown[shown.findIndex((turn) => turn.id === id) + 1]
  if (next) await moveUp(next.id)
}
