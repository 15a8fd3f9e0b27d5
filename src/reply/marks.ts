/** Where in an answer's text its sources are marked, by its `groundingSupports`. */
import { hopsOf } from '../runs/hops.ts'
import type { Hop, ReplyCandidate } from '../gemini/reply.ts'
import type { GroundingMetadata, Part } from '../gemini/types.ts'
import type { Piece } from './pieces.ts'

/** A mark in the exact text of an answer. */
export interface SourceMark {
  /** Characters of the text before it. */
  at: number
  /** Of the sources as they are listed, ascending. */
  numbers: readonly number[]
}

type Support = NonNullable<GroundingMetadata['groundingSupports']>[number]
type Segment = NonNullable<Support['segment']>

/** More than anybody looks at. */
const MOST = 2000

/** The API counts UTF-8 bytes: for each of them how many characters there are before it, inside one of them as after it. */
function charactersByByte(text: string): Uint32Array {
  const bytes = new TextEncoder().encode(text)
  const places = new Uint32Array(bytes.length + 1)
  let characters = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    const isInside = byte >= 0x80 && byte < 0xc0
    places[at] = characters
    // Four bytes are a pair of surrogates.
    if (!isInside) characters += byte >= 0xf0 ? 2 : 1
  }
  places[bytes.length] = characters
  return places
}

/** A stretch of the answer that a segment may count in. */
interface Stretch {
  text: string
  /** Characters of the answer before it. */
  from: number
  places: Uint32Array
}

const stretch = (text: string, from: number): Stretch => ({ text, from, places: charactersByByte(text) })

function placeOf({ places, text }: Stretch, byte: number): number {
  const at = Math.max(0, Math.trunc(byte))
  return at < places.length ? places[at]! : text.length
}

/** Whether a segment's own words stand where it says. */
function fits(one: Stretch, { startIndex = 0, endIndex = 0, text }: Segment): boolean {
  if (text === undefined) return endIndex < one.places.length
  return one.text.slice(placeOf(one, startIndex), placeOf(one, endIndex)) === text
}

const isAnswer = (part: Part | undefined): part is Part & { text: string } =>
  part !== undefined && part.thought !== true && typeof part.text === 'string'

/** Finds the stretch that a segment counts in, each worked out once. */
function stretchesOf(parts: readonly Part[], from: number): (segment: Segment) => Stretch | undefined {
  const known = new Map<number, Stretch>()
  const answers = parts.flatMap((part, index) => (isAnswer(part) ? [index] : []))
  const before = new Map<number, number>()
  let length = from
  for (const index of answers) {
    before.set(index, length)
    length += parts[index]!.text!.length
  }
  const part = (index: number | undefined): Stretch | undefined => {
    const start = index === undefined ? undefined : before.get(index)
    if (index === undefined || start === undefined) return undefined
    const found = known.get(index) ?? stretch(parts[index]!.text!, start)
    known.set(index, found)
    return found
  }
  let all: Stretch | undefined
  return (segment) => {
    const { partIndex = 0 } = segment
    const named = part(partIndex)
    if (named && fits(named, segment)) return named
    // A stream's parts are counted otherwise by some models: without thoughts, or as one text.
    const counted = part(answers[partIndex])
    if (counted && fits(counted, segment)) return counted
    all ??= stretch(answers.map((index) => parts[index]!.text!).join(''), from)
    if (fits(all, segment)) return all
    return named ?? part(answers.find((index) => index >= partIndex) ?? answers.at(-1))
  }
}

function marksOfHop(
  { parts, groundingMetadata }: Hop,
  numbers: readonly (number | undefined)[],
  from: number,
): SourceMark[] {
  const supports = groundingMetadata?.groundingSupports ?? []
  if (supports.length === 0) return []
  const find = stretchesOf(parts, from)
  return supports.slice(0, MOST).flatMap(({ segment, groundingChunkIndices = [] }): SourceMark[] => {
    const named = groundingChunkIndices.flatMap((chunk) => numbers[chunk] ?? [])
    const one = segment && named.length > 0 ? find(segment) : undefined
    if (!segment || !one) return []
    let at = placeOf(one, segment.endIndex ?? 0)
    // A mark stands at a word, not at the beginning of what follows.
    while (at > 0 && /\s/.test(one.text[at - 1]!)) at--
    return at > 0 ? [{ at: one.from + at, numbers: named }] : []
  })
}

/**
 * Marks of an answer, in the order of its text, those of one place as one.
 * @param numbers of the grounding chunks of each of its requests, as the sources are listed
 */
export function marksOf(
  candidate: ReplyCandidate,
  numbers: readonly (readonly (number | undefined)[])[],
): SourceMark[] {
  let from = 0
  const all = hopsOf(candidate).flatMap((hop, index) => {
    const marks = marksOfHop(hop, numbers[index] ?? [], from)
    for (const part of hop.parts) if (isAnswer(part)) from += part.text.length
    return marks
  })
  const places = new Map<number, Set<number>>()
  for (const one of all) places.set(one.at, new Set([...(places.get(one.at) ?? []), ...one.numbers]))
  return [...places]
    .toSorted(([a], [b]) => a - b)
    .map(([at, set]) => ({ at, numbers: [...set].toSorted((a, b) => a - b) }))
}

/** The marks of each of an answer's pieces that is a text, counted within it; undefined where a piece has none. */
export function marksByPiece(
  pieces: readonly Piece[],
  marks: readonly SourceMark[],
): (readonly SourceMark[] | undefined)[] {
  let from = 0
  return pieces.map((piece) => {
    if (piece.kind !== 'text') return undefined
    const start = from
    from += piece.text.length
    const own = marks.filter(({ at }) => at > start && at <= from)
    return own.length > 0 ? own.map(({ at, numbers }) => ({ at: at - start, numbers })) : undefined
  })
}
