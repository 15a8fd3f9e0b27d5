import { textOf } from '../../gemini/reply.ts'
import type { Content, Part } from '../../gemini/types.ts'
import type { ImageRef } from '../../request/schema.ts'
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
function isWhole({ run, parts, edited }: Turn): boolean {
  if (!parts.some(says)) return false
  // Written or changed by hand, or imported: there is no run to judge it by.
  if (!run || edited) return true
  return run.state === 'complete' || run.state === 'cut off'
}

/**
 * Two lists in one: every turn that is shown, and whether it is sent. A blocked, interrupted, stopped, failed or empty
 * answer is left out together with the user turn it answered, unless the user keeps it.
 * @param path the turns on show, in order
 */
export function judge(path: readonly Turn[]): Shown[] {
  const shown = path.map((turn): Shown => ({
    turn,
    leftOut: turn.parts.some(says) || turn.images.length > 0 ? null : 'empty',
  }))
  for (const [index, { turn }] of shown.entries()) {
    if (turn.role !== 'model' || isWhole(turn)) continue
    const hasParts = turn.parts.some(says)
    if (turn.kept && hasParts) continue
    shown[index]!.leftOut = hasParts ? 'unfinished' : 'no answer'
    const asked = shown[index - 1]
    if (asked?.turn.role === 'user' && !asked.turn.kept) asked.leftOut ??= 'its answer'
  }
  for (const one of shown) if (one.turn.leftOut) one.leftOut ??= 'by hand'
  return shown
}

/** The parts of one turn as the API gets them. @param load gives an image's base64 */
async function contentOf(turn: Turn, load: (image: ImageRef) => Promise<string>): Promise<Content> {
  const before: Part[] = []
  const after: Part[] = []
  for (const image of turn.images) {
    const side = image.after ? after : before
    side.push({ inlineData: { mimeType: image.mimeType, data: await load(image) } })
  }
  return { role: turn.role, parts: [...before, ...turn.parts.filter(says), ...after] }
}

/**
 * What the next request says of these turns: model turns exactly as they came, part for part.
 * @param fitted the turn as the model takes it; as it is where no model is asked
 * @throws what `load` throws where an image is gone
 */
export async function toHistory(
  path: readonly Turn[],
  load: (image: ImageRef) => Promise<string>,
  fitted: (turn: Turn) => Turn = (turn) => turn,
): Promise<Content[]> {
  const contents: Content[] = []
  for (const { turn, leftOut } of judge(path)) {
    if (leftOut !== null) continue
    const content = await contentOf(fitted(turn), load)
    // Refused by the API; only fitting can have emptied it.
    if (content.parts?.length) contents.push(content)
  }
  return contents
}

/** The text a person would edit or copy: without thoughts. */
export function turnText(turn: Turn): string {
  return textOf({ index: 0, parts: turn.parts, citations: [] })
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
