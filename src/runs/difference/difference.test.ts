import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { received, says, settingsFor } from '../fixtures/run.ts'
import { countFor } from './drawn.ts'
import { comparePaths } from './paths.ts'
import { compareWords, drawableOf } from './words.ts'
import { comparableAnswer, comparableRequest, compareFacts, compareFigures } from './runs.ts'
import type { RequestDoc } from '../../request/doc.ts'

const changed = (first: unknown, second: unknown) =>
  comparePaths(first, second).filter(({ sign }) => sign !== 'same')

test('each place is told by its path, and how it differs', () => {
  expect(
    comparePaths(
      { model: 'a', generationConfig: { temperature: 0.4, topP: 1 }, contents: [{ parts: [{ text: 'x' }] }] },
      { model: 'b', generationConfig: { topP: 1 }, contents: [{ parts: [{ text: 'x' }, { text: 'y' }] }] },
    ),
  ).toEqual([
    { path: 'model', sign: 'changed', first: 'a', second: 'b' },
    { path: 'generationConfig.temperature', sign: 'removed', first: 0.4 },
    { path: 'generationConfig.topP', sign: 'same', first: 1, second: 1 },
    { path: 'contents[0].parts[0].text', sign: 'same', first: 'x', second: 'x' },
    { path: 'contents[0].parts[1].text', sign: 'added', second: 'y' },
  ])
})

const declared = (...names: string[]) => ({
  functionDeclarations: names.map((name) => ({ name, description: name })),
})

test('a function in front of another one changes no other: entries with names go by them', () => {
  expect(changed(declared('b'), declared('a', 'b'))).toEqual([
    { path: 'functionDeclarations[a].name', sign: 'added', second: 'a' },
    { path: 'functionDeclarations[a].description', sign: 'added', second: 'a' },
  ])
  // Two of one name are told apart by their place alone.
  expect(changed([{ name: 'a' }, { name: 'a' }], [{ name: 'a' }])).toEqual([
    { path: '[1].name', sign: 'removed', first: 'a' },
  ])
})

test('what is empty, null, of another kind or oddly named has a path too', () => {
  expect(changed({ tools: [] }, { tools: [{ googleSearch: {} }] })).toEqual([
    { path: 'tools[0].googleSearch', sign: 'added', second: '{}' },
  ])
  expect(changed({ a: null }, { a: { b: 1 } })).toEqual([
    { path: 'a', sign: 'changed', first: null, second: '{"b":1}' },
  ])
  expect(changed({ a: [1] }, { a: '[1]' })).toEqual([])
  expect(changed({ 'a.b': 1 }, { 'a.b': 2 })).toEqual([
    { path: '["a.b"]', sign: 'changed', first: 1, second: 2 },
  ])
})

test('a field that every object inherits is there only where it was sent', () => {
  expect(comparePaths({}, { constructor: 'a', toString: 1 })).toEqual([
    { path: 'constructor', sign: 'added', second: 'a' },
    { path: 'toString', sign: 'added', second: 1 },
  ])
})

// Looked for one by one, the entries would take more time than a test has.
test('lists of 300,000 entries are compared', () => {
  const list = Array.from({ length: 300_000 }, (_, at) => ({ name: `n${at}` }))
  expect(comparePaths(list, list.toReversed())).toHaveLength(300_000)
})

test('a value against itself is the same in every place', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => changed(value, structuredClone(value)).length === 0))
})

const side = (pieces: ReturnType<typeof compareWords>['pieces'], which: 'first' | 'second') =>
  pieces
    .filter((piece) => piece.in === which || piece.in === 'both')
    .map(({ text }) => text)
    .join('')

test('words that changed stand beside those that did not', () => {
  const { pieces, by } = compareWords(
    'Moving to 19 June costs €53.20.',
    'Moving it to 19 June costs nothing.',
  )
  expect(by).toBe('words')
  expect(pieces.filter((piece) => piece.in === 'second').map(({ text }) => text.trim())).toContain('it')
  expect(pieces.some((piece) => piece.in === 'both' && piece.text.includes('19 June costs'))).toBe(true)
})

test('changes that only a space parts are one', () => {
  expect(compareWords('a b c d', 'a x y d').pieces).toEqual([
    { in: 'both', text: 'a ' },
    { in: 'first', text: 'b c' },
    { in: 'second', text: 'x y' },
    { in: 'both', text: ' d' },
  ])
})

test('whatever they are, both texts can be read from what is shown', () => {
  const word = fc.constantFrom('a', 'b', 'the', ' ', '  ', '\n', '.', '漢', '字', 'é', '👩‍👩‍👧')
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(''))
  fc.assert(
    fc.property(text, text, (first, second) => {
      const { pieces } = compareWords(first, second)
      expect([side(pieces, 'first'), side(pieces, 'second')]).toEqual([first, second])
    }),
  )
})

const many = (letter: string) => Array.from({ length: 5000 }, (_, at) => `${letter}${at}`).join(' ')

test('texts that cannot be compared in time are shown as they are', () => {
  const { pieces, by } = compareWords(many('a'), many('b'), 0)
  expect(by).not.toBe('words')
  expect([side(pieces, 'first'), side(pieces, 'second')]).toEqual([many('a'), many('b')])
})

test('of very many changes the first are drawn, and the others counted', () => {
  const pieces = Array.from({ length: 1000 }, (_, at) => [
    { in: 'both' as const, text: `${at} ` },
    { in: 'first' as const, text: 'x ' },
  ]).flat()
  const { pieces: drawn, more } = drawableOf({ pieces, by: 'words' })
  expect(drawn.filter((piece) => piece.in === 'first')).toHaveLength(300)
  expect(more).toBe(700)
  expect(drawableOf({ pieces: pieces.slice(0, 10), by: 'words' })).toMatchObject({ more: 0 })
})

const doc = (text: string): RequestDoc => ({
  v: 2,
  settings: settingsFor({ systemInstruction: 'Be brief.', generationConfig: { temperature: 0.4 } }),
  turns: [
    {
      role: 'user',
      parts: [
        { text },
        {
          media: {
            id: 'a'.repeat(64),
            name: 'cat.png',
            mimeType: 'image/png',
            bytes: 9,
            from: { at: 'store' },
          },
        },
      ],
    },
  ],
})

test('a request is compared as the wire has it, a picture by its hash', async () => {
  const run = received([says('x', 'STOP')], { kind: 'end' }, { asked: { kind: 'doc', doc: doc('hi') } })
  expect(
    comparePaths({}, await comparableRequest(run, doc('hi'))).map(({ path, second }) => [path, second]),
  ).toEqual([
    ['model', 'gemini-test'],
    ['host', 'demo'],
    ['stream', true],
    ['generationConfig.temperature', 0.4],
    ['systemInstruction.parts[0].text', 'Be brief.'],
    ['contents[0].role', 'user'],
    ['contents[0].parts[0].text', 'hi'],
    ['contents[0].parts[1].inlineData.mimeType', 'image/png'],
    ['contents[0].parts[1].inlineData.data', `cat.png, SHA-256 ${'a'.repeat(64)}`],
  ])
})

test('an answer falls into words, JSON and calls', () => {
  const parts = [
    { text: 'Hm.', thought: true },
    { text: '{"a":1}' },
    { functionCall: { name: 'refund', args: { id: 7 } } },
    { functionCall: { name: 'look', args: { at: 1 } } },
    { functionCall: { name: 'look', args: { at: 2 } } },
  ]
  const run = received([{ candidates: [{ content: { parts }, finishReason: 'STOP' }] }])
  expect(comparableAnswer(run, 0)).toEqual({
    text: '{"a":1}',
    thoughts: 'Hm.',
    json: { a: 1 },
    others: { refund: { id: 7 }, look: [{ at: 1 }, { at: 2 }] },
  })
  expect(comparableAnswer(received([says('{ not JSON')]), 0).json).toBeUndefined()
})

test('figures stand beside each other, and how each run ended', () => {
  const one = received([says('a', 'STOP')])
  const other = received([says('a'), says('b', 'MAX_TOKENS')], { kind: 'end' }, { elapsed: 1000 })
  expect(compareFigures(one, other).find(({ name }) => name === 'Total time')).toMatchObject({
    first: 3000,
    second: 1000,
  })
  expect(compareFacts(one, other)).toEqual([
    { name: 'State', first: 'complete', second: 'cut off' },
    { name: 'Finish reason', first: 'STOP', second: 'MAX_TOKENS' },
    { name: 'Model version', first: '–', second: '–' },
  ])
})

const both = (length: number) => ({ in: 'both', text: 'x'.repeat(length) }) as const

test('so much of a comparison is drawn as fills the room, each stretch counted as it is drawn', () => {
  expect(countFor([both(100), both(100), both(100)], 200, false)).toBe(2)
  expect(countFor([both(100), both(100)], 200, false)).toBe(2)
  // Folded ones leave their two ends.
  expect(countFor([both(50_000), both(50_000), both(50_000)], 240, false)).toBe(2)
  expect(countFor([both(1000), both(1000), both(1000)], 240, true)).toBe(2)
  expect(countFor([{ in: 'first', text: 'x'.repeat(9000) }, both(10)], 100, false)).toBe(1)
  expect(countFor([], 100, false)).toBe(0)
})
