import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactJson, placeText, readJson } from './json.ts'

test('a text that is no JSON is told in one sentence, with the engine’s words and one full stop', () => {
  expect(readJson('{"a":[1]}')).toEqual({ ok: true, value: { a: [1] } })
  for (const text of ['', '{', '{"a":}', 'words']) {
    const read = readJson(text)
    expect(read.ok ? '' : read.why).toMatch(/^This is not JSON: \S.*[^.]\.$/)
  }
})

test('a place is written as the API writes it, a key that is no plain name in quotes', () => {
  expect(placeText(['lines', 1, 'net'], '$')).toBe('$.lines[1].net')
  expect(placeText(['lines', 'a b'])).toBe('lines["a b"]')
  // A hyphen would be a minus to whoever reads it as JSONPath.
  expect(placeText(['vat-id', 'x'], '$')).toBe('$["vat-id"].x')
})

test('a value that fits on a line stands on one, and reads as the same', () => {
  const schema = {
    type: 'object',
    properties: { booking: { type: 'string', description: 'Like LIS-20417\nor OPO-1' }, on: {} },
    required: ['booking', 'on'],
  }
  expect(compactJson(schema).split('\n')).toEqual([
    '{',
    '  "type": "object",',
    '  "properties": {',
    String.raw`    "booking": { "type": "string", "description": "Like LIS-20417\nor OPO-1" },`,
    '    "on": {}',
    '  },',
    '  "required": [ "booking", "on" ]',
    '}',
  ])
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(compactJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
