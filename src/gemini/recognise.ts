import { isFields } from './details.ts'
import { failure } from './error.ts'
import type { Failure } from './error.ts'
import { redact } from './redact.ts'
import type { GenerateContentResponse } from './types.ts'

const KNOWN = ['candidates', 'promptFeedback', 'usageMetadata', 'modelVersion', 'responseId', 'modelStatus']

/** True for JSON with at least one field of a generateContent response. */
export function isResponse(value: unknown): value is GenerateContentResponse {
  return isFields(value) && KNOWN.some((name) => name in value)
}

const SAMPLE = 200

/**
 * The failure of a 200 that is not what the API answers: a login page of a network, a gateway's own format.
 * @param body as far as it was read; its beginning is quoted, or the title of a page
 */
export function malformed(what: string, body: string, key?: string): Failure {
  const trimmed = body.trim()
  if (trimmed === '') return failure('malformed', `${what} is empty.`)
  if (trimmed.startsWith('<')) {
    const title = /<title[^>]*>([^<]{1,200})/i.exec(trimmed)?.[1]?.trim()
    return failure(
      'malformed',
      redact(`${what} is an HTML page${title ? ` (${title})` : ''}, not JSON.`, key),
    )
  }
  const sample = trimmed.length > SAMPLE ? `${trimmed.slice(0, SAMPLE)}…` : trimmed
  return failure('malformed', redact(`${what} is not a Gemini response: ${sample}`, key))
}
