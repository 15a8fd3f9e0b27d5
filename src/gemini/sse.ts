import { conformResponse } from './conform.ts'
import { isFields } from './details.ts'
import { failure, failureOfError } from './error.ts'
import { createJsonScanner, parseJson } from './json.ts'
import { errorIn, isResponse, malformed } from './recognise.ts'
import { redactHeldKey } from './redact.ts'
import type { Failure } from './error.ts'
import type { GenerateContentResponse } from './types.ts'

/** One response object and how it came. */
export interface Received {
  response: GenerateContentResponse
  /** The JSON text as received, the held key masked. */
  raw: string
  /** Size of `raw` in UTF-8 bytes. */
  bytes: number
  /** `performance.now()` of the read that completed it. */
  at: number
  /** The held key stood in it. */
  masked?: true
}

export interface StreamReader {
  /** Takes the bytes of one read and returns the responses that are now complete. */
  push(bytes: Uint8Array): Received[]
  /** The body has ended: returns what its last, unterminated event held. */
  end(): Received[]
  /** An error object in the stream; after `end` also a stream that was malformed or cut in an event. */
  readonly failure: Failure | undefined
}

const COLON = 58
const SPACE = 32
const LETTER_D = 100

/**
 * Reads the body of `streamGenerateContent`: server-sent events by the HTML standard, and beside them what
 * servers really send: bare JSON between events, a JSON array, one JSON object, an HTML page. Pure but for
 * the clock; any slicing of the same bytes gives the same responses, in time linear in their number.
 * @param key the key held, masked in everything handed out
 */
export function createStreamReader(key?: string): StreamReader {
  const decoder = new TextDecoder()
  const scanner = createJsonScanner()
  let line = ''
  let lineIsLoose = false
  let skipLineFeed = false
  let data: string | undefined
  let whole: string | undefined
  let eventIsError = false
  let isAscii = true
  let endsInsideCharacter = false
  let ending = false
  let cut = false
  let recognised = false
  let bad: string | undefined
  let odd: string | undefined
  let failed: Failure | undefined
  let out: Received[] = []
  let at = 0

  function emit(value: unknown, raw: string, masked: boolean): void {
    if (!isFields(value)) {
      bad ??= raw
      return
    }
    const found = errorIn(value)
    if (found) fail(found, raw, masked)
    else {
      if (isResponse(value)) recognised = true
      else odd ??= raw
      receive(value, raw, masked)
    }
  }

  function receive(value: Record<string, unknown>, raw: string, masked: boolean): void {
    const received: Received = {
      response: conformResponse(value),
      raw,
      bytes: isAscii ? raw.length : utf8Length(raw),
      at,
    }
    if (masked) received.masked = true
    out.push(received)
  }

  /** What came beside an error is part of the answer. */
  function fail(
    { error, answer }: NonNullable<ReturnType<typeof errorIn>>,
    raw: string,
    masked: boolean,
  ): void {
    if (answer) receive(answer, raw, masked)
    failed = failureOfError(error, key)
  }

  function readJson(text: string): void {
    const raw = redactHeldKey(text, key)
    const value = parseJson(raw)
    if (value !== undefined && !Array.isArray(value)) {
      emit(value, raw, raw !== text)
      return
    }
    // An array, or several objects in one event: a gateway forgot the blank line between them.
    const pieces = createJsonScanner()
    const texts = pieces.push(raw)
    if (ending && pieces.open) cut = true
    else if (texts.length === 0 || pieces.open || pieces.junk !== '') bad ??= raw
    for (const piece of texts) {
      if (failed) return
      emit(parseJson(piece), piece, raw !== text)
    }
  }

  function dispatch(): void {
    const payload = data
    const isError = eventIsError
    data = undefined
    eventIsError = false
    if (payload === undefined || failed) return
    if (isError) {
      const raw = redactHeldKey(payload, key)
      const value = parseJson(raw)
      const found = (isFields(value) && errorIn(value)) || { error: value ?? raw, answer: undefined }
      fail(found, raw, raw !== payload)
    } else if (payload !== '' && (payload.length > 10 || payload.trim() !== '[DONE]')) readJson(payload)
  }

  /** An object that the pending event's last line began, and that goes on in what can be no field. */
  function resumeOpenObject(): void {
    if (data === undefined || data === whole) return
    whole = data
    const pieces = createJsonScanner()
    pieces.push(data)
    if (!pieces.open) return
    whole = data = data.slice(0, -pieces.rest.length)
    scanner.push(`${pieces.rest}\n`)
  }

  function readLoose(text: string): void {
    resumeOpenObject()
    for (const object of scanner.push(text)) {
      dispatch()
      if (!failed) readJson(object)
    }
  }

  function readLine(text: string): void {
    if (text === '') {
      dispatch()
      return
    }
    const first = text.charCodeAt(0)
    if (first === COLON) return
    if (first === LETTER_D && text.startsWith('data:')) {
      const value = text.slice(text.charCodeAt(5) === SPACE ? 6 : 5)
      data = data === undefined ? value : `${data}\n${value}`
    } else if (/^(data|event|id|retry)(?![^:])/.test(text)) {
      if (text.startsWith('event')) eventIsError = text.slice(6).trim() === 'error'
    } else readLoose(`${text}\n`)
  }

  function readText(text: string): void {
    let start = 0
    if (skipLineFeed && text !== '') {
      skipLineFeed = false
      if (text[0] === '\n') start = 1
    }
    let lf = text.indexOf('\n', start)
    let cr = text.indexOf('\r', start)
    while (lf >= 0 || cr >= 0) {
      const byReturn = cr >= 0 && (lf < 0 || cr < lf)
      const end = byReturn ? cr : lf
      if (lineIsLoose) readLoose(`${text.slice(start, end)}\n`)
      else readLine(line === '' ? text.slice(start, end) : line + text.slice(start, end))
      if (failed) return
      line = ''
      lineIsLoose = false
      start = end + 1
      if (byReturn) {
        if (start === lf) start++
        else if (start === text.length) skipLineFeed = true
        cr = text.indexOf('\r', start)
      }
      if (lf >= 0 && lf < start) lf = text.indexOf('\n', start)
    }
    if (start < text.length) readPartialLine(text.slice(start))
  }

  function readPartialLine(text: string): void {
    // A line that can be no field is JSON or junk: an error object need not wait for an end of line.
    if (line === '' && !lineIsLoose) lineIsLoose = !':deir'.includes(text[0] ?? '')
    if (lineIsLoose) readLoose(text)
    else line += text
  }

  function flush(): Received[] {
    const ready = out
    out = []
    return ready
  }

  return {
    push(bytes) {
      if (failed) return []
      at = performance.now()
      const text = decoder.decode(bytes, { stream: true })
      const pieceIsAscii = text.length === bytes.length && !endsInsideCharacter
      endsInsideCharacter = (bytes.at(-1) ?? 0) > 127
      isAscii &&= pieceIsAscii
      readText(text)
      if (line === '' && data === undefined && !scanner.open) isAscii = true
      return flush()
    },
    end() {
      at = performance.now()
      if (!failed) readText(decoder.decode())
      if (failed) return []
      if (line !== '') readLine(line)
      line = ''
      ending = true
      dispatch()
      if (failed) return flush()
      // Unknown fields between good events are no fault, by the standard; a page full of them is.
      if (!recognised) bad ??= odd ?? (scanner.junk || undefined)
      if (bad !== undefined) failed = malformed('Part of the stream', bad, key)
      else if (cut || scanner.open)
        failed = failure('interrupted', 'The stream ended in the middle of an event.')
      return flush()
    },
    get failure() {
      return failed
    },
  }
}

function utf8Length(text: string): number {
  let length = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // Half of a surrogate pair makes two of the pair's four bytes.
    if (code > 127) length += code < 2048 || (code >= 0xd800 && code < 0xe000) ? 1 : 2
  }
  return length
}
