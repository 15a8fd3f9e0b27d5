import { describe, expect, test } from 'vitest'
import { formatFindings } from './formatFindings.ts'
import { edited } from '../json.ts'
import { lintSchema } from './lint.ts'
import { HIGH_SCORE, removableIn, scoreOf } from './score.ts'
import { asJsonSchema } from './spellings.ts'
import type { Json } from '../json.ts'
import type { Spelling } from './keywords.ts'

const object = (properties: Json, required?: string[]): Json => ({
  type: 'object',
  properties,
  ...(required && { required }),
})

const said = (schema: unknown, spelling?: Spelling) =>
  lintSchema(schema, spelling).map(({ severity, at, says }) => `${severity} ${at.join('/')}: ${says}`)

/** Makes every fix, one after the other, as `Fix all` does. */
const mended = (schema: Json, spelling?: Spelling) =>
  lintSchema(schema, spelling).reduce<unknown>((sofar, { fix }) => edited(sofar, fix?.edits ?? []), schema)

test('a plain schema has nothing to say', () => {
  const lines = {
    type: 'array',
    items: object({ text: { type: 'string', description: 'x' }, net: { type: ['number', 'null'] } }, [
      'text',
    ]),
    maxItems: 10,
  }
  const all = object({
    lines,
    issued: { type: 'string', format: 'date' },
    kind: { enum: ['a', 1], type: 'string' },
  })
  expect(said({ ...all, propertyOrdering: ['lines', 'issued', 'kind'] })).toEqual([])
})

const cases: [string, Json, Spelling | undefined, string, unknown][] = [
  [
    'a keyword that is ignored',
    object({ a: { type: 'string', minLength: 2 } }),
    undefined,
    'warning properties/a/minLength: The API ignores “minLength”: an answer may break it, and Schema check says so.',
    object({ a: { type: 'string' } }),
  ],
  [
    'a remark',
    { $schema: 'x', type: 'string' },
    undefined,
    'note $schema: The API ignores “$schema”.',
    { type: 'string' },
  ],
  [
    'no keyword at all',
    { type: 'string', hint: 1 },
    undefined,
    'warning hint: “hint” is no keyword of JSON Schema; the API ignores it.',
    { type: 'string' },
  ],
  [
    'const',
    object({ kind: { const: 'invoice' } }),
    undefined,
    'warning properties/kind/const: The API ignores “const”; an enum of one value says the same.',
    object({ kind: { enum: ['invoice'] } }),
  ],
  [
    'nullable in JSON Schema',
    object({ a: { type: 'string', nullable: true } }),
    undefined,
    'warning properties/a/nullable: “nullable” belongs to responseSchema; in JSON Schema the type is a list with "null".',
    object({ a: { type: ['string', 'null'] } }),
  ],
  [
    'nullable beside choices',
    object({ a: { anyOf: [{ type: 'string' }, { type: 'number' }], nullable: true } }),
    undefined,
    'warning properties/a/nullable: “nullable” belongs to responseSchema; in JSON Schema the type is a list with "null".',
    object({ a: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] } }),
  ],
  [
    'capitals',
    { type: 'STRING' },
    undefined,
    'warning type: Types of JSON Schema are in lower case; capitals belong to responseSchema.',
    { type: 'string' },
  ],
  [
    'a type of another language',
    { type: 'float' },
    undefined,
    'error type: "float" is no type: it may be string, number, integer, boolean, object, array, null.',
    { type: 'number' },
  ],
  [
    'siblings of a $ref',
    { ...object({ a: { $ref: '#/$defs/A', description: 'who' } }), $defs: { A: { type: 'string' } } },
    undefined,
    'error properties/a/$ref: Beside a $ref only keys that begin with $ may stand, not description.',
    {
      ...object({ a: { description: 'who', anyOf: [{ $ref: '#/$defs/A' }] } }),
      $defs: { A: { type: 'string' } },
    },
  ],
  [
    'a cycle in a required field',
    object({ name: { type: 'string' }, boss: { $ref: '#' } }, ['name', 'boss']),
    undefined,
    'error required: boss leads back to where it stands, which the API allows only in fields that are not required.',
    object({ name: { type: 'string' }, boss: { $ref: '#' } }, ['name']),
  ],
  [
    'a required name that nothing has',
    object({ a: { type: 'string' } }, ['a', 'b']),
    undefined,
    'warning required: required names b, which properties does not have.',
    object({ a: { type: 'string' } }, ['a']),
  ],
  [
    'a list without items',
    { type: 'array' },
    undefined,
    'warning type: A list without items: what each item is stays open.',
    { type: 'array', items: { type: 'string' } },
  ],
  [
    'a list of types in the older spelling',
    { type: ['STRING', 'NULL'] },
    'responseSchema',
    'error type: responseSchema takes one type, not a list.',
    { type: 'STRING', nullable: true },
  ],
  [
    'a field that the older spelling does not have',
    { type: 'STRING', $defs: {} },
    'responseSchema',
    'error $defs: responseSchema has no field “$defs”.',
    { type: 'STRING' },
  ],
  [
    'numbers in an enum of the older spelling',
    { type: 'STRING', enum: [1, 2] },
    'responseSchema',
    'error enum: The values of an enum are strings in responseSchema, and 1 is none.',
    { type: 'STRING', enum: ['1', '2'] },
  ],
]

test.each(cases)('%s is said, and its fix leaves nothing to say', (_, schema, spelling, says, after) => {
  expect(said(schema, spelling)).toEqual([says])
  expect(mended(schema, spelling)).toEqual(after)
  expect(said(after, spelling)).toEqual([])
})

test('nullable beside a $ref is written as it is when it is read', () => {
  const $defs = { A: { type: 'string' } }
  const schema = { ...object({ a: { $ref: '#/$defs/A', nullable: true } }), $defs }
  const after = { ...object({ a: { anyOf: [{ $ref: '#/$defs/A' }, { type: 'null' }] } }), $defs }
  expect(asJsonSchema(schema)).toEqual(after)
  const fixes = lintSchema(schema).flatMap(({ fix }) =>
    fix?.title.startsWith('write nullable') ? fix.edits : [],
  )
  expect(edited(schema, fixes)).toEqual(after)
})

test('a $ref that leads nowhere, a schema that is none, an enum without values', () => {
  expect(said({ $ref: '#/$defs/Nobody' })).toEqual([
    'error $ref: "#/$defs/Nobody" leads to no schema in this one.',
  ])
  expect(said('{')).toEqual(['error : A schema is a JSON object, in braces.'])
  expect(said({ type: 'string', enum: [] })).toEqual(['error enum: An enum is a list of at least one value.'])
  expect(said({ type: 'string', format: 'email' })).toEqual([
    'note format: The format “email” has no effect: those that have are date-time, date, time, duration.',
  ])
})

test('a cycle through a list or an optional field is none: the API’s own example has one', () => {
  const chart = object({ name: { type: 'string' }, reports: { type: 'array', items: { $ref: '#' } } }, [
    'name',
    'reports',
  ])
  expect(said(chart)).toEqual([])
  expect(said(object({ next: { $ref: '#' } }))).toEqual([])
})

test('a cycle over two definitions is found where it is required', () => {
  const schema = {
    ...object({ a: { $ref: '#/$defs/A' } }, ['a']),
    $defs: { A: object({ b: { $ref: '#/$defs/B' } }, ['b']), B: object({ a: { $ref: '#/$defs/A' } }, ['a']) },
  }
  expect(lintSchema(schema).map(({ at }) => at.join('/'))).toEqual(['$defs/A/required', '$defs/B/required'])
  expect(said(mended(schema))).toEqual([])
})

describe('complexity', () => {
  const wide = (fields: number, item: Json) =>
    object(Object.fromEntries(Array.from({ length: fields }, (_, index) => [`field_number_${index}`, item])))
  const big = object({
    rows: { type: 'array', maxItems: 200, items: wide(12, { type: 'integer', minimum: 0, maximum: 1000 }) },
  })

  test('says what can go first, and its fix brings the score down', () => {
    const [finding] = lintSchema(big)
    expect(finding?.says).toMatch(/too many states .* What can go first: rows\.maxItems 200, /)
    expect(scoreOf(mended(big) as Json)).toBeLessThan(HIGH_SCORE)
    expect(said(mended(big))).toEqual([])
  })

  test('bounds go first, then enums, then optional fields', () => {
    const kinds = removableIn({
      ...wide(6, { type: 'string' }),
      properties: {
        ...(wide(6, { type: 'string' })['properties'] as Json),
        code: { type: 'string', enum: Array.from({ length: 60 }, (_, index) => `code ${index}`) },
        count: { type: 'integer', minimum: 0 },
      },
    }).map(({ kind }) => kind)
    expect(kinds).toEqual(['bound', 'enum', 'optional'])
  })

  test('an ordinary schema of forty fields is far below', () => {
    expect(scoreOf(object({ lines: { type: 'array', items: wide(20, { type: 'string' }) } }))).toBeLessThan(
      HIGH_SCORE,
    )
    expect(scoreOf({ $ref: '#' })).toBeLessThan(HIGH_SCORE)
  })
})

const found = (config: Json) => formatFindings(config).map(({ severity, path }) => `${severity} ${path}`)

describe('between the fields', () => {
  const schema = object({ a: { type: 'string' } })
  test('nothing where all is as it should be', () => {
    expect(found({})).toEqual([])
    expect(found({ responseMimeType: 'application/json' })).toEqual([])
    expect(found({ responseMimeType: 'application/json', responseJsonSchema: schema })).toEqual([])
    const responseSchema = { type: 'STRING', enum: ['a', 'b'] }
    expect(found({ responseMimeType: 'text/x.enum', responseSchema })).toEqual([])
  })

  test('a schema without a MIME type, with the fix', () => {
    const [finding] = formatFindings({ responseJsonSchema: schema })
    expect(finding).toMatchObject({
      severity: 'error',
      path: 'generationConfig.responseMimeType',
      fix: { change: { kind: 'set', value: 'application/json' } },
    })
  })

  test('two spellings', () => {
    const config = { responseMimeType: 'application/json', responseJsonSchema: schema }
    expect(found({ ...config, responseSchema: { type: 'STRING' } })).toEqual([
      'error generationConfig.responseSchema',
    ])
    expect(found({ ...config, responseFormat: { text: {} } })).toEqual([
      'error generationConfig.responseFormat',
    ])
  })

  test('text/x.enum without values, or with more than a string', () => {
    expect(found({ responseMimeType: 'text/x.enum' })).toEqual(['error generationConfig.responseMimeType'])
    expect(found({ responseMimeType: 'text/x.enum', responseJsonSchema: schema })).toEqual([
      'error generationConfig.responseJsonSchema',
    ])
  })

  test('a finding inside the schema has its path on the wire, and a fix that is made there', () => {
    const [finding] = formatFindings({
      responseMimeType: 'application/json',
      responseJsonSchema: object({ 'a b': { const: 1 } }),
    })
    expect(finding).toMatchObject({
      path: 'generationConfig.responseJsonSchema.properties["a b"].const',
      fix: { change: { kind: 'within', path: 'generationConfig.responseJsonSchema' } },
    })
  })
})

/** Each of the names defined as an object of references. */
const defining = (names: readonly string[], refs: (at: number) => readonly string[]): Json => ({
  $ref: `#/$defs/${names[0]}`,
  $defs: Object.fromEntries(
    names.map((name, at) => [
      name,
      object(
        Object.fromEntries(refs(at).map((ref, place) => [`${ref}${place}`, { $ref: `#/$defs/${ref}` }])),
      ),
    ]),
  ),
})

test('definitions that refer to each other cost a moment, however often they unroll', () => {
  const chain = [...'abcdefghijklmnopqrstuvwxyz']
  const six = chain.slice(0, 6)
  const schemas = [
    defining(chain, (at) => chain.slice(at + 1, at + 2).flatMap((next) => [next, next])),
    defining(six, () => six),
  ]
  // Each would go on for longer than anybody waits.
  for (const one of schemas) expect(said(one).at(-1)).toContain('too many states')
})
