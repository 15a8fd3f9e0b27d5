import type { Content } from '../gemini/types.ts'
import { invalid } from './errors.ts'
import { isSigned } from './signature.ts'

/** The current turn begins after the last user content that is more than answers to function calls. */
export function startOfTurn(contents: readonly Content[]): number {
  const at = contents.findLastIndex(
    (content) => content.role !== 'model' && content.parts?.some((part) => !part.functionResponse),
  )
  return at + 1
}

/**
 * The first function call of each step of the current turn must carry its signature, as Gemini 3 demands; any
 * signature anywhere must be one that was given out, or a documented stand-in.
 * @throws ApiError 400
 */
export function checkSignatures(contents: readonly Content[]): void {
  const start = startOfTurn(contents)
  contents.forEach((content, index) => {
    const parts = content.parts ?? []
    for (const part of parts)
      if (part.thoughtSignature !== undefined && !isSigned(part.thoughtSignature))
        throw invalid('Corrupted thought signature.')
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
