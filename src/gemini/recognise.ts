import { isFields } from './details.ts'
import { bodyInWords, failure } from './error.ts'
import type { Failure } from './error.ts'
import { redact } from './redact.ts'
import type { GenerateContentResponse } from './types.ts'

const KNOWN = ['promptFeedback', 'usageMetadata', 'modelVersion', 'responseId', 'modelStatus']

/** True for JSON with at least one field of a generateContent response. */
export function isResponse(value: unknown): value is GenerateContentResponse {
  return isFields(value) && ('candidates' in value || KNOWN.some((name) => name in value))
}

/** The error that an object holds, and the answer that some servers send in the same object. */
export function errorIn(
  value: Record<string, unknown>,
): { error: unknown; answer: GenerateContentResponse | undefined } | undefined {
  // Before anything is copied: nearly no event holds one.
  if (value['error'] === undefined || value['error'] === null) return undefined
  const { error, ...answer } = value
  return { error, answer: isResponse(answer) ? answer : undefined }
}

/**
 * The failure of a 200 that is not what the API answers: a login page of a network, a gateway's own format.
 * @param body as far as it was read; its beginning is quoted, or the title of a page
 */
export function malformed(what: string, body: string, key?: string): Failure {
  const { isText, words } = bodyInWords(body)
  return failure('malformed', redact(`${what} is ${isText ? `no Gemini response: ${words}` : words}`, key))
}
