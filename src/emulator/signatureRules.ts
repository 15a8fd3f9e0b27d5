import type { Content, Part } from '../gemini/types.ts'
import { invalid } from './errors.ts'
import { isSigned, isSignedOver } from './signature.ts'

/** The current turn begins after the last user content that is more than answers to function calls. */
export function startOfTurn(contents: readonly Content[]): number {
  const at = contents.findLastIndex(
    (content) => content.role !== 'model' && content.parts?.some((part) => !part.functionResponse),
  )
  return at + 1
}

/** What the signature of a trace of a built-in tool holds fast, of its call and of its response alike. */
export const boundTo = (id: string | undefined, toolType: string | undefined) => `${toolType}/${id}`

/** Documented: what built-in tools left goes back with the id, type and signature it came with. The words are by analogy. */
function checkTrace(
  { toolCall, toolResponse, thoughtSignature }: Part,
  position: number,
  isCurrent: boolean,
): void {
  const trace = toolCall ?? toolResponse
  if (!trace) return
  const name = toolCall ? 'toolCall' : 'toolResponse'
  const { id, toolType } = trace
  if (thoughtSignature === undefined) {
    // Of earlier turns another model may be the reader: signatures hold for the one that wrote.
    if (isCurrent) throw invalid(`${name} part is missing its thought_signature, position ${position}.`)
  } else if (!isSignedOver(thoughtSignature, boundTo(id, toolType)))
    throw invalid(
      `${name} part does not match its thought_signature: id and tool_type must be returned unchanged, position ${position}.`,
    )
}

/**
 * The first function call of each step of the current turn must carry its signature, as Gemini 3 demands; any
 * signature anywhere must be one that was given out, or a documented stand-in. Traces of built-in tools stay as they came.
 * @throws ApiError 400
 */
export function checkSignatures(contents: readonly Content[]): void {
  const start = startOfTurn(contents)
  contents.forEach((content, index) => {
    const parts = content.parts ?? []
    for (const part of parts)
      if (part.thoughtSignature !== undefined && !isSigned(part.thoughtSignature))
        throw invalid('Corrupted thought signature.')
    for (const part of parts) checkTrace(part, index + 1, index >= start)
    if (index < start || content.role !== 'model') return
    const first = parts.findIndex((part) => part.functionCall)
    const call = parts[first]
    if (call?.functionCall && !call.thoughtSignature)
      throw invalid(
        'Function call is missing a thought_signature in functionCall parts. This is required for tools to work ' +
          'correctly, and missing thought_signature may lead to degraded model performance. Additional data, function ' +
          `call \`default_api:${call.functionCall.name}\`, position ${index + 1}.`,
      )
  })
}
