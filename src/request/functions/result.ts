import type { JsonObject } from './declaration.ts'

export type ReadResult =
  | {
      ok: true
      /** As the API takes it: an object. */
      response: JsonObject
      /** It was no object, and stands under `output`. */
      wrapped: boolean
    }
  | { ok: false; problem: string }

/**
 * The result of a call, as somebody types it: JSON. What is no object goes under `output`, the API's convention for a
 * result (an `error` is the one for a failure).
 */
export function readResult(text: string): ReadResult {
  if (text.trim() === '') return { ok: false, problem: 'Write the result as JSON first.' }
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return { ok: true, response: isObject ? (value as JsonObject) : { output: value }, wrapped: !isObject }
  } catch (error) {
    return { ok: false, problem: `This is not JSON: ${error instanceof Error ? error.message : ''}.` }
  }
}
