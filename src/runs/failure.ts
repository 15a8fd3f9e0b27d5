import { failure, GeminiError } from '../gemini/error.ts'
import type { Failure } from '../gemini/error.ts'

/** What was thrown, as the plain record that advice is made from. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof GeminiError))
    return failure('unknown', error instanceof Error ? error.message : String(error))
  // The client asks a server on this machine also when the browser is offline. If that fails too, being offline
  // is what the user can see and mend.
  const offline = error.failure.diagnosis === 'unreachable' && globalThis.navigator?.onLine === false
  return offline ? { ...error.failure, diagnosis: 'offline' } : error.failure
}

/** The shortest name of a failure: `429 RESOURCE_EXHAUSTED`, else its kind. */
export function codeOf({ code, status, kind }: Failure): string {
  return [code, status].filter(Boolean).join(' ') || kind
}
