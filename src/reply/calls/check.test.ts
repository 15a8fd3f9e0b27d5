import { expect, test } from 'vitest'
import { fresh } from '../../state/documents/settings.ts'
import { checkArguments } from './check.ts'
import { argumentWords } from './words.ts'
import type { JsonObject } from '../../request/functions/declaration.ts'
import type { Settings } from '../../request/settings/table.ts'

const quote: JsonObject = {
  type: 'object',
  properties: {
    booking: { type: 'string' },
    depart: { type: 'string' },
    travellers: { type: 'integer' },
    bags: { type: 'array', items: { type: 'object', properties: { kg: { type: 'number' } } } },
    trip: { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] },
  },
  required: ['booking', 'depart'],
}

const asking = (parameters?: JsonObject, more: Partial<Settings> = {}): Settings => ({
  ...fresh('gemini-3.8-flash'),
  functions: [{ declaration: { name: 'quote', ...(parameters && { parametersJsonSchema: parameters }) } }],
  ...more,
})

const check = (args: Record<string, unknown>, settings = asking(quote), name = 'quote') =>
  checkArguments({ name, args }, settings)

test('arguments that fit say nothing', () => {
  expect(check({ booking: 'LIS', depart: '2027-06-19', travellers: 2, more: true })).toBeNull()
  expect(check({ any: 1 }, asking())).toBeNull()
  expect(checkArguments({ name: 'quote' }, asking({ type: 'object' }))).toBeNull()
})

test('what does not fit is named by its path, with what came and what was declared', () => {
  expect(check({ booking: 'LIS', depart: '2027-06-19', travellers: '2' })).toEqual({
    kind: 'misfits',
    all: 3,
    wrong: 1,
    misfits: [{ path: 'travellers', is: 'is a string, "2"', declared: 'integer' }],
  })
  expect(check({ booking: 'LIS', bags: [{ kg: 8 }, { kg: 'a' }, { kg: 'b' }], trip: {} })).toEqual({
    kind: 'misfits',
    all: 4,
    wrong: 3,
    misfits: [
      { path: 'depart', is: 'is missing', declared: 'required' },
      { path: 'bags[1].kg', is: 'is a string, "a"', declared: 'number' },
      { path: 'bags[2].kg', is: 'is a string, "b"', declared: 'number' },
      { path: 'trip.to', is: 'is missing', declared: 'required' },
    ],
  })
})

test('the older spelling of Extra fields is held to as well, and the arguments as a whole', () => {
  const declaration = {
    name: 'old',
    parameters: { type: 'OBJECT', properties: { n: { type: 'INTEGER', nullable: true } }, minProperties: 1 },
  }
  const extra = { tools: [{ functionDeclarations: [declaration] }] }
  const settings = asking(undefined, { extra })
  expect(check({ n: null }, settings, 'old')).toBeNull()
  expect(check({ n: 'x' }, settings, 'old')).toMatchObject({
    misfits: [{ path: 'n', declared: 'integer or null' }],
  })
  expect(check({}, settings, 'old')).toMatchObject({ all: 0, wrong: 0, misfits: [{ path: 'the call' }] })
})

test('where each fits and all together do not, none is counted', () => {
  const settings = asking({ type: 'object', minProperties: 3 })
  const found = check({ a: 1, b: 2 }, settings)
  expect(found).toMatchObject({ all: 2, wrong: 0 })
  expect(argumentWords.misfits({ all: 2, wrong: 0 })).toBe('the arguments do not fit')
})

test('a name that was not declared is said, unless functions may stand elsewhere', () => {
  expect(check({}, asking(), 'other')).toEqual({ kind: 'not declared' })
  expect(check({}, fresh('gemini-3.8-flash'))).toEqual({ kind: 'not declared' })
  expect(check({}, asking(undefined, { cachedContent: 'cachedContents/a' }), 'other')).toBeNull()
  const extra = { tools: [{ computerUse: { environment: 'ENVIRONMENT_BROWSER' } }] }
  expect(check({}, asking(undefined, { extra }), 'click')).toBeNull()
})

test('a declaration that cannot be used is no fault of the arguments', () => {
  expect(check({ a: 'x' }, asking({ properties: { a: { type: 'string', pattern: '[' } } }))).toMatchObject({
    kind: 'unusable',
  })
})
