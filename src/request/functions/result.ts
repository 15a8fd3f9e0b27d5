import { isJson, readJson } from '../json.ts'
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
  const read = readJson(text)
  if (!read.ok) return { ok: false, problem: read.why }
  const { value } = read
  return isJson(value)
    ? { ok: true, response: value, wrapped: false }
    : { ok: true, response: { output: value }, wrapped: true }
}
