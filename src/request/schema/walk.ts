import { isJson } from '../json.ts'
import { stepsOf } from '../jsonPointer.ts'
import type { Json, JsonPath } from '../json.ts'

/** A schema inside a schema. */
export interface Place {
  schema: Json
  at: JsonPath
}

const maps = new Set(['properties', '$defs', 'definitions', 'patternProperties', 'dependentSchemas'])
const lists = new Set(['prefixItems', 'anyOf', 'oneOf', 'allOf'])
const singles = new Set([
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
])

/** Deeper than any schema; text that was typed may be. */
const DEEPEST = 100

/** The schemas right below one. */
export function below({ schema, at }: Place): Place[] {
  const found: Place[] = []
  const add = (value: unknown, ...steps: JsonPath) => {
    if (isJson(value)) found.push({ schema: value, at: [...at, ...steps] })
  }
  for (const [key, value] of Object.entries(schema)) {
    if (maps.has(key) && isJson(value))
      for (const [name, inner] of Object.entries(value)) add(inner, key, name)
    else if (lists.has(key) && Array.isArray(value)) value.forEach((inner, index) => add(inner, key, index))
    else if (singles.has(key)) add(value, key)
  }
  return found
}

/** Every schema in a schema, itself first; references are not followed. */
export function placesIn(root: Json): Place[] {
  const all: Place[] = [{ schema: root, at: [] }]
  for (let index = 0; index < all.length; index++) {
    const place = all[index]
    if (place && place.at.length < DEEPEST) all.push(...below(place))
  }
  return all
}

/** What a `$ref` inside the same document leads to, as a place; null where it leads nowhere that can be read here. */
export function placeOfRef(root: Json, ref: string): Place | null {
  if (!ref.startsWith('#')) return null
  if (ref !== '#' && !ref.startsWith('#/')) {
    return placesIn(root).find(({ schema }) => schema['$anchor'] === ref.slice(1)) ?? null
  }
  const at = stepsOf(ref)
  let value: unknown = root
  for (const step of at) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return null
    value = (value as Record<string, unknown>)[step]
  }
  return isJson(value) ? { schema: value, at } : null
}
