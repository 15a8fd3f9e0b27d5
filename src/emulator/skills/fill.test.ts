import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Schema } from '../ask.ts'
import { valueFor } from './fill.ts'
import { matching } from './pattern.ts'

const fill = (schema: Schema, prompt: string) => valueFor(schema, { prompt, root: schema }).value

const text: Schema = { type: 'STRING' }
const integer: Schema = { type: 'INTEGER' }
const amount: Schema = { type: 'NUMBER' }
const object = (properties: Record<string, Schema>): Schema => ({ type: 'OBJECT', properties })
const list = (items: Schema): Schema => ({ type: 'ARRAY', items })

const person = object({ name: text, age: integer, email: text })
const order = object({ item: text, quantity: integer, price: amount })

describe('a schema is filled with what the prompt holds', () => {
  it.each<[string, Schema, unknown]>([
    [
      'Ada Lovelace, 36 years old, ada@example.org',
      person,
      { name: 'Ada Lovelace', age: 36, email: 'ada@example.org' },
    ],
    [
      'Extract the person: Linus is 28, reach him at linus@kernel.example.',
      person,
      { name: 'Linus', age: 28, email: 'linus@kernel.example' },
    ],
    [
      'name: Grace Hopper; age: 85; email: grace@navy.example',
      person,
      { name: 'Grace Hopper', age: 85, email: 'grace@navy.example' },
    ],
    ['My name is Bo and I am 9 years old', object({ name: text, age: integer }), { name: 'Bo', age: 9 }],
    [
      'Users:\nAda, 36\nLinus, 28',
      list(object({ name: text, age: integer })),
      [
        { name: 'Ada', age: 36 },
        { name: 'Linus', age: 28 },
      ],
    ],
    ['List: red, green and blue', list(text), ['red', 'green', 'blue']],
    ['Colours:\n- red\n- green', object({ colours: list(text) }), { colours: ['red', 'green'] }],
    ['Numbers: 3, 5, 8', list(integer), [3, 5, 8]],
    ['The review is positive.', { type: 'STRING', enum: ['positive', 'negative'] }, 'positive'],
    [
      'Priority HIGH, please',
      object({ priority: { type: 'STRING', enum: ['low', 'high'] } }),
      { priority: 'high' },
    ],
    ['2 notebooks at $4.50', order, { item: 'notebooks', quantity: 2, price: 4.5 }],
    [
      'Order:\n3 pens 0.99\n1 bag 12.00',
      list(order),
      [
        { item: 'pens', quantity: 3, price: 0.99 },
        { item: 'bag', quantity: 1, price: 12 },
      ],
    ],
    [
      'Meeting on July 4, 2026 at 14:30',
      object({ date: { type: 'STRING', format: 'date' }, time: text }),
      { date: '2026-07-04', time: '14:30' },
    ],
    [
      'Invoice of 2026-01-31 over 1,250.00 EUR',
      object({ date: text, total: amount, currency: text }),
      { date: '2026-01-31', total: 1250, currency: 'EUR' },
    ],
    ['See https://example.com/a?b=1 for more', object({ url: text }), { url: 'https://example.com/a?b=1' }],
    ['Call +49 30 123456', object({ phone: text }), { phone: '+49 30 123456' }],
    ['Weather in New York, please', object({ city: text }), { city: 'New York' }],
    [
      'The lamp is in stock and not fragile',
      object({ inStock: { type: 'BOOLEAN' }, fragile: { type: 'BOOLEAN' } }),
      { inStock: true, fragile: false },
    ],
    [
      'title: The Sea, author: John Banville, year: 2005',
      object({ title: text, author: text, year: integer }),
      { title: 'The Sea', author: 'John Banville', year: 2005 },
    ],
    ['A table for 4 guests', object({ guests: integer }), { guests: 4 }],
    [
      'SKU AB-1234 arrived',
      object({ sku: { type: 'STRING', pattern: '^[A-Z]{2}-\\d{4}$' } }),
      { sku: 'AB-1234' },
    ],
    [
      'firstName: Ada, lastName: Byron',
      object({ firstName: text, lastName: text }),
      { firstName: 'Ada', lastName: 'Byron' },
    ],
    [
      'It rains.',
      object({ summary: text, score: integer, tags: list(text) }),
      { summary: 'not given', score: 0, tags: [] },
    ],
    [
      'It rains.',
      object({
        mood: { type: 'STRING', nullable: true },
        size: { anyOf: [{ type: 'null' }, { type: 'integer' }] },
      }),
      { mood: null, size: 0 },
    ],
  ])('%s', (prompt, schema, value) => {
    expect(fill(schema, prompt)).toEqual(value)
  })
})

/** Whether a value fits: an independent reading of the keywords, for the test alone. */
function fits(value: unknown, schema: Schema): boolean {
  if (schema.enum) return schema.enum.includes(value)
  if (schema.anyOf) return schema.anyOf.some((one) => fits(value, one))
  if (schema.nullable && value === null) return true
  const type = String(schema.type).toLowerCase()
  if (type === 'array')
    return (
      Array.isArray(value) &&
      value.length >= Number(schema.minItems ?? 0) &&
      value.length <= Number(schema.maxItems ?? Infinity) &&
      value.every((item) => fits(item, schema.items ?? {})) &&
      (!schema.uniqueItems || new Set(value.map((item) => JSON.stringify(item))).size === value.length)
    )
  if (type === 'object')
    return (
      (schema.required ?? []).every((key) => Object.hasOwn(value as object, key)) &&
      Object.entries(schema.properties ?? {}).every(
        ([key, inner]) =>
          !Object.hasOwn(value as object, key) || fits((value as Record<string, unknown>)[key], inner),
      )
    )
  if (type === 'string') {
    const length = Array.from(value as string).length
    return (
      length >= Number(schema.minLength ?? 0) &&
      length <= Number(schema.maxLength ?? Infinity) &&
      (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value as string))
    )
  }
  if (type === 'boolean') return typeof value === 'boolean'
  return (
    typeof value === 'number' &&
    value >= (schema.minimum ?? -Infinity) &&
    value <= (schema.maximum ?? Infinity) &&
    (type === 'number' || Number.isInteger(value)) &&
    (schema.multipleOf === undefined ||
      Math.abs(value / schema.multipleOf - Math.round(value / schema.multipleOf)) < 1e-9)
  )
}

describe('JSON by a schema', () => {
  const range = { minimum: fc.integer({ min: -50, max: 0 }), maximum: fc.integer({ min: 1, max: 50 }) }
  const leaf = fc.oneof(
    fc.record({
      type: fc.constantFrom('string', 'STRING'),
      minLength: fc.nat(20),
      maxLength: fc.integer({ min: 20, max: 40 }),
    }),
    fc.record({
      type: fc.constant('string'),
      pattern: fc.constantFrom('^[A-Z]{3}$', '^\\d{4}-\\d\\d$', '^(?:a|b)+c?$', '^[\\w.]+@x$'),
    }),
    fc.record({ type: fc.constantFrom('integer', 'number'), ...range }),
    fc.record({
      type: fc.constant('integer'),
      multipleOf: fc.constantFrom(2, 5, 10),
      minimum: fc.integer({ min: -99, max: 99 }),
    }),
    fc.constant({ type: 'boolean' }),
    fc.record({ enum: fc.array(fc.string(), { minLength: 1 }) }),
  )
  const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
    schema: fc.oneof(
      { depthSize: 'small' },
      leaf as fc.Arbitrary<Schema>,
      fc.record({
        type: fc.constant('array'),
        items: tie('schema'),
        minItems: fc.nat(4),
        maxItems: fc.constant(6),
      }),
      fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      fc
        .dictionary(
          fc
            .oneof(
              fc.constantFrom('name', 'age', 'price', 'city', 'email', 'tags', 'date'),
              fc.string({ minLength: 1 }),
            )
            .filter((key) => key !== '__proto__'),
          tie('schema'),
          { maxKeys: 4 },
        )
        .map((properties) => ({ type: 'OBJECT', properties, required: Object.keys(properties) })),
    ),
  }))
  const prompt = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'Ada, 36, ada@x.org\nLinus, 28',
      'price: 1000000, name: a very long name indeed that goes on and on and on',
      '3 pens at $2.00, 2 bags; AAA',
      'tags: a, b, c, d, e, f, g, h, i',
    ),
  )

  it('always fits', () => {
    fc.assert(
      fc.property(schema, prompt, (given, words) => {
        expect(fits(fill(given, words), given)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('follows references and allOf, and ends for a schema that holds itself', () => {
    const node: Schema = {
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } }, required: ['next'] } },
      $ref: '#/$defs/node',
    }
    expect(JSON.stringify(fill(node, ''))).toContain('"next":null')
    const both: Schema = { allOf: [object({ name: text }), object({ age: integer })] }
    expect(fill(both, 'Ada, 36')).toEqual({ name: 'Ada', age: 36 })
  })

  it.each(['^[a-f0-9]{8}$', '^(cat|dog)s?$', '^\\+?\\d{1,3}-\\d+$', '^[^x]$', '^v\\d+\\.\\d+$'])(
    'writes what %s accepts',
    (pattern) => {
      expect(matching(pattern)).toMatch(new RegExp(pattern))
    },
  )
})
