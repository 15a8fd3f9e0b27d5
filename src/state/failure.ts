import { failure, GeminiError } from '../gemini/error.ts'
import type { Failure } from '../gemini/error.ts'

/** What was thrown, as the plain record that advice is made from. */
export function failureOf(error: unknown): Failure {
  if (error instanceof GeminiError) return error.failure
  return failure('unknown', error instanceof Error ? error.message : String(error))
}
