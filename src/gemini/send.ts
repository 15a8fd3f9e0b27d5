import { API_VERSION } from './model.ts'
import { startClock } from './clocks.ts'
import { failure, failureOfResponse, GeminiError } from './error.ts'
import { diagnose } from './network.ts'
import { MASK, redactHeldKey } from './redact.ts'
import type { Clock } from './clocks.ts'
import type { Failure } from './error.ts'

/** A request as it goes out, fit to be shown: the key is masked. */
export interface Sent {
  method: 'GET' | 'POST' | 'DELETE'
  url: string
  headers: Record<string, string>
  /** Exactly as sent, but for the key, should the text hold it. */
  body?: string
}

export interface CallOptions {
  signal?: AbortSignal
  onSend?(sent: Sent): void
  /** The JSON text of a response that came in one piece, before it is looked at. */
  onReceived?(raw: string, bytes: number): void
  /** Which tier serves the call, where the response's head says it. */
  onTier?(tier: string): void
}

/** Where calls go; `base` has no trailing slash. */
export interface Connection {
  base: string
  apiKey: string | undefined
  fetch: typeof globalThis.fetch
}

export interface Request {
  method: Sent['method']
  /** Below the version, e.g. `models/gemini-x:generateContent`. */
  path: string
  body?: unknown
  streamed?: boolean
}

/** A call whose response has begun, and what ends it early. */
export interface Call {
  /** Of a stream alone: a call that answers in one piece is never ended by itself. */
  clock: Clock | undefined
  /** The bytes of the next read, undefined at the end of the body. Throws what ended the call. */
  read(): Promise<Uint8Array | undefined>
  /** Ends the call and frees the socket, whatever state it is in. */
  close(): void
}

const stopped = () => new DOMException('Stopped.', 'AbortError')

/** An error body longer than this is not read on. */
const ERROR_BODY_LIMIT = 1_000_000

/**
 * Sends one request and returns its response once it is known to be a success. The key travels in
 * `x-goog-api-key` alone, redirects are refused, and no other header is set: the API's preflight allows few.
 * @throws GeminiError for every failure, AbortError when stopped
 */
export async function open(
  connection: Connection,
  request: Request,
  options: CallOptions = {},
): Promise<Call> {
  const { base, apiKey, fetch } = connection
  if (options.signal?.aborted) throw stopped()
  const url = `${base}/${API_VERSION}/${request.path}`
  if (!URL.canParse(url)) throw new GeminiError(failure('invalid', `“${base}” is not a base URL.`))
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const headers: Record<string, string> = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(apiKey && { 'x-goog-api-key': apiKey }),
  }
  const checked = checkedHeaders(headers)
  options.onSend?.({
    method: request.method,
    url,
    headers: { ...headers, ...(apiKey && { 'x-goog-api-key': MASK }) },
    ...(body !== undefined && { body: redactHeldKey(body, apiKey) }),
  })

  const abort = new AbortController()
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  let ended: GeminiError | DOMException | undefined
  let rejectOnEnd: ((reason: unknown) => void) | undefined
  const end = (reason: GeminiError | DOMException) => {
    ended ??= reason
    close()
    rejectOnEnd?.(ended)
  }
  const onAbort = () => end(stopped())
  const clock = request.streamed
    ? startClock((sentence) => end(new GeminiError(failure('interrupted', sentence))))
    : undefined
  function close(): void {
    clock?.stop()
    options.signal?.removeEventListener('abort', onAbort)
    // Both: an injected fetch may not listen to the signal.
    abort.abort()
    void reader?.cancel().catch(() => undefined)
  }
  options.signal?.addEventListener('abort', onAbort)

  // Two functions for all reads, not a closure for each: a stream has thousands.
  const arrived = ({ value }: ReadableStreamReadResult<Uint8Array>) => {
    if (ended) throw ended
    return value
  }
  const cutOff = (error: unknown) => {
    throw ended ?? new GeminiError(failure('interrupted', `The connection was cut. ${String(error)}`))
  }

  try {
    const response = await Promise.race([
      fetch(url, {
        method: request.method,
        headers: checked,
        ...(body !== undefined && { body }),
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      }),
      new Promise<never>((_, reject) => {
        rejectOnEnd = reject
      }),
    ])
    const bodyReader = response.body?.getReader()
    reader = bodyReader
    const call: Call = {
      clock,
      close,
      read() {
        if (!bodyReader || ended) return ended ? Promise.reject(ended) : Promise.resolve(undefined)
        clock?.wait()
        return bodyReader.read().then(arrived, cutOff)
      },
    }
    // Observed; a page sees it only where the server lets it.
    const tier = response.headers.get('x-gemini-service-tier')
    if (tier) options.onTier?.(tier)
    if (!response.ok) throw new GeminiError(await failureOf(response, call, apiKey))
    return call
  } catch (error) {
    close()
    if (ended) throw ended
    if (error instanceof GeminiError) throw error
    const why = await diagnose(url, fetch, options.signal)
    throw options.signal?.aborted ? stopped() : new GeminiError(why)
  }
}

/** `fetch` reports a bad header value and a dead network by the same `TypeError`. */
function checkedHeaders(headers: Record<string, string>): Headers {
  try {
    return new Headers(headers)
  } catch {
    throw new GeminiError(failure('key', 'The key cannot be sent in a header.'))
  }
}

async function failureOf(response: Response, call: Call, apiKey: string | undefined): Promise<Failure> {
  // Cut off in its words, an error is still that error.
  const text = await readText(call, ERROR_BODY_LIMIT).then(
    (body) => body.text,
    () => '',
  )
  const found = failureOfResponse(response.status, text, apiKey, response.headers.get('retry-after'))
  // Without a key "permission denied" means that one is needed.
  return found.kind === 'permission' && !apiKey && !found.reason ? { ...found, kind: 'key' } : found
}

/** The rest of a body as text, up to a limit in bytes, and its size. Closes the call. */
export async function readText(call: Call, limit = Infinity): Promise<{ text: string; bytes: number }> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    for (let piece = await call.read(); piece && bytes < limit; piece = await call.read()) {
      bytes += piece.length
      text += decoder.decode(piece, { stream: true })
    }
    return { text: text + decoder.decode(), bytes }
  } finally {
    call.close()
  }
}
