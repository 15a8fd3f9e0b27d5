import { expect, test } from 'vitest'
import { examples } from '../../request/schema/examples.ts'
import { checkAnswer } from './check.ts'
import type { Json } from '../../request/json.ts'

const check = (text: string, schema: Json | null, reason = 'STOP') =>
  checkAnswer(text, { mimeType: 'application/json', schema }, reason)

const said = (value: unknown, schema: Json) => {
  const checked = check(JSON.stringify(value), schema)
  return checked?.state === 'Not valid'
    ? checked.places.map(({ where, is, asked }) => `${where} ${is}; ${asked}`)
    : checked?.state
}

const line = { text: 'Pallet storage', quantity: 31, net: 186 }
const invoice = {
  number: '2231-B',
  issued: '2026-11-03',
  currency: 'EUR',
  supplier: { name: 'Nordkai' },
  lines: [line, line],
  total: 372,
}
const schema = examples['Invoice with lines']!

test('what fits is Valid, and what does not is named by its place alone', () => {
  expect(said(invoice, schema)).toBe('Valid')
  expect(said({ ...invoice, lines: [line, { ...line, net: '74,50' }] }, schema)).toEqual([
    '$.lines[1].net is a string, "74,50"; number',
  ])
  const { total: _, ...rest } = invoice
  expect(said({ ...rest, currency: 'PLN' }, schema)).toEqual([
    '$ has no total; total is required',
    '$.currency is "PLN"; one of EUR, GBP, CHF, USD',
  ])
})

test('keywords that the API ignores are held to, and references followed', () => {
  const strict = {
    type: 'object',
    properties: {
      code: { type: 'string', pattern: '^[A-Z]{3}$' },
      tags: { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 2 },
      who: { $ref: '#/$defs/Person' },
      either: { anyOf: [{ type: 'string' }, { type: 'number' }] },
    },
    additionalProperties: false,
    $defs: {
      Person: { type: 'object', properties: { name: { type: 'string', minLength: 2 } }, required: ['name'] },
    },
  }
  expect(said({ code: 'EUR', tags: ['a'], who: { name: 'Bo' }, either: 1 }, strict)).toBe('Valid')
  expect(
    said({ code: 'Euro', tags: ['a', 'a', 'b'], who: { name: 'B' }, either: true, more: 1 }, strict),
  ).toEqual([
    '$.code is a string, "Euro"; a text like ^[A-Z]{3}$',
    '$.tags has 3 items; at most 2 items',
    '$.tags has an item twice; each item once',
    '$.who.name is a string, "B"; at least 2 characters',
    '$.either is the boolean true; one of several schemas',
    '$.more is an extra field; no other fields',
  ])
})

test('the older spelling is held to as well', () => {
  expect(said({ a: null }, { type: 'OBJECT', properties: { a: { type: 'STRING', nullable: true } } })).toBe(
    'Valid',
  )
  expect(said({ a: 1 }, { type: 'OBJECT', properties: { a: { type: 'STRING' } } })).toEqual([
    '$.a is a number, 1; string',
  ])
})

test('of an answer that goes on in another request nothing is said yet', () => {
  expect(check('{"lines": [{"text": "Pal', schema, 'CONTINUATION')).toBeNull()
})

test('what is no JSON says where it stopped', () => {
  expect(check('{"lines": [{"text": "Pal', schema, 'MAX_TOKENS')).toEqual({
    state: 'Not JSON',
    says: 'cut off at line 1, column 25 by the token limit. It ends inside $.lines[0].text, where a string goes on.',
    path: ['lines', 0, 'text'],
  })
  expect(check('Here is it: {}', schema)).toMatchObject({
    state: 'Not JSON',
    says: 'it stops at line 1, column 1. “Here” is not a value.',
  })
  expect(check('', null)).toMatchObject({ state: 'Not JSON' })
  expect(check('{}\n ', null)).toMatchObject({ state: 'Valid' })
})

test('beside a value stands what it does not show itself, whole', () => {
  const both = {
    type: 'object',
    properties: { a: { enum: ['x, y'] }, b: { type: 'number' } },
    required: ['c', 'd'],
  }
  const checked = check('{"a":"p, q","b":"r, s"}', both)
  expect(
    checked?.state === 'Not valid' && checked.places.map(({ where, short }) => `${where} ${short}`),
  ).toEqual(['$ has no c, d', '$.a ', '$.b a string'])
  expect(said([1], { type: 'array', minItems: 2 })).toEqual(['$ has 1 item; at least 2 items'])
})

test('a word of an enum', () => {
  const asked = { mimeType: 'text/x.enum', schema: { type: 'STRING', enum: ['good', 'bad'] } } as const
  expect(checkAnswer('good\n', asked, 'STOP')).toMatchObject({ state: 'Valid' })
  expect(checkAnswer('fair', asked, 'STOP')).toMatchObject({
    state: 'Not valid',
    places: [{ where: 'The answer', is: 'is "fair"', asked: 'one of good, bad' }],
  })
})

test('a schema that cannot be used does not make an answer wrong', () => {
  expect(
    check('{"a":"x"}', { type: 'object', properties: { a: { type: 'string', pattern: '[' } } }),
  ).toMatchObject({
    state: 'Valid',
    says: expect.stringContaining('could not be checked'),
  })
})
