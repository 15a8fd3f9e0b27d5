/** How bodies look on the wire, to the byte, as recorded from the API. */
import type { ApiError } from './errors.ts'

const encoder = new TextEncoder()

/** `<` and `>` never stand bare inside the JSON strings of a stream. */
const quote = (text: string) =>
  JSON.stringify(text)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('>', String.raw`\u003e`)

/** JSON on one line: a space after each colon, none after commas. */
export function oneLine(value: unknown): string {
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return `[${value.map(oneLine).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${fields.map(([key, field]) => `${quote(key)}: ${oneLine(field)}`).join(',')}}`
}

/** One event of a stream: one line, CRLF and a blank line, also after the last. */
export const sseEvent = (value: unknown) => `data: ${oneLine(value)}\r\n\r\n`

const pretty = (value: unknown) => JSON.stringify(value, null, 2)

/** Framing of a stream: what opens it, stands before each chunk, and closes it. */
export interface Framing {
  contentType: string
  chunk(value: unknown, position: number): string
  /** An error after the stream began; the end of it. */
  error(body: object, position: number): string
  close(chunks: number): string
}

export const sseFraming: Framing = {
  contentType: 'text/event-stream',
  chunk: sseEvent,
  // Recorded so: pretty-printed, without `data:`.
  error: (body) => `${pretty(body)}\n`,
  close: () => '',
}

/** Without `alt=sse` the stream is one JSON array that grows. */
export const arrayFraming: Framing = {
  contentType: 'application/json; charset=UTF-8',
  chunk: (value, position) => (position === 0 ? '[' : '\n,\r\n') + pretty(value),
  error: (body, position) => `${(position === 0 ? '[' : '\n,\r\n') + pretty(body)}\n]`,
  close: (chunks) => (chunks === 0 ? '[]' : '\n]'),
}

const constantHeaders = {
  vary: 'Origin, X-Origin, Referer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'x-xss-protection': '0',
}

export function json(body: unknown, status = 200): Response {
  return new Response(pretty(body) + '\n', {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...constantHeaders },
  })
}

/** Errors of a stream without `alt=sse` are wrapped in an array too. */
export const errorResponse = (error: ApiError, inArray: boolean) =>
  json(inArray ? [error.body()] : error.body(), error.code)

export const streamHeaders = (framing: Framing): Record<string, string> => ({
  'content-type': framing.contentType,
  ...(framing === sseFraming && { 'content-disposition': 'attachment' }),
  ...constantHeaders,
})

/** What a Google front end says to a path it has no service for. */
export const htmlNotFound = (path: string) =>
  new Response(
    '<!DOCTYPE html>\n<html lang=en>\n<title>Error 404 (Not Found)!!1</title>\n' +
      `<p><b>404.</b> <ins>That’s an error.</ins>\n<p>The requested URL <code>${path.replaceAll('<', '&lt;')}</code> ` +
      'was not found on this server. <ins>That’s all we know.</ins>\n',
    { status: 404, headers: { 'content-type': 'text/html; charset=UTF-8' } },
  )

export const bytes = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)
