import { MASK } from '../gemini/redact.ts'
import type { GenerateContentResponse, Part } from '../gemini/types.ts'
import type { Chunk } from './run.ts'

/**
 * A server that echoes the key may spread it over several chunks, or spell it in escapes: no chunk's JSON holds it
 * then, and the joined answer does. The client masks whole keys in each event; here is what it cannot see.
 */

/** Texts that are joined on the screen: of one candidate, thoughts apart. */
function textsOf(response: GenerateContentResponse): { of: string; part: Part; text: string }[] {
  return (response.candidates ?? []).flatMap(({ index = 0, content }) =>
    (content?.parts ?? []).flatMap((part) =>
      part.text ? [{ of: `${index} ${part.thought === true}`, part, text: part.text }] : [],
    ),
  )
}

/**
 * Watches a stream for the key.
 * @returns a function that tells whether the texts up to and with a chunk have just come to hold it
 */
export function watchForKey(key: string | null): (response: GenerateContentResponse) => boolean {
  // As short a "key" is a word; the client does not mask it either.
  if (key === null || key.length < 6) return () => false
  /** The last characters of each text: as many as a key may have begun with. */
  const ends = new Map<string, string>()
  return (response) => {
    let found = false
    for (const { of, text } of textsOf(response)) {
      const seen = (ends.get(of) ?? '') + text
      found ||= seen.includes(key)
      ends.set(of, seen.slice(1 - key.length))
    }
    return found
  }
}

/** The part of `text` that lies outside every occurrence, each of which leaves one mask where it begins. */
function masked(text: string, start: number, occurrences: readonly number[], length: number): string {
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const place = start + at
    const inside = occurrences.find((from) => from <= place && place < from + length)
    if (inside === undefined) out += text[at]
    else if (inside === place) out += MASK
  }
  return out
}

function occurrencesOf(key: string, text: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) found.push(at)
  return found
}

/** The chunks with the key masked wherever it stands in their joined texts; what does not hold it is the same object. */
export function withoutSplitKey(chunks: readonly Chunk[], key: string): Chunk[] {
  const joined = new Map<string, string>()
  for (const { response } of chunks)
    for (const { of, text } of textsOf(response)) joined.set(of, (joined.get(of) ?? '') + text)
  const places = new Map([...joined].map(([of, text]) => [of, occurrencesOf(key, text)] as const))
  const starts = new Map<string, number>()
  return chunks.map((chunk) => {
    const replaced = new Map<Part, string>()
    for (const { of, part, text } of textsOf(chunk.response)) {
      const start = starts.get(of) ?? 0
      starts.set(of, start + text.length)
      const near = (places.get(of) ?? []).filter((at) => at < start + text.length && at + key.length > start)
      if (near.length > 0) replaced.set(part, masked(text, start, near, key.length))
    }
    if (replaced.size === 0) return chunk
    const candidates = (chunk.response.candidates ?? []).map((candidate) => {
      const parts = candidate.content?.parts?.map((part) => {
        const text = replaced.get(part)
        return text === undefined ? part : Object.assign({}, part, { text })
      })
      return parts ? Object.assign({}, candidate, { content: { ...candidate.content, parts } }) : candidate
    })
    const response = { ...chunk.response, candidates }
    return { ...chunk, response, raw: JSON.stringify(response) }
  })
}
