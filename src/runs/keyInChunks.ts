import { MASK, hasKeyShape, keySpans } from '../gemini/redact.ts'
import { chunkOf, responseOf } from './exchange.ts'
import type { GenerateContentResponse } from '../gemini/types.ts'
import type { Chunk } from './exchange.ts'

/**
 * A server that echoes a key may spread it over several chunks, or spell it in escapes: no chunk's JSON holds it then, and
 * the joined answer does. The client masks whole keys in each event; here is what it cannot see.
 */

/** A string that is joined with those of other chunks: text of a candidate, thoughts apart, or an argument that grows. */
interface Piece {
  /** What is joined with it. */
  of: string
  holder: object
  field: 'text' | 'stringValue'
  text: string
}

interface PartialArg {
  jsonPath?: string
  stringValue?: string
}

function piecesOf(response: GenerateContentResponse): Piece[] {
  return (response.candidates ?? []).flatMap((candidate) =>
    (candidate?.content?.parts ?? []).flatMap((part): Piece[] => {
      const { index = 0 } = candidate
      const args = (part.functionCall?.partialArgs ?? []) as (PartialArg | null)[]
      const grown = args.flatMap((arg): Piece[] => {
        const text = arg?.stringValue
        return arg && typeof text === 'string' && text !== ''
          ? [{ of: `${index} ${arg.jsonPath ?? ''}`, holder: arg, field: 'stringValue', text }]
          : []
      })
      if (!part.text) return grown
      const of = `${index} ${part.thought === true}`
      return grown.concat({ of, holder: part, field: 'text', text: part.text })
    }),
  )
}

/**
 * Watches a stream for the held key.
 * @returns a function that tells whether the texts up to and with a chunk have just come to hold it
 */
export function watchForKey(key: string | null): (response: GenerateContentResponse) => boolean {
  // As short a "key" is a word; the client does not mask it either.
  if (key === null || key.length < 6) return () => false
  /** The last characters of each text: as many as a key may have begun with. */
  const ends = new Map<string, string>()
  return (response) => {
    let found = false
    for (const { of, text } of piecesOf(response)) {
      const seen = (ends.get(of) ?? '') + text
      found ||= seen.includes(key)
      ends.set(of, seen.slice(1 - key.length))
    }
    return found
  }
}

/** How the shapes of keys begin; the longest, less one, is what of a text has to be remembered. */
const BEGINNING = 3

/**
 * Watches a stream for what may be a key of any shape: a quick look at what is new, as often as chunks come.
 * @returns a function that tells whether the texts up to and with a chunk hold a shape's beginning
 */
export function watchForShapes(): (chunk: Chunk) => boolean {
  const ends = new Map<string, string>()
  return (chunk) => {
    let found = false
    for (const { of, text } of piecesOf(responseOf(chunk))) {
      const seen = (ends.get(of) ?? '') + text
      found ||= hasKeyShape(seen)
      ends.set(of, seen.slice(-BEGINNING))
    }
    return found
  }
}

/** Where keys stand in a text: `[start, end)` each, in order. */
type Spans = readonly (readonly [start: number, end: number])[]

/** The part of `text`, which begins at `start`, that lies outside every span; each leaves one mask where it begins. */
function masked(text: string, start: number, spans: Spans, mask: string): string {
  let out = ''
  let at = start
  for (const [from, to] of spans) {
    if (to <= at || from >= start + text.length) continue
    out += text.slice(at - start, Math.max(at, from) - start)
    if (from >= start) out += mask
    at = Math.min(to, start + text.length)
  }
  return out + text.slice(at - start)
}

/** A copy of a JSON value in which these holders have other text. */
function replaced(
  value: unknown,
  texts: ReadonlyMap<object, readonly [field: string, text: string]>,
): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item, texts))
  if (typeof value !== 'object' || value === null) return value
  const own = texts.get(value)
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, own?.[0] === name ? own[1] : replaced(field, texts)]),
  )
}

/**
 * The chunks with keys masked wherever they stand in their joined texts.
 * @param key the held key; null looks for everything shaped like a Gemini key instead
 * @returns the very same array where nothing was found; else every chunk is another object
 */
export function withoutSplitKeys(
  chunks: readonly Chunk[],
  key: string | null,
  mask = MASK,
): readonly Chunk[] {
  const joined = new Map<string, string[]>()
  const pieces = chunks.map((chunk) => piecesOf(responseOf(chunk)))
  for (const { of, text } of pieces.flat()) {
    const texts = joined.get(of)
    if (texts) texts.push(text)
    else joined.set(of, [text])
  }
  const spans = new Map([...joined].map(([of, texts]) => [of, keySpans(texts.join(''), key)] as const))
  if ([...spans.values()].every((found) => found.length === 0)) return chunks
  const starts = new Map<string, number>()
  return chunks.map((chunk, at) => {
    const texts = new Map<object, readonly [string, string]>()
    for (const { of, holder, field, text } of pieces[at] ?? []) {
      const start = starts.get(of) ?? 0
      starts.set(of, start + text.length)
      const after = masked(text, start, spans.get(of) ?? [], mask)
      if (after !== text) texts.set(holder, [field, after])
    }
    // Another object also where nothing changes: what was derived from the chunks before is derived anew.
    if (texts.size === 0) return chunkOf({ ...chunk }, responseOf(chunk))
    const response = replaced(responseOf(chunk), texts) as GenerateContentResponse
    return chunkOf({ ...chunk, raw: JSON.stringify(response) }, response)
  })
}
