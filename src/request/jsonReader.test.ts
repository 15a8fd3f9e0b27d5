import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonReader, nodeAt, pathText, readWhole } from './jsonReader.ts'
import type { JsonNode } from './jsonReader.ts'

const valueOf = (node: JsonNode): unknown => {
  if (node.kind === 'object')
    return Object.fromEntries(node.children.map((child) => [child.key, valueOf(child)]))
  if (node.kind === 'array') return node.children.map(valueOf)
  return node.kind === 'string' ? node.text : JSON.parse(node.text)
}

const cuts = fc.array(fc.nat(40), { maxLength: 20 })

function inPieces(text: string, sizes: readonly number[]): JsonReader {
  const reader = new JsonReader()
  let at = 0
  for (const size of sizes) {
    reader.push(text.slice(at, at + size))
    at += size
  }
  reader.push(text.slice(at))
  return reader
}

test('reads what JSON.parse reads, however it is cut', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ noUnicodeString: false }),
      fc.constantFrom(0, 2),
      cuts,
      (value, indent, sizes) => {
        const text = JSON.stringify(value, null, indent)
        const reader = inPieces(text, sizes)
        expect([reader.finish(), reader.fault]).toEqual([true, null])
        expect(JSON.stringify(valueOf(reader.root!))).toBe(JSON.stringify(JSON.parse(text)))
      },
    ),
    { seed: 20261127, numRuns: 400 },
  )
})

test('refuses what JSON.parse refuses, at the same place however it is cut', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'{}[]:,"\\ \n01.-etru\u0001'), maxLength: 14 }),
      cuts,
      (text, sizes) => {
        let good = true
        try {
          JSON.parse(text)
        } catch {
          good = false
        }
        const reader = inPieces(text, sizes)
        expect(reader.finish()).toBe(good)
        expect(reader.fault).toEqual(readWhole(text).fault)
      },
    ),
    { seed: 20261127, numRuns: 3000 },
  )
})

test('what is there so far is a tree: open values grow, closed ones stand', () => {
  const reader = new JsonReader()
  reader.push('{"number":"2231-B","lines":[{"text":"Pallet stor')
  const [number, lines] = reader.root!.children
  expect(number).toMatchObject({ text: '2231-B', closed: true })
  const text = lines!.children[0]!.children[0]!
  expect([text.text, text.closed, pathText(text)]).toEqual(['Pallet stor', false, '$.lines[0].text'])
  const before = number!.version
  reader.push('age"}')
  expect([text.text, text.closed, lines!.children[0]!.closed, number!.version]).toEqual([
    'Pallet storage',
    true,
    true,
    before,
  ])
})

test.each([
  ['', 'There is nothing'],
  ['{"a": [1, 2', 'It ends inside $.a, where a comma or the end was to come'],
  ['{"a": "cut o', 'It ends inside $.a, where a string goes on'],
  ['{"a": 1,}', 'There is } where a name in double quotes was expected'],
  ['Here is it: {}', '“Here” is not a value'],
  ['```json\n{}\n```', 'There is “`” where a value was expected'],
  ['{} and more', 'There is “a” where nothing more was expected'],
  ['{"a": 01}', '“01” is not a value'],
])('%j: %s', (text, says) => {
  expect(readWhole(text).fault?.says).toBe(says)
})

test('a value is found by its path, with its place in the text', () => {
  const text = '{"a": {"b": [10, 20]}}'
  const { root } = readWhole(text)
  const node = nodeAt(root!, ['a', 'b', 1])
  expect(text.slice(node.from, node.to)).toBe('20')
  const b = nodeAt(root!, ['a', 'b'])
  expect(text.slice(b.from, b.to)).toBe('"b": [10, 20]')
})

test('a page of brackets is refused before it is as deep as the stack', () => {
  expect(readWhole('['.repeat(10_000)).fault?.says).toBe('It is nested too deeply')
})
