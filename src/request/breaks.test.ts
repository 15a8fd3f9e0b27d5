import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asTyped, readEscapes, showBreaks } from './breaks.ts'

test.each([
  ['END', 'END'],
  [String.raw`\n`, '\n'],
  [String.raw`\n\n###`, '\n\n###'],
  [String.raw`a\tb`, 'a\tb'],
  [String.raw`\\n`, String.raw`\n`],
  [String.raw`\\\n`, '\\\n'],
  [String.raw`\d+\ `, String.raw`\d+\ `],
  ['\\', '\\'],
])('%j is read as %j', (typed, text) => expect(readEscapes(typed)).toBe(text))

test('what is pasted with line breaks and tabs is read as it was', () => {
  expect(asTyped('\r\n###')).toBe(String.raw`\n###`)
  const piece = fc.constantFrom('\n', '\t', 'n', 't', ' ', '#')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(readEscapes(asTyped(pieces.join('')))).toBe(pieces.join(''))
    }),
  )
})

test('a line break and a tab are seen', () => expect(showBreaks('\n\t###\r\n')).toBe('↵⇥###↵'))
