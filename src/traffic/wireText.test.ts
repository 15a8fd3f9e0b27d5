import { expect, test } from 'vitest'
import { cutVectors, forTheEye } from './wireText.ts'

test('of each vector the first numbers stand, then how many are not shown, and their size', () => {
  const values = Array.from({ length: 3072 }, (_, at) => at / 7)
  const raw = JSON.stringify({ embeddings: [{ values }, { values: [1, 2] }], usageMetadata: { n: 1 } })
  const shown = cutVectors(raw)
  const rest = JSON.stringify(values.slice(4)).length - 1
  expect(shown).toContain(
    `"values": [0, ${1 / 7}, ${2 / 7}, ${3 / 7}, … 3,068 more numbers, ${(rest / 1000).toFixed(1)} kB]`,
  )
  expect(shown).toContain('"usageMetadata": {\n    "n": 1')
  // A short list is left as it is.
  expect(shown).toContain('1,\n        2')
})

test('what is no JSON of vectors stands as it came', () => {
  expect(cutVectors('<html>')).toBe('<html>')
  expect(cutVectors('{"values": [1, 2')).toBe('{"values": [1, 2')
})

test('indented as Google sends it, the same', () => {
  const raw = JSON.stringify({ embedding: { values: [0.5, 1, 2, 3, 4, 5] } }, null, 2)
  expect(cutVectors(raw)).toContain('"values": [0.5, 1, 2, 3, … 2 more numbers')
})

test('a request of many megabytes is shown by its beginning', () => {
  expect(forTheEye('{"a":1}')).toEqual({ text: '{\n  "a": 1\n}', cut: false })
  const long = JSON.stringify({ text: 'word '.repeat(400_000) })
  const { text, cut } = forTheEye(long)
  expect([text.length, cut, long.startsWith(text)]).toEqual([60_000, true, true])
})
