import { expect, test } from 'vitest'
import { fromFile } from '../file.ts'
import { asEnumSchema, asJsonSchema, withOneSpelling } from './spellings.ts'

const invoice = {
  type: 'object',
  properties: { net: { type: 'number' }, note: { type: ['string', 'null'] } },
  required: ['net'],
  propertyOrdering: ['net', 'note'],
}
const asked = { responseMimeType: 'application/json', responseJsonSchema: invoice }

test('the older spelling becomes JSON Schema: types, null, numbers that were texts', () => {
  expect(
    asJsonSchema({
      type: 'ARRAY',
      minItems: '1',
      maxItems: '40',
      items: {
        type: 'OBJECT',
        properties: {
          kind: { type: 'STRING', format: 'enum', enum: ['a', 'b'], nullable: true },
          day: { type: 'STRING' },
        },
      },
    }),
  ).toEqual({
    type: 'array',
    minItems: 1,
    maxItems: 40,
    items: {
      type: 'object',
      properties: { kind: { type: ['string', 'null'], enum: ['a', 'b', null] }, day: { type: 'string' } },
    },
  })
})

const inside = (schema: object) => ({ type: 'object', properties: { field: schema } })

test('nullable is null among the types, the choices and the values, wherever they stand', () => {
  const choices = [{ type: 'STRING' }, { type: 'NUMBER' }]
  const both = [{ type: 'string' }, { type: 'number' }]
  const lifts: [Record<string, unknown>, Record<string, unknown>][] = [
    [{ anyOf: choices, nullable: true }, { anyOf: [...both, { type: 'null' }] }],
    [{ oneOf: choices, nullable: true }, { oneOf: [...both, { type: 'null' }] }],
    [{ anyOf: [...choices, { type: 'NULL' }], nullable: true }, { anyOf: [...both, { type: 'null' }] }],
    [{ type: ['string', 'null'], nullable: true }, { type: ['string', 'null'] }],
    [{ type: ['STRING', 'NUMBER'], nullable: true }, { type: ['string', 'number', 'null'] }],
    [{ type: 'NULL', nullable: true }, { type: ['null'] }],
    [{ enum: ['a'], nullable: true }, { enum: ['a', null] }],
    [{ nullable: false, type: 'STRING' }, { type: 'string' }],
    [
      { $ref: '#/$defs/a', description: 'An a', nullable: true },
      { description: 'An a', anyOf: [{ $ref: '#/$defs/a' }, { type: 'null' }] },
    ],
    [
      { $ref: '#/$defs/a', $defs: { a: {} }, nullable: true },
      { $defs: { a: {} }, anyOf: [{ $ref: '#/$defs/a' }, { type: 'null' }] },
    ],
    [
      { allOf: [{ $ref: '#/$defs/a' }], nullable: true },
      { anyOf: [{ allOf: [{ $ref: '#/$defs/a' }] }, { type: 'null' }] },
    ],
  ]
  for (const [from, to] of lifts) {
    expect([asJsonSchema(from), asJsonSchema(inside(from))]).toEqual([to, inside(to)])
    expect(asJsonSchema(to)).toEqual(to)
  }
})

const spelled: [string, Record<string, unknown>][] = [
  ['responseJsonSchema', asked],
  ['_responseJsonSchema', { responseMimeType: 'application/json', _responseJsonSchema: invoice }],
  [
    'responseSchema',
    {
      responseMimeType: 'application/json',
      responseSchema: {
        type: 'OBJECT',
        properties: { net: { type: 'NUMBER' }, note: { type: 'STRING', nullable: true } },
        required: ['net'],
        propertyOrdering: ['net', 'note'],
      },
    },
  ],
  [
    'responseFormat, an object',
    { responseFormat: { text: { mimeType: 'application/json', schema: invoice } } },
  ],
  [
    'responseFormat, a list',
    { responseFormat: [{ text: { mimeType: 'application/json', schema: invoice } }] },
  ],
]

test.each(spelled)('%s is read', async (_, generationConfig) => {
  const opened = await fromFile(new Blob([JSON.stringify({ v: 2, model: 'm', generationConfig })]))
  expect(opened).toMatchObject({ ok: true, ignored: [] })
  expect(opened.ok && opened.prompt.generationConfig).toEqual(asked)
})

test('text/x.enum keeps the spelling that it is sent in, and text/plain is what nothing is', () => {
  const schema = { type: 'string', enum: ['yes', 'no'] }
  const sent = { responseMimeType: 'text/x.enum', responseSchema: { type: 'STRING', enum: ['yes', 'no'] } }
  expect(withOneSpelling({ responseMimeType: 'text/x.enum', responseJsonSchema: schema }).config).toEqual(
    sent,
  )
  expect(withOneSpelling(sent).config).toEqual(sent)
  expect(withOneSpelling({ responseMimeType: 'text/plain' }).config).toEqual({})
  expect(asEnumSchema({ type: 'object', enum: ['a'] })).toBeNull()
})

test('const becomes an enum, and required beside the schema moves into it; both are said', async () => {
  const { required: _, ...open } = invoice
  const generationConfig = {
    responseFormat: {
      text: {
        mimeType: 'application/json',
        schema: { ...open, properties: { ...open.properties, kind: { const: 'x' } } },
        required: ['net'],
      },
    },
  }
  const opened = await fromFile(new Blob([JSON.stringify({ v: 2, model: 'm', generationConfig })]))
  expect(opened.ok && opened.prompt.generationConfig?.responseJsonSchema).toMatchObject({
    properties: { kind: { enum: ['x'] } },
    required: ['net'],
  })
  expect(opened.ok && opened.rewritten).toEqual([
    'required stood beside the schema and was moved into it',
    'const, which the API ignores, became an enum of one value (once)',
  ])
})
