/** The API has three spellings of a schema; the page keeps one, and lifts the others to it wherever they come in. */
import { edited, isJson, stringsOf } from '../json.ts'
import { placesIn } from './walk.ts'
import type { Json } from '../json.ts'

/** Numbers that the older spelling writes as text, for they are int64 in its definition. */
const counts = new Set(['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties'])

const lower = (type: unknown) => (typeof type === 'string' ? type.toLowerCase() : type)

const NULL = { type: 'null' }
const isNull = (schema: unknown) => isJson(schema) && [schema['type']].flat().includes('null')

/** What stays where it is when the schema that it stands in becomes a choice of another: references lead to it. */
const staying = new Set(['title', 'description', '$defs', 'definitions'])

/** The value of a keyword where null is an answer as well. */
function orNull(key: string, value: unknown): unknown {
  if (key === 'type') return [...new Set([value, 'null'].flat())]
  if (!Array.isArray(value)) return value
  const list = value as unknown[]
  if (key === 'enum') return list.includes(null) ? list : [...list, null]
  return (key === 'anyOf' || key === 'oneOf') && !list.some(isNull) ? [...list, NULL] : list
}

/** The schema where null is an answer as well. */
export function withNull(schema: Json): Json {
  const entries = Object.entries(schema)
  const closed = ['$ref', 'allOf'].filter((key) => Object.hasOwn(schema, key))
  if (closed.length === 0 || schema['anyOf'] !== undefined)
    return Object.fromEntries(entries.map(([key, value]) => [key, orNull(key, value)]))
  // What nothing can be added to becomes one of two choices.
  const about = entries.filter(([key]) => staying.has(key))
  const others = Object.fromEntries(entries.filter((entry) => !about.includes(entry)))
  return { ...Object.fromEntries(about), anyOf: [others, NULL] }
}

function lifted({ nullable, ...schema }: Json): Json {
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'format' && value === 'enum') return []
    if (key === 'type') return [[key, Array.isArray(value) ? value.map(lower) : lower(value)]]
    return [
      [key, counts.has(key) && typeof value === 'string' && value.trim() !== '' ? Number(value) : value],
    ]
  })
  const plain = Object.fromEntries(entries)
  return nullable === true ? withNull(plain) : plain
}

/** A schema of `responseSchema`, the older subset of OpenAPI, as JSON Schema. One that is JSON Schema stays what it is. */
export function asJsonSchema(schema: Json): Json {
  // From the inside out, so that the places of those that are still to come hold.
  const next = placesIn(schema)
    .toReversed()
    .reduce<unknown>((sofar, { at }) => {
      const here = at.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], sofar)
      return isJson(here) ? edited(sofar, [{ at, value: lifted(here) }]) : sofar
    }, schema)
  return isJson(next) ? next : schema
}

/** What `text/x.enum` takes; null for a schema that is no plain enum of strings. */
export function asEnumSchema(schema: Json): Json | null {
  const type = [schema['type'] ?? 'string'].flat()
  const values = schema['enum']
  if (!Array.isArray(values) || values.length === 0 || values.some((one) => typeof one !== 'string'))
    return null
  if (type.length !== 1 || String(type[0]).toLowerCase() !== 'string') return null
  const { description } = schema
  return { type: 'STRING', ...(typeof description === 'string' && { description }), enum: values }
}

/** Every `const` as an enum of one value, which the API does not ignore. @returns how many there were */
export function withoutConst(schema: Json): { schema: Json; count: number } {
  const found = placesIn(schema).filter((place) => Object.hasOwn(place.schema, 'const'))
  const edits = found.flatMap(({ schema: { const: value }, at }) => [
    { at: [...at, 'enum'], value: [value] },
    { at: [...at, 'const'] },
  ])
  const next = edited(schema, edits)
  return { schema: isJson(next) ? next : schema, count: found.length }
}

/** `responseFormat` is an object in the documentation and a list of them in the SDK's types. */
function formatOf(value: unknown): Json {
  return Array.isArray(value) ? Object.assign({}, ...value.filter(isJson)) : isJson(value) ? value : {}
}

/** What was lifted, and words about what could not stay as it was. */
interface Lifted {
  config: Json
  notes: string[]
}

function fromResponseFormat({ responseFormat, ...config }: Json): Lifted {
  const { text, image, ...others } = formatOf(responseFormat)
  const notes: string[] = []
  const next: Json = { ...config }
  if (isJson(text)) {
    const { mimeType, schema, ...beside } = text
    if (mimeType !== undefined) next['responseMimeType'] ??= mimeType
    if (isJson(schema)) {
      // In Google's own samples the list stands outside the schema's braces.
      const required = stringsOf(beside['required'])
      const inside = required.length > 0 && schema['required'] === undefined
      if (inside) notes.push('required stood beside the schema and was moved into it')
      next['responseJsonSchema'] ??= inside ? { ...schema, required } : schema
    }
  }
  if (isJson(image)) next['imageConfig'] ??= image
  return { config: Object.keys(others).length > 0 ? { ...next, responseFormat: others } : next, notes }
}

/**
 * `generationConfig` with its schema in the spelling that the page keeps: `responseJsonSchema`, and `responseSchema` for
 * `text/x.enum` alone. What this knows nothing of stays as it is.
 */
export function withOneSpelling(given: Json): Lifted {
  const { config, notes } =
    given['responseFormat'] === undefined ? { config: { ...given }, notes: [] } : fromResponseFormat(given)
  if (config['_responseJsonSchema'] !== undefined) {
    config['responseJsonSchema'] ??= config['_responseJsonSchema']
    delete config['_responseJsonSchema']
  }
  // The API's own default.
  if (config['responseMimeType'] === 'text/plain') delete config['responseMimeType']
  const { responseMimeType, responseSchema, responseJsonSchema } = config
  if (responseMimeType === 'text/x.enum') {
    const plain =
      responseSchema === undefined && isJson(responseJsonSchema) ? asEnumSchema(responseJsonSchema) : null
    if (plain) {
      config['responseSchema'] = plain
      delete config['responseJsonSchema']
    }
  } else if (isJson(responseSchema) && responseJsonSchema === undefined && responseMimeType !== undefined) {
    config['responseJsonSchema'] = asJsonSchema(responseSchema)
    delete config['responseSchema']
  }
  const lasting = config['responseJsonSchema']
  if (isJson(lasting)) {
    const { schema, count } = withoutConst(lasting)
    if (count > 0) {
      config['responseJsonSchema'] = schema
      notes.push(
        `const, which the API ignores, became an enum of one value (${count === 1 ? 'once' : `${count} times`})`,
      )
    }
  }
  return { config, notes }
}
