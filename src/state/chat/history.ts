import { textOf } from '../../gemini/reply.ts'
import { read } from '../../runs/read.ts'
import { partsOf, runOf } from './said.ts'
import { wireParts } from '../../request/doc.ts'
import { isMedia } from '../../request/media.ts'
import type { Part as WirePart } from '../../gemini/types.ts'
import type { DocTurn, Part } from '../../request/doc.ts'
import type { Turn } from './tree.ts'

/** Why a turn is shown but not sent. */
export type LeftOut = 'no answer' | 'unfinished' | 'its answer' | 'empty' | 'by hand'

export interface Shown {
  turn: Turn
  /** Null where the turn is part of the next request. */
  leftOut: LeftOut | null
}

/** Whether a part says anything: `{}` is refused by the API, an empty text with a signature must stay. */
export function says(part: Part): boolean {
  if (isMedia(part)) return true
  const { text, thought: _, ...rest } = part
  return Boolean(text) || Object.keys(rest).length > 0
}

/** A model turn that ended as it should, or at the token limit with something to show. */
function isWhole(turn: Turn): boolean {
  if (!partsOf(turn).some(says)) return false
  const run = runOf(turn)
  // Written or changed by hand, or imported: there is no run to tell it by.
  if (!run) return true
  const { outcome } = read(run)
  return outcome === 'complete' || outcome === 'cut off'
}

/**
 * Two lists in one: every turn that is shown, and whether it is sent. A blocked, interrupted, stopped, failed or empty
 * answer is left out together with the user turn it answered, unless the user keeps it.
 * @param path the turns on show, in order
 */
export function withReasons(path: readonly Turn[]): Shown[] {
  const shown = path.map((turn): Shown => ({
    turn,
    leftOut: partsOf(turn).some(says) ? null : 'empty',
  }))
  for (const [index, { turn }] of shown.entries()) {
    if (turn.role !== 'model' || isWhole(turn)) continue
    const hasParts = partsOf(turn).some(says)
    if (turn.kept && hasParts) continue
    shown[index]!.leftOut = hasParts ? 'unfinished' : 'no answer'
    // Nobody knows yet what will become of an answer that still comes.
    if (runOf(turn)?.ending === null) continue
    const asked = shown[index - 1]
    if (asked?.turn.role === 'user' && !asked.turn.kept) asked.leftOut ??= 'its answer'
  }
  for (const one of shown) if (one.turn.leftOut) one.leftOut ??= 'by hand'
  return shown
}

/** The turns that the next request holds. */
export const turnsSent = (path: readonly Turn[]): Turn[] =>
  withReasons(path).flatMap(({ turn, leftOut }) => (leftOut === null ? [turn] : []))

/** A turn as a document holds it: an answer exactly as it came, part for part. */
export const docTurnOf = (turn: Turn): DocTurn => ({
  role: turn.role,
  parts: partsOf(turn).filter(says),
})

/** The text a person would edit or copy: without thoughts. */
export function turnText(turn: Turn): string {
  return textOf({ index: 0, parts: wireParts(partsOf(turn)), citations: [] })
}

const isText = (part: Part): part is WirePart & { text: string } =>
  !isMedia(part) && part.text !== undefined && !part.thought

/** The texts a person would edit: those of a message one by one, for pictures may stand between them; of an answer all in one. */
export function textsToEdit(turn: Turn): string[] {
  const own = partsOf(turn).filter(isText)
  return turn.role === 'user' && own.length > 1 ? own.map(({ text }) => text) : [turnText(turn)]
}

/**
 * The parts after a person rewrote the texts. Other parts keep their place and their signatures; a rewritten text loses
 * its own, for it no longer belongs to these words.
 * @param texts as many as `textsToEdit` gives
 */
export function rewritten(parts: readonly Part[], texts: readonly string[]): Part[] {
  const left = [...texts]
  const said = parts.flatMap((part): Part[] => {
    if (!isText(part)) return [part]
    const text = left.shift()
    return text ? [{ text }] : []
  })
  const more = left.filter((text) => text !== '').map((text) => ({ text }))
  return [...said, ...more]
}
