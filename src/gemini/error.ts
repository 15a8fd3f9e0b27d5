import { durationMs, isFields, present, readDetails, text } from './details.ts'
import { jsonValuesIn } from './json.ts'
import { redactDeep } from './redact.ts'
import type { Received } from './sse.ts'

export type FailureKind =
  | 'key'
  | 'permission'
  | 'region'
  | 'quota'
  | 'invalid'
  | 'missing'
  | 'too-large'
  | 'unavailable'
  | 'network'
  | 'malformed'
  | 'interrupted'
  | 'cancelled'
  | 'unknown'

export interface FieldViolation {
  /** A path such as `generation_config.top_k`; absent when the fault is not in one field. */
  field?: string
  description: string
}

/** A quota that was exceeded. `id` tells minute from day: it holds `PerMinute` or `PerDay`. */
export interface Quota {
  metric?: string
  id?: string
  value?: string
  dimensions?: Record<string, string>
}

export interface Link {
  description?: string
  url: string
}

/** Why a call failed, as plain data: it is stored with the run. Every text of the server is redacted. */
export interface Failure {
  kind: FailureKind
  /** The HTTP status, or the code of an error object inside a stream. */
  code?: number
  /** The API's word, e.g. `RESOURCE_EXHAUSTED`. */
  status?: string
  /** The server's own words, or ours where no server spoke. */
  message: string
  /** `google.rpc.ErrorInfo.reason`, e.g. `API_KEY_INVALID`. */
  reason?: string
  fieldViolations: FieldViolation[]
  quotas: Quota[]
  retryDelayMs?: number
  links: Link[]
  /** The details as they came, without `DebugInfo`. */
  details?: unknown
  /** It came inside a stream that had begun as a success: the request was taken, so it is not for repeating. */
  inStream?: true
  /** Only for `network`: how far a browser can tell why `fetch` failed. */
  diagnosis?: 'offline' | 'cors-or-gateway' | 'unreachable' | 'redirect'
  /** The host that was asked, for failures of the network. */
  host?: string
}

/** The one error of the client. Stopping is not a failure: that throws an `AbortError`. */
export class GeminiError extends Error {
  override readonly name = 'GeminiError'
  readonly failure: Failure
  /** Of a call that is no stream: the answer that came in one object with the error. */
  readonly received: Received | undefined
  constructor(why: Failure, received?: Received) {
    super(why.message)
    this.failure = why
    this.received = received
  }
}

/** A failure in our own words. */
export function failure(kind: FailureKind, message: string, more: Partial<Failure> = {}): Failure {
  return { kind, message, fieldViolations: [], quotas: [], links: [], ...more }
}

/** In this order: `API_KEY_INVALID` is about the key before it is about being invalid. */
const BY_WORD: [RegExp, FailureKind][] = [
  [/API_KEY_(INVALID|EXPIRED|NOT_FOUND)|CREDENTIALS|ACCESS_TOKEN|UNAUTHENTICATED/, 'key'],
  [/LOCATION|REGION|COUNTRY/, 'region'],
  [/RATE_LIMIT|QUOTA|EXHAUSTED/, 'quota'],
  [/BLOCKED|DENIED|DISABLED|SUSPENDED|LEAKED|BILLING/, 'permission'],
  [/NOT_FOUND/, 'missing'],
  [/CANCELLED/, 'cancelled'],
  [/INTERNAL|UNAVAILABLE|DEADLINE/, 'unavailable'],
  [/^INVALID|OUT_OF_RANGE|UNIMPLEMENTED/, 'invalid'],
]

/** The kind that a reason or a status names. */
const kindOfWord = (word = '') => BY_WORD.find(([pattern]) => pattern.test(word))?.[1]

const BY_CODE: Record<number, FailureKind> = {
  401: 'key',
  403: 'permission',
  404: 'missing',
  408: 'unavailable',
  410: 'missing',
  413: 'too-large',
  429: 'quota',
  499: 'cancelled',
}

const kindOfCode = (code = 0): FailureKind =>
  BY_CODE[code] ?? (code >= 500 ? 'unavailable' : code >= 400 ? 'invalid' : 'unknown')

/** A message can be as long as the server likes; more than this helps nobody. */
const MESSAGE_LIMIT = 10_000

/**
 * Reads one error object: the value of `error` in a body or in a stream, or a `google.rpc.Status`.
 * @param httpStatus of the response, where its status line said that it failed
 * @param key the key held, to be masked wherever the server repeats it
 */
export function failureOfError(error: unknown, key?: string, httpStatus?: number): Failure {
  const fields = isFields(error) ? error : { message: text(error) }
  const details = readDetails(fields['details'])
  const number = typeof fields['code'] === 'number' ? fields['code'] : undefined
  const code = number !== undefined && number >= 100 ? number : httpStatus
  const status = text(fields['status'])
  const message =
    text(fields['message']) ?? details.localizedMessage ?? (code ? `HTTP ${code}` : 'An error without words.')
  const { reason } = details
  const kind =
    kindOfWord(reason) ||
    // One status for three faults (region, billing, a file not ready): only the words tell the region.
    (status === 'FAILED_PRECONDITION' && (aboutRegion(message, fields['details']) ? 'region' : 'invalid')) ||
    (code === 413 && 'too-large') ||
    kindOfWord(status) ||
    kindOfCode(code)
  return redactDeep(
    {
      ...failure(kind, message.slice(0, MESSAGE_LIMIT)),
      ...present<Partial<Failure>>({ code, status, reason, retryDelayMs: details.retryDelayMs }),
      fieldViolations: details.fieldViolations,
      quotas: details.quotas,
      links: details.links,
      ...(details.kept.length > 0 && { details: details.kept }),
    } satisfies Failure,
    key,
  ) as Failure
}

/** `DebugInfo` is read here, where it may be the only one to name the location, and never kept. */
function aboutRegion(message: string, details: unknown): boolean {
  return /location|country|region/i.test(`${message} ${JSON.stringify(details ?? '')}`)
}

/**
 * The failure that an HTTP error body means: JSON object or array, JSON inside an event stream, HTML,
 * plain text or nothing.
 * @param retryAfter the header, where CORS let us see it; the body's own `RetryInfo` wins
 */
export function failureOfResponse(
  httpStatus: number,
  body: string,
  key?: string,
  retryAfter?: string | null,
): Failure {
  const found = failureOfBody(httpStatus, body, key)
  const delay = retryAfter ? durationMs(`${retryAfter}s`) : undefined
  return found.retryDelayMs === undefined && delay !== undefined ? { ...found, retryDelayMs: delay } : found
}

function failureOfBody(httpStatus: number, body: string, key?: string): Failure {
  const values = jsonValuesIn(body).filter(isFields)
  for (const value of values) {
    if (isFields(value['error'])) return failureOfError(value['error'], key, httpStatus)
    // OAuth and many gateways: `{"error": "word", "error_description": "…"}`, `{"message": …}`, `{"detail": …}`.
    const message = ['error_description', 'message', 'detail', 'error']
      .map((name) => text(value[name]))
      .find(Boolean)
    if (message) return failureOfError({ message }, key, httpStatus)
  }
  // Bare JSON says nothing to a reader.
  const wordless = values.length > 0 && /^[[{]/.test(body.trim())
  const message = wordless ? `HTTP ${httpStatus} with JSON that holds no message.` : wordsOf(httpStatus, body)
  return failureOfError({ message }, key, httpStatus)
}

function wordsOf(httpStatus: number, body: string): string {
  const said = bodyInWords(body)
  return said.isText ? said.words : `HTTP ${httpStatus} with ${said.words}.`
}

const SAMPLE = 300

/** What a body is that is not JSON: nothing, a web page by its title, or text by its beginning. */
export function bodyInWords(body: string): { isText: boolean; words: string } {
  const trimmed = body.trim()
  if (trimmed === '') return { isText: false, words: 'an empty body' }
  if (!trimmed.startsWith('<')) return { isText: true, words: trimmed.slice(0, SAMPLE) }
  const title = /<title[^>]*>([^<]{1,200})/i.exec(trimmed)?.[1]?.trim()
  return { isText: false, words: `an HTML page${title ? ` (${title})` : ''}` }
}
