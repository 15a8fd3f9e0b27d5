import { factsOf } from '../../request/capabilities.ts'
import { read } from '../../runs/read.ts'
import { withFaults } from './faults.ts'
import { docTurnOf, says, withReasons } from './history.ts'
import { runOf, writerOf } from './said.ts'
import { SIGNATURE_STAND_IN } from '../../request/signature.ts'
import { besideResult, isMedia } from '../../request/media.ts'
import type { DocTurn, Part } from '../../request/doc.ts'
import type { Turn } from './tree.ts'

/** What one turn loses on its way to a model. */
export interface Loss {
  images: number
  media: number
  tools: number
  signatures: number
  /** Nothing of the turn remains, so it is not sent at all. */
  whole: boolean
}

const TOOLS = [
  'functionCall',
  'functionResponse',
  'executableCode',
  'codeExecutionResult',
  'toolCall',
  'toolResponse',
]

function kindOf(part: Part): 'images' | 'media' | 'tools' | 'text' {
  if (isMedia(part)) return 'images'
  if (TOOLS.some((name) => name in part)) return 'tools'
  const type = part.inlineData?.mimeType ?? part.fileData?.mimeType
  if (type === undefined) return part.fileData ? 'media' : 'text'
  return type.startsWith('image/') ? 'images' : 'media'
}

function wroteIt(turn: Turn, model: string): boolean {
  const run = runOf(turn)
  // An alias and the model behind it are one: the reply names the latter.
  return (writerOf(turn) ?? model) === model || (run !== null && read(run).reply.modelVersion === model)
}

/**
 * A turn as a model gets it. Signatures hold for the model that made them: another one may refuse them, so they go,
 * and the first call of each turn gets the documented stand-in. What the model takes stays as it is, part for part.
 * @param model id without `models/`
 */
export function fitTurn(turn: Turn, model: string): { said: DocTurn; loss: Loss | null } {
  const said = docTurnOf(turn)
  // The list of models says nothing of this: it is read from the id.
  const takes = factsOf(undefined, model)
  const own = wroteIt(turn, model)
  const loss: Loss = { images: 0, media: 0, tools: 0, signatures: 0, whole: false }
  let called = false
  const parts = said.parts.flatMap((part): Part[] => {
    const kind = kindOf(part)
    if (kind !== 'text' && !takes[kind]) {
      loss[kind] += 1
      return []
    }
    if (isMedia(part)) return [part]
    if (takes.resultMedia === 'refused' && part.functionResponse?.parts) {
      const { parts: _, ...functionResponse } = part.functionResponse
      loss.images += besideResult(part).length
      return [{ ...part, functionResponse }]
    }
    const { thoughtSignature, ...rest } = part
    const first = part.functionCall !== undefined && !called
    called ||= first
    const keeps = own && (thoughtSignature !== undefined || writerOf(turn) !== undefined)
    if (keeps || (thoughtSignature === undefined && !first)) return [part]
    const needs = takes.standIns && first && turn.role === 'model'
    if (thoughtSignature === undefined && !needs) return [part]
    // The stand-in itself holds for every model, so nothing is lost with it.
    if (thoughtSignature !== undefined && thoughtSignature !== SIGNATURE_STAND_IN) loss.signatures += 1
    return [needs ? { ...rest, thoughtSignature: SIGNATURE_STAND_IN } : rest]
  })
  // An empty text with a signature says something; without one it is refused.
  const kept = parts.filter(says)
  loss.whole = kept.length === 0
  const lost = loss.images + loss.media + loss.tools + loss.signatures > 0
  return { said: { ...said, parts: kept }, loss: lost ? loss : null }
}

/** The turns of a request as a model gets them, one for one, with the faults that were chosen on purpose. */
export const fitTurns = (turns: readonly Turn[], model: string): DocTurn[] =>
  withFaults(
    turns,
    turns.map((turn) => fitTurn(turn, model).said),
  )

/** What a conversation loses on its way to a model, summed up. */
export interface Losses extends Omit<Loss, 'whole'> {
  /** Turns of which nothing remains. */
  turns: number
  /** The models whose signatures go. */
  writers: string[]
}

/** @param shown the turns on show, in order. @returns null where everything that is sent is sent whole */
export function lossesFor(shown: readonly Turn[], model: string): Losses | null {
  const losses: Losses = { images: 0, media: 0, tools: 0, signatures: 0, turns: 0, writers: [] }
  for (const { turn, leftOut } of withReasons(shown)) {
    const loss = leftOut === null ? fitTurn(turn, model).loss : null
    if (!loss) continue
    losses.images += loss.images
    losses.media += loss.media
    losses.tools += loss.tools
    losses.signatures += loss.signatures
    if (loss.whole) losses.turns += 1
    const writer = writerOf(turn)
    if (loss.signatures > 0 && writer && !losses.writers.includes(writer)) losses.writers.push(writer)
  }
  const { images, media, tools, signatures } = losses
  return images + media + tools + signatures > 0 ? losses : null
}
