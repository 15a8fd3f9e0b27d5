import { MASK, hasKeyShape, isSpelled, keySpans } from '../gemini/redact.ts'
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

/** Calls `visit` with each piece in turn. A stream has thousands of responses, so nothing is made for them on the way. */
function eachPiece(
  { candidates }: GenerateContentResponse,
  visit: (of: string, text: string, holder: object, field: Piece['field']) => void,
): void {
  for (const candidate of candidates ?? []) {
    const index = candidate?.index ?? 0
    for (const part of candidate?.content?.parts ?? []) {
      for (const arg of (part.functionCall?.partialArgs ?? []) as (PartialArg | null)[]) {
        const text = arg?.stringValue
        if (arg && typeof text === 'string' && text !== '')
          visit(`${index} ${arg.jsonPath ?? ''}`, text, arg, 'stringValue')
      }
      if (part.text)
        visit(part.thought === true ? `${index} thought` : `${index} answer`, part.text, part, 'text')
    }
  }
}

function piecesOf(response: GenerateContentResponse): Piece[] {
  const pieces: Piece[] = []
  eachPiece(response, (of, text, holder, field) => void pieces.push({ of, text, holder, field }))
  return pieces
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
  let found = false
  const look = (of: string, text: string) => {
    const seen = (ends.get(of) ?? '') + text
    found ||= seen.includes(key)
    ends.set(of, seen.slice(1 - key.length))
  }
  return (response) => {
    found = false
    eachPiece(response, look)
    return found
  }
}

/** Where in JSON a shape of a key begins, or may begin because a string ends and the next chunk's goes on. */
const BEGINS = /A(?:Iza|Q\.|(?:Iz?|Q)?")/y
/** The end of a text that may be the beginning of a shape. */
const BEGUN = /A(?:Iz?|Q)?$/

/** A stream has thousands of chunks: their text is searched for one letter, and what was parsed of them is left alone. */
function mayBegin(json: string): boolean {
  for (let at = json.indexOf('A'); at >= 0; at = json.indexOf('A', at + 1)) {
    BEGINS.lastIndex = at
    if (BEGINS.test(json)) return true
  }
  return isSpelled(json)
}

/**
 * Watches a stream for what may be a key of any shape: a quick look at what is new, as often as chunks come.
 * @returns a function that tells whether the texts up to and with a chunk hold a shape's beginning
 */
export function watchForShapes(): (chunk: Chunk) => boolean {
  /** The ends of texts that may be the beginning of a shape. */
  const ends = new Map<string, string>()
  let found = false
  const look = (of: string, text: string) => {
    const seen = (ends.get(of) ?? '') + text
    found ||= hasKeyShape(seen)
    const end = BEGUN.exec(seen.slice(-3))
    if (end) ends.set(of, end[0])
    else ends.delete(of)
  }
  return (chunk) => {
    if (ends.size === 0 && !mayBegin(chunk.raw)) return false
    found = false
    eachPiece(responseOf(chunk), look)
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
