import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinReplies } from '../gemini/join.ts'
import { emptyReply } from '../gemini/reply.ts'
import { marksByPiece, marksOf } from './marks.ts'
import { piecesOf } from './pieces.ts'
import { sourcesOf } from './sources.ts'
import type { ReplyCandidate } from '../gemini/reply.ts'
import type { GroundingMetadata, Part } from '../gemini/types.ts'

type Supports = NonNullable<GroundingMetadata['groundingSupports']>

const bytes = (text: string) => new TextEncoder().encode(text).length
const chunks = ['a', 'b', 'c'].map((name) => ({ web: { uri: `https://${name}.example/` } }))
const answer = (parts: Part[], groundingSupports: Supports, names = chunks): ReplyCandidate => ({
  index: 0,
  parts,
  citations: [],
  groundingMetadata: { groundingChunks: names, groundingSupports },
})
const read = (candidate: ReplyCandidate) => marksOf(candidate, sourcesOf(candidate).numbers)
/** The text with its marks in it. */
function shown(candidate: ReplyCandidate): string {
  const text = candidate.parts.map((part) => (part.thought ? '' : (part.text ?? ''))).join('')
  let from = 0
  const out = read(candidate).map(({ at, numbers }) => {
    const piece = text.slice(from, at)
    from = at
    return `${piece}[${numbers.join(',')}]`
  })
  return out.join('') + text.slice(from)
}
const support = (text: string, passage: string, ...groundingChunkIndices: number[]): Supports[number] => {
  const startIndex = bytes(text.slice(0, text.indexOf(passage)))
  return {
    segment: { startIndex, endIndex: startIndex + bytes(passage), text: passage },
    groundingChunkIndices,
  }
}

const upTo = (endIndex: number, ...groundingChunkIndices: number[]) => ({
  segment: { endIndex },
  groundingChunkIndices,
})
const supportAt = (partIndex: number | undefined, text: string, startIndex = 0) => ({
  segment: { ...(partIndex !== undefined && { partIndex }), startIndex, endIndex: startIndex + 4, text },
  groundingChunkIndices: [0],
})

test('places are UTF-8 bytes, whatever stands before them', () => {
  const text = 'Café – 東京 😀 first. Second sentence.'
  expect(
    shown(answer([{ text }], [support(text, 'first.', 0, 1), support(text, 'Second sentence.', 2)])),
  ).toBe('Café – 東京 😀 first.[1,2] Second sentence.[3]')
})

test('supports may overlap, end inside a character or behind a line, and name what is not there', () => {
  const text = 'é one.\nTwo.'
  expect(
    shown(
      answer(
        [{ text }],
        [
          upTo(1, 0),
          upTo(7, 1),
          upTo(8, 2),
          upTo(7, 0, 9),
          upTo(999, 0),
          upTo(3, 7),
          upTo(-4, 0),
          upTo(NaN, 0),
          {},
        ],
      ),
    ),
  ).toBe('é[1] one.[1,2,3]\nTwo.[1]')
})

test('a segment counts in its own part; where its words are elsewhere they are found', () => {
  const parts: Part[] = [
    { text: 'Thinking', thought: true },
    { text: 'One.' },
    { executableCode: {} },
    { text: 'Two.' },
  ]
  for (const [partIndex, text, start, marked] of [
    [1, 'One.', 0, 'One.[1]Two.'],
    [3, 'Two.', 0, 'One.Two.[1]'],
    // Counted without thoughts and code, and as one text.
    [undefined, 'One.', 0, 'One.[1]Two.'],
    [undefined, 'Two.', 4, 'One.Two.[1]'],
    // Words that stand nowhere: the part that is named, or the next text.
    [0, 'Six.', 0, 'One.[1]Two.'],
    [99, 'Six.', 0, 'One.Two.[1]'],
  ] as const)
    expect(shown(answer(parts, [supportAt(partIndex, text, start)]))).toBe(marked)
})

test('each request of an answer counts in its own text, and in its own chunks', () => {
  const one = answer([{ text: 'Café. ' }], [support('Café. ', 'Café.', 0)], chunks.slice(0, 1))
  const two = answer([{ text: 'Señor.' }], [support('Señor.', 'Señor.', 0)], chunks.slice(1))
  const joined = joinReplies({ ...emptyReply, candidates: [one] }, { ...emptyReply, candidates: [two] })
  expect(shown(joined.candidates[0]!)).toBe('Café.[1] Señor.[2]')
})

test('each piece of text has its own marks', () => {
  const parts: Part[] = [{ text: 'One.' }, { executableCode: { code: 'x' } }, { text: 'Two.' }]
  const marks = [
    { at: 4, numbers: [1] },
    { at: 8, numbers: [2] },
  ]
  expect(marksByPiece(piecesOf(parts), marks)).toEqual([
    [{ at: 4, numbers: [1] }],
    undefined,
    [{ at: 4, numbers: [2] }],
  ])
})

test('whatever comes, nothing is thrown and every mark stands in the text', () => {
  const number = fc.oneof(fc.integer({ min: -9, max: 99 }), fc.double())
  const segment = fc.record(
    { partIndex: number, startIndex: number, endIndex: number, text: fc.string() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(
      fc.array(fc.record({ text: fc.string({ unit: 'binary' }) }, { requiredKeys: [] })),
      fc.array(fc.record({ segment, groundingChunkIndices: fc.array(number) }, { requiredKeys: [] })),
      (parts, supports) => {
        const length = parts.reduce((sum, { text = '' }) => sum + text.length, 0)
        for (const { at, numbers } of read(answer(parts, supports))) {
          expect(at).toBeGreaterThan(0)
          expect(at).toBeLessThanOrEqual(length)
          expect(numbers.every((one) => one >= 1 && one <= 3)).toBe(true)
        }
      },
    ),
  )
})
