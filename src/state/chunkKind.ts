import { isOutput } from '../gemini/parts.ts'
import type { GenerateContentResponse } from '../gemini/types.ts'
import type { Chunk } from './run.ts'

/** What a chunk brought: part of the answer, a piece of a thought, or neither. */
export function kindOf(response: GenerateContentResponse): Chunk['kind'] {
  const parts = (response.candidates ?? []).flatMap((candidate) => candidate?.content?.parts ?? [])
  if (parts.some((part) => isOutput(part))) return 'answer'
  return parts.some((part) => part.thought && part.text) ? 'thought' : 'empty'
}
