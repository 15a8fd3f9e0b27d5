import { isFields } from './details.ts'
import { failure, GeminiError } from './error.ts'
import { parseJson } from './json.ts'
import { DEFAULT_BASE_URL, modelPath } from './model.ts'
import { malformed } from './recognise.ts'
import { redactHeldKey } from './redact.ts'
import { open, readText } from './send.ts'
import type { CallOptions, Connection, Request } from './send.ts'

type Fields = Record<string, unknown>

/** Pages of a list that are asked for, so that a server whose tokens never end is left some day. */
export const MOST_PAGES = 20

/**
 * The whole JSON body of one call, with the text it came as.
 * @param what names the answer in the failure of a body that does not fit
 */
export async function callJson(
  connection: Connection,
  request: Request,
  options: CallOptions | undefined,
  what: string,
  fits: (value: Fields) => boolean,
): Promise<{ value: Fields; raw: string; bytes: number; masked: boolean }> {
  const { text, bytes } = await readText(await open(connection, request, options))
  const raw = redactHeldKey(text, connection.apiKey)
  options?.onReceived?.(raw, bytes)
  const parsed = parseJson(raw)
  const value: unknown = Array.isArray(parsed) ? parsed[0] : parsed
  if (!isFields(value) || !fits(value)) throw new GeminiError(malformed(what, raw, connection.apiKey))
  return { value, raw, bytes, masked: raw !== text }
}

/** The path of a model, or the failure that its id means. */
export function pathOf(model: string): string {
  const path = modelPath(model)
  if (path === undefined) throw new GeminiError(failure('invalid', `“${model}” is not a model id.`))
  return path
}

/** The connection behind a client. What a base URL may be is decided where it is typed: `parseBaseUrl`. */
export function connect(options: { baseUrl?: string; apiKey?: string; fetch?: typeof fetch }): Connection {
  return {
    base: (options.baseUrl ?? DEFAULT_BASE_URL).replace(/\/+$/, ''),
    apiKey: options.apiKey || undefined,
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
  }
}
