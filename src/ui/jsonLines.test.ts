import { expect, test } from 'vitest'
import { jsonLines } from './jsonLines.ts'

const textOf = (text: string) =>
  jsonLines(text)
    .map(({ pieces }) => pieces.map((piece) => piece.text).join(''))
    .join('\n')

test.each([
  JSON.stringify(
    { a: [1, -2.5e3, true, null], 'odd "key": {': 'x: [', empty: {}, deep: [[{ b: '' }]] },
    null,
    2,
  ),
  '{"one":"line","two":[1,2]}',
  '{"a": 1}\n\n{"b": 2}',
  '<html>\n  "not" JSON: {',
  '{"cut": "in the mid',
  '',
])('every character stays: %s', (text) => {
  expect(textOf(text)).toBe(text)
})

test('keys are told from values, numbers and words from strings', () => {
  const [line] = jsonLines('{"a": "b: c", "d": -1.5, "e": null}')
  const kinds = line!.pieces
    .filter(({ text }) => text.trim() !== '')
    .map(({ kind, text }) => `${kind} ${text}`)
  expect(kinds).toEqual([
    'mark {',
    'key "a"',
    'mark :',
    'string "b: c"',
    'mark ,',
    'key "d"',
    'mark :',
    'other -1.5',
    'mark ,',
    'key "e"',
    'mark :',
    'other null',
    'mark }',
  ])
})

test('a line that opens knows the line that closes it', () => {
  const lines = jsonLines(JSON.stringify({ a: { b: [1] }, c: {} }, null, 2))
  expect(lines.map(({ closes }) => closes)).toEqual([7, 5, 4, null, null, null, null, null])
  expect(lines[2]).toMatchObject({ name: 'b', indent: 4 })
})

test('no two lines that open something have one place', () => {
  const places = jsonLines(
    JSON.stringify({ a: { b: [1] }, 'a/b': [1], '0': [1], list: [[1], { 0: [1] }] }, null, 2),
  )
    .map(({ place }) => place)
    .filter((place) => place !== '')
  expect(places).toHaveLength(9)
  expect(new Set(places).size).toBe(places.length)
})
