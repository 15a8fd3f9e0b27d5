import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examples } from './examples.ts'
import {
  addField,
  moveField,
  removeField,
  rename,
  setDescription,
  setKind,
  setRequired,
  setValues,
} from './fieldEdits.ts'
import { fieldsOf, kinds, namesOf } from './fields.ts'
import { schemaOf } from './fromValue.ts'
import { isJson, valueAt } from '../json.ts'
import { lintSchema } from './lint.ts'
import { placesIn } from './walk.ts'
import type { Field } from './fields.ts'
import type { Json } from '../json.ts'

const invoice = examples['Invoice with lines']!
const field = (schema: Json, path: string): Field => fieldsOf(schema).rows.find((row) => row.path === path)!

test('a row a field, by its path', () => {
  expect(
    fieldsOf(invoice).rows.map(({ path, level, kind, required }) => `${level} ${path} ${kind} ${required}`),
  ).toEqual([
    '1 number string true',
    '1 issued string true',
    '1 currency enum true',
    '1 supplier object true',
    '2 supplier.name string true',
    '2 supplier.vat_id string false',
    '1 lines array of object true',
    '2 lines[].text string true',
    '2 lines[].quantity number true',
    '2 lines[].net number true',
    '1 total number true',
  ])
  expect(fieldsOf({ type: 'array', items: invoice }).rows[0]?.path).toBe('[].number')
})

test('what has no column is named', () => {
  const schema = {
    type: 'object',
    properties: {
      lines: { type: 'array', maxItems: 40, items: { type: 'string', minLength: 2 } },
      who: { anyOf: [{ type: 'string' }, { $ref: '#/$defs/Who' }] },
      what: { $ref: '#/$defs/Who' },
      note: { type: ['string', 'null'] },
    },
    $defs: { Who: { type: 'object' } },
  }
  const { rows, kept } = fieldsOf(schema)
  expect(rows.map(({ kind }) => kind)).toEqual(['array of string', 'anyOf', '$ref Who', 'string'])
  expect(kept).toEqual([
    '$defs {"Who":{"type":"object"}}',
    'lines.maxItems 40',
    'lines[].minLength 2',
    'who.anyOf [{"type":"string"},{"$ref":"#/$defs/Who…',
    'note or null',
  ])
})

test('renaming takes lists and references along', () => {
  const schema = {
    type: 'object',
    properties: {
      a: { type: 'object', properties: { b: { type: 'string' } } },
      c: { $ref: '#/properties/a/properties/b' },
    },
    required: ['c', 'a'],
  }
  expect(rename(schema, field(schema, 'a'), 'x/y')).toEqual({
    type: 'object',
    properties: {
      'x/y': { type: 'object', properties: { b: { type: 'string' } } },
      c: { $ref: '#/properties/x~1y/properties/b' },
    },
    required: ['x/y', 'c'],
    propertyOrdering: ['x/y', 'c'],
  })
})

test('a list of objects and a single one keep their fields when one becomes the other', () => {
  const one = setKind(invoice, field(invoice, 'lines'), 'object')
  expect(fieldsOf(one).rows.map(({ path }) => path)).toContain('lines.net')
  expect(field(one, 'lines').description).toBe('One a position')
  expect(setKind(one, field(one, 'lines'), 'array of object')).toEqual(invoice)
  const list = setKind(invoice, field(invoice, 'currency'), 'array of enum')
  expect(field(list, 'currency').values).toEqual(['EUR', 'GBP', 'CHF', 'USD'])
})

test('values of an enum, of a list of them, and of one that may be null', () => {
  const list = setKind(invoice, field(invoice, 'currency'), 'array of enum')
  const set = setValues(list, field(list, 'currency'), ['EUR'])
  expect(valueAt(set, ['properties', 'currency'])).toEqual({
    type: 'array',
    items: { type: 'string', enum: ['EUR'] },
  })
  const nullable = { type: 'object', properties: { a: { type: ['string', 'null'], enum: ['x', null] } } }
  expect(valueAt(setValues(nullable, field(nullable, 'a'), ['y']), ['properties', 'a', 'enum'])).toEqual([
    'y',
    null,
  ])
})

test('fields are added at the end, moved by one and removed', () => {
  const { schema, at } = addField(addField({}, []).schema, [])
  expect(schema).toEqual({
    type: 'object',
    properties: { field: { type: 'string' }, field_2: { type: 'string' } },
    required: ['field', 'field_2'],
    propertyOrdering: ['field', 'field_2'],
  })
  expect(at).toEqual(['properties', 'field_2'])
  const moved = moveField(schema, field(schema, 'field_2'), -1)
  expect(JSON.stringify(moved)).toBe(
    '{"type":"object","properties":{"field_2":{"type":"string"},"field":{"type":"string"}},"required":["field_2","field"],"propertyOrdering":["field_2","field"]}',
  )
  expect(moveField(moved, field(moved, 'field_2'), -1)).toEqual(moved)
  expect(removeField(moved, field(moved, 'field'))).toEqual({
    type: 'object',
    properties: { field_2: { type: 'string' } },
    required: ['field_2'],
    propertyOrdering: ['field_2'],
  })
})

test.each(Object.entries(examples))('the example %s has nothing that the API ignores', (_, schema) => {
  expect(lintSchema(schema)).toEqual([])
})

test('a schema made from a value', () => {
  expect(
    schemaOf({
      id: 7,
      at: '2026-11-03',
      rows: [
        { a: 1, b: 'x' },
        { a: 1.5, b: null },
      ],
      mixed: [1, 'a'],
      none: null,
      empty: [],
    }),
  ).toEqual({
    type: 'object',
    properties: {
      id: { type: 'integer' },
      at: { type: 'string', format: 'date' },
      rows: {
        type: 'array',
        items: {
          type: 'object',
          properties: { a: { type: 'number' }, b: { type: ['string', 'null'] } },
          required: ['a', 'b'],
          propertyOrdering: ['a', 'b'],
        },
      },
      mixed: { type: 'array', items: { anyOf: [{ type: 'integer' }, { type: 'string' }] } },
      none: { type: ['string', 'null'] },
      empty: { type: 'array', items: { type: 'string' } },
    },
    required: ['id', 'at', 'rows', 'mixed', 'none', 'empty'],
    propertyOrdering: ['id', 'at', 'rows', 'mixed', 'none', 'empty'],
  })
})

const name = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '1', 'x.y', 'a/b', '__proto__', 'constructor', 'toString'),
  fc.string({ maxLength: 6 }),
)
const { schema: anySchema } = fc.letrec<{ schema: Json }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record(
      {
        type: fc.constantFrom('string', 'number', 'boolean'),
        description: fc.string(),
        minLength: fc.nat(9),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({
      type: fc.constant('string'),
      enum: fc.uniqueArray(fc.string({ maxLength: 4 }), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ $ref: fc.constant('#') }),
    fc.record({ anyOf: fc.array(tie('schema'), { maxLength: 2 }), title: fc.string() }),
    fc.record(
      { type: fc.constant('array'), items: tie('schema'), maxItems: fc.nat(9) },
      { requiredKeys: ['type', 'items'] },
    ),
    fc
      .tuple(
        fc.array(fc.tuple(name, tie('schema')), { maxLength: 4 }),
        fc.boolean(),
        fc.string({ maxLength: 3 }),
      )
      .map(([fields, ordered, title]) => {
        const properties: Json = Object.fromEntries(fields)
        const names = Object.keys(properties)
        const orders: Json = ordered ? { propertyOrdering: names.toReversed(), required: names.slice(1) } : {}
        return Object.assign({ type: 'object', title, properties }, orders)
      }),
  ),
}))

/** The same but for the order of the fields and what says it. */
const unordered = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(unordered)
  if (!isJson(schema)) return schema
  const { propertyOrdering: _, ...rest } = schema
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([key, value]) => !(key === 'required' && Array.isArray(value) && value.length === 0))
      .map(([key, value]) => [
        key,
        key === 'required' && Array.isArray(value) ? value.toSorted() : unordered(value),
      ]),
  )
}

// Digits come first in any object; beyond them it is the very same order.
const words = (list: string[]) => list.filter((one) => !/^\d+$/.test(one))

const seed = 20261127

test('an edit that changes nothing keeps everything', () => {
  fc.assert(
    fc.property(anySchema, (schema) => {
      for (const row of fieldsOf(schema).rows) {
        const same = [
          rename(schema, row, row.name),
          setRequired(schema, row, row.required),
          setDescription(schema, row, row.description),
          setRequired(setRequired(schema, row, !row.required), row, row.required),
        ]
        const blank = valueAt(schema, [...row.at, 'description']) === ''
        for (const [index, next] of same.entries())
          if (!(blank && index === 2)) expect(unordered(next)).toEqual(unordered(schema))
      }
    }),
    { seed, numRuns: 300 },
  )
})

test('after any edit the three orders of an object are one, and nothing without a column is lost', () => {
  fc.assert(
    fc.property(anySchema, fc.nat(), fc.constantFrom(...kinds), (schema, pick, kind) => {
      const { rows } = fieldsOf(schema)
      const row = rows[pick % Math.max(1, rows.length)]
      if (!row) return
      const kept = fieldsOf(schema).kept
      for (const next of [
        moveField(schema, row, 1),
        rename(schema, row, 'brand new'),
        setRequired(schema, row, true),
        setDescription(schema, row, 'new'),
        removeField(schema, row),
        addField(schema, row.owner).schema,
        setKind(schema, row, kind),
      ]) {
        const owner = valueAt(next, row.owner) as Json
        const names = namesOf(owner)
        const required = (owner['required'] ?? []) as string[]
        if (next !== schema && names.length > 1 && owner['propertyOrdering'])
          expect(owner['propertyOrdering']).toEqual(names)
        expect(names.filter((one) => required.includes(one))).toEqual(required)
        if (owner['propertyOrdering'])
          expect(words(Object.keys(owner['properties'] as Json))).toEqual(words(names))
      }
      expect(fieldsOf(setRequired(schema, row, !row.required)).kept).toEqual(kept)
      expect(placesIn(moveField(schema, row, 1)).length).toBe(placesIn(schema).length)
    }),
    { seed, numRuns: 300 },
  )
})
