import { textOf } from '../../gemini/reply.ts'
import { read } from '../../runs/read.ts'
import { partsOf, runOf } from './said.ts'
import type { Part } from '../../gemini/types.ts'
import type { DocTurn } from '../../request/doc.ts'
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
    leftOut: partsOf(turn).some(says) || turn.images.length > 0 ? null : 'empty',
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
  images: turn.images,
})

/** The text a person would edit or copy: without thoughts. */
export function turnText(turn: Turn): string {
  return textOf({ index: 0, parts: partsOf(turn), citations: [] })
}

const isText = (part: Part) => part.text !== undefined && !part.thought

/**
 * The parts after a person rewrote the text. Other parts keep their place and their signatures; a rewritten text
 * loses its own, for it no longer belongs to these words.
 */
export function rewritten(parts: readonly Part[], text: string): Part[] {
  const first = parts.findIndex(isText)
  if (first < 0) return text ? [...parts, { text }] : [...parts]
  return parts.flatMap((part, index) => {
    if (!isText(part)) return [part]
    return index === first && text ? [{ text }] : []
  })
}
