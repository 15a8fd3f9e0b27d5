import { isJson } from '../json.ts'
import type { Json } from '../json.ts'

const wholeDay = /^\d{4}-\d{2}-\d{2}$/
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/

const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

function ofObjects(values: readonly Json[]): Json {
  const names = [...new Set(values.flatMap((value) => Object.keys(value)))]
  const of = (name: string) => values.flatMap((value) => (Object.hasOwn(value, name) ? [value[name]] : []))
  const required = names.filter((name) => values.every((value) => Object.hasOwn(value, name)))
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, ofValues(of(name))])),
    ...(required.length > 0 && { required }),
    ...(names.length > 0 && { propertyOrdering: names }),
  }
}

function ofType(type: string, values: readonly unknown[]): Json {
  if (type === 'object') return ofObjects(values.filter(isJson))
  if (type === 'array') {
    const items = values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : []))
    return { type, items: items.length > 0 ? ofValues(items) : { type: 'string' } }
  }
  if (type !== 'string') return { type }
  const texts = values.map(String)
  if (texts.every((text) => wholeDay.test(text))) return { type, format: 'date' }
  return texts.every((text) => moment.test(text)) ? { type, format: 'date-time' } : { type }
}

/** One schema that every one of these values fits. */
function ofValues(values: readonly unknown[]): Json {
  const all = new Set(values.map(typeOf))
  if (all.has('number')) all.delete('integer')
  const nullable = all.delete('null')
  const types = [...all]
  const [type] = types
  if (type === undefined) return { type: ['string', 'null'] }
  const fits = (value: unknown, one: string) =>
    typeOf(value) === one || (one === 'number' && typeOf(value) === 'integer')
  const schemas = types.map((one) =>
    ofType(
      one,
      values.filter((value) => fits(value, one)),
    ),
  )
  const [only] = schemas
  if (only && schemas.length === 1) return nullable ? { ...only, type: [type, 'null'] } : only
  return { anyOf: nullable ? [...schemas, { type: 'null' }] : schemas }
}

/** A schema made from an example of an answer: every field is asked for, in the order in which it stands there. */
export const schemaOf = (value: unknown): Json => ofValues([value])
