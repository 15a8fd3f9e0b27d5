import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { exactText, fenced, piecesOf } from './pieces.ts'
import type { GenerateContentResponse, Part } from '../gemini/types.ts'
import type { Piece } from './pieces.ts'

const of = (mimeType: string) => ({ inlineData: { mimeType, data: 'AAAA' } })

/** Of each sound its chunks. */
const counts = (parts: Parameters<typeof piecesOf>[0]) =>
  piecesOf(parts).map((piece) => (piece.kind === 'audio' ? piece.sounds.length : piece.kind))

describe('piecesOf', () => {
  test('joins texts that a signature split in the middle of a sentence', () => {
    const parts: Part[] = [
      { text: 'Hel' },
      { text: 'lo', thoughtSignature: 'c2ln' },
      { text: '', thoughtSignature: 'c2ln' },
    ]
    expect(piecesOf(parts)).toEqual([{ kind: 'text', text: 'Hello' }])
  })
  test('keeps thoughts apart, whatever they hold, and in their place', () => {
    const image = { mimeType: 'image/png', data: 'AAAA' }
    const parts: Part[] = [
      { text: 'Let me', thought: true },
      { text: ' think', thought: true, thoughtSignature: 's' },
      { inlineData: image, thought: true },
      { text: 'Answer' },
      { text: 'Again', thought: true },
    ]
    expect(piecesOf(parts)).toEqual([
      {
        kind: 'thoughts',
        pieces: [
          { kind: 'text', text: 'Let me think' },
          { kind: 'image', data: image, number: 1 },
        ],
      },
      { kind: 'text', text: 'Answer' },
      { kind: 'thoughts', pieces: [{ kind: 'text', text: 'Again' }] },
    ])
  })
  test('an empty thought opens no group', () => {
    expect(piecesOf([{ text: '', thought: true, thoughtSignature: 's' }])).toEqual([])
  })
  test('keeps calls, code and results in order, with the words the API left out', () => {
    const parts: Part[] = [
      { functionCall: { name: 'add', args: { a: 1 } } },
      { executableCode: { code: 'print(1)' } },
      { codeExecutionResult: { outcome: 'OUTCOME_OK' } },
    ]
    expect(piecesOf(parts)).toEqual([
      { kind: 'call', call: { name: 'add', args: { a: 1 } }, at: 0 },
      { kind: 'code', code: 'print(1)', language: 'PYTHON' },
      { kind: 'result', outcome: 'OUTCOME_OK', output: '' },
    ])
  })
  test('what tools of the API were asked and answered are pieces of their own', () => {
    const toolType = 'GOOGLE_SEARCH_WEB'
    const parts: Part[] = [
      { toolCall: { toolType, id: 'a1', args: { queries: ['x'] } }, thoughtSignature: 's' },
      { toolResponse: { toolType, id: 'a1', response: { search_suggestions: 'x' } }, thoughtSignature: 's' },
      { toolCall: {} },
    ]
    expect(piecesOf(parts)).toEqual([
      { kind: 'trace', of: 'call', toolType, id: 'a1', value: { queries: ['x'] } },
      { kind: 'trace', of: 'response', toolType, id: 'a1', value: { search_suggestions: 'x' } },
      { kind: 'trace', of: 'call', toolType: '', id: '', value: {} },
    ])
  })
  test('counts images and audio each from 1; other inline data stays data', () => {
    const kinds = piecesOf([of('image/png'), of('audio/L16;rate=24000'), of('image/jpeg'), of('text/csv')])
    expect(kinds.map((piece) => ('number' in piece ? [piece.kind, piece.number] : piece.kind))).toEqual([
      ['image', 1],
      ['audio', 1],
      ['image', 2],
      'other',
    ])
  })
  test('headerless samples go on in the same player, files are one each', () => {
    const pcm = of('audio/L16;codec=pcm;rate=24000')
    const wav = of('audio/wav')
    expect(counts([pcm, pcm, pcm, { text: '', thoughtSignature: 'c2ln' }])).toEqual([3])
    expect(counts([wav, wav])).toEqual([1, 1])
    expect(counts([pcm, of('audio/L16;rate=16000'), pcm])).toEqual([1, 1, 1])
    expect(counts([pcm, { text: 'a' }, pcm])).toEqual([1, 'text', 1])
  })
  test('shows what nobody here knows, also beside a text', () => {
    expect(piecesOf([{ text: 'a', hologram: { depth: 3 } }, { fileData: { fileUri: 'u' } }])).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'other', key: 'hologram', value: { depth: 3 } },
      { kind: 'other', key: 'fileData', value: { fileUri: 'u' } },
    ])
  })
})

test('exactText is every text that is no thought, unchanged', () => {
  expect(
    exactText([{ text: ' a\n' }, { text: 'no', thought: true }, { functionCall: {} }, { text: 'b ' }]),
  ).toBe(' a\nb ')
})

test('a fence is longer than any backticks in the code', () => {
  expect(fenced('x = "````"', 'PYTHON')).toBe('`````python\nx = "````"\n`````')
  expect(fenced('print(1)\n', 'PYTHON')).toBe('```python\nprint(1)\n```')
})

const cases = new URL('../../../shared/recordings/cases/', import.meta.url)
const about = new Set(['thought', 'thoughtSignature', 'partMetadata', 'videoMetadata', 'mediaResolution'])

function parse(text: string): GenerateContentResponse[] {
  try {
    return [JSON.parse(text)].flat()
  } catch {
    return []
  }
}

function responsesOf(body: string): GenerateContentResponse[] {
  const events = body.split(/\r?\n\r?\n/).filter((event) => event.startsWith('data:'))
  return events.length > 0 ? events.flatMap((event) => parse(event.slice(5))) : parse(body)
}

const count = (pieces: Piece[]): number =>
  pieces.reduce(
    (sum, piece) => sum + (piece.kind === 'thoughts' ? count(piece.pieces) : piece.kind === 'text' ? 0 : 1),
    0,
  )
const textIn = (pieces: Piece[]): string =>
  pieces
    .map((piece) =>
      piece.kind === 'text' ? piece.text : piece.kind === 'thoughts' ? textIn(piece.pieces) : '',
    )
    .join('')

test.skipIf(!existsSync(cases))('no part of any recording is lost', () => {
  let seen = 0
  for (const file of readdirSync(cases)) {
    const recorded = JSON.parse(readFileSync(new URL(file, cases), 'utf8'))
    const responses = responsesOf(recorded.response?.bodyText ?? '')
    for (const candidate of responses.flatMap((response) => response?.candidates ?? [])) {
      const parts = candidate.content?.parts ?? []
      const pieces = piecesOf(parts)
      const others = parts
        .flatMap((part) => Object.keys(part))
        .filter((key) => key !== 'text' && !about.has(key))
      expect(count(pieces), file).toBe(others.length)
      expect(textIn(pieces), file).toBe(parts.map((part) => part.text ?? '').join(''))
      seen += parts.length
    }
  }
  expect(seen).toBeGreaterThan(200)
})
