import { textOf } from '../../gemini/reply.ts'
import { read } from '../../runs/read.ts'
import { hasResults } from './faults.ts'
import { partsOf, runOf } from './said.ts'
import { wireParts } from '../../request/doc.ts'
import { readResult } from '../../request/functions/result.ts'
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

/** Whether an answer is part of the next request, by itself or because the reader keeps it. */
export const isSentAgain = (answer: Turn): boolean =>
  !answer.leftOut && (answer.kept === true || isWhole(answer))

/**
 * Two lists in one: every turn that is shown, and whether it is sent. A blocked, interrupted, stopped, failed or empty
 * answer is left out together with the message it answered, unless the user keeps it.
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
    // Without results their calls, which stay, would be refused with all that follows.
    if (asked?.turn.role === 'user' && !asked.turn.kept && !hasResults(asked.turn))
      asked.leftOut ??= 'its answer'
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

/** The calls and results of a turn as JSON, under their names. */
export function callsText(turn: Turn): string {
  return wireParts(partsOf(turn))
    .flatMap(({ functionCall, functionResponse }): string[] => {
      if (functionCall) return [`Function call ${functionCall.name ?? ''}`, inFull(functionCall.args ?? {})]
      if (functionResponse)
        return [`Function result ${functionResponse.name}`, inFull(functionResponse.response)]
      return []
    })
    .join('\n')
}

const inFull = (value: unknown) => JSON.stringify(value, null, 2)

const isText = (part: Part): part is WirePart & { text: string } =>
  !isMedia(part) && part.text !== undefined && !part.thought

const isResult = (part: Part): part is WirePart & Required<Pick<WirePart, 'functionResponse'>> =>
  !isMedia(part) && part.functionResponse !== undefined

/** What a person would edit of a turn: a text, or the result of a call as JSON. */
export interface EditField {
  text: string
  /** The function's name, where it is a result. */
  result?: string
}

/**
 * What a person would edit: of a message its texts and results one by one, for pictures may stand between them; of an
 * answer all its text in one.
 */
export function fieldsToEdit(turn: Turn): EditField[] {
  const own = turn.role === 'user' ? partsOf(turn).filter((part) => isText(part) || isResult(part)) : []
  if (own.length <= 1 && !own.some(isResult)) return [{ text: turnText(turn) }]
  return own.map((part): EditField => {
    if (!isResult(part)) return { text: part.text ?? '' }
    const { name, response } = part.functionResponse
    return { result: name, text: inFull(response) }
  })
}

export const textsToEdit = (turn: Turn): string[] => fieldsToEdit(turn).map(({ text }) => text)

/** A result that says something else: its id, its name and what came with it stay. One that is no JSON stays as it is. */
function withResult(part: WirePart & Required<Pick<WirePart, 'functionResponse'>>, text: string): WirePart {
  const { functionResponse } = part
  const result = readResult(text)
  if (!result.ok || text === inFull(functionResponse.response)) return part
  return { ...part, functionResponse: { ...functionResponse, response: { ...result.response } } }
}

/**
 * The parts of a turn after a person rewrote it. Other parts keep their place and their signatures; a rewritten text loses
 * its own, for it no longer belongs to these words.
 * @param texts as many as `textsToEdit` gives
 */
export function rewritten(turn: Turn, texts: readonly string[]): Part[] {
  const left = [...texts]
  const said = partsOf(turn).flatMap((part): Part[] => {
    if (turn.role === 'user' && isResult(part)) return [withResult(part, left.shift() ?? '')]
    if (!isText(part)) return [part]
    const text = left.shift()
    return text ? [{ text }] : []
  })
  const more = left.filter((text) => text !== '').map((text) => ({ text }))
  return [...said, ...more]
}
