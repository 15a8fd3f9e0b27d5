import { isJson, placeText, stringsOf } from '../json.ts'
import type { Json, JsonPath } from '../json.ts'

/** What a field can be made here. Anything else is shown as it is, kept, and changed in the JSON. */
export const kinds = [
  'string',
  'number',
  'integer',
  'boolean',
  'enum',
  'object',
  'array of string',
  'array of number',
  'array of integer',
  'array of boolean',
  'array of enum',
  'array of object',
] as const
export type Kind = (typeof kinds)[number]

export const isKind = (kind: string): kind is Kind => (kinds as readonly string[]).includes(kind)

/** A field of a schema as a row shows it. */
export interface Field {
  /** Of its schema. */
  at: JsonPath
  /** Of the object that has it. */
  owner: JsonPath
  name: string
  /** `supplier.name`, `lines[].price` */
  path: string
  /** From 1. */
  level: number
  /** From 1, among those of its object. */
  position: number
  siblings: number
  /** One of `kinds`, or words for what is none of them. */
  kind: string
  required: boolean
  description: string
  /** Of an enum; null for everything else. */
  values: string[] | null
  /** Of the object that takes fields inside it; null where none can be inside. */
  inside: JsonPath | null
  /** How many fields are inside it. */
  children: number
}

/** A schema as rows. */
export interface Fields {
  rows: Field[]
  /** Of the object whose fields stand at the first level; null where the root is no object. */
  root: JsonPath | null
  /** Rules that have no column, each with its path: `lines.maxItems 40`. They stay as they are. */
  kept: string[]
}

const typesOf = (schema: Json): string[] => {
  const { type } = schema
  return (Array.isArray(type) ? type : type === undefined ? [] : [type]).map((one) =>
    String(one).toLowerCase(),
  )
}

export const isNullable = (schema: Json): boolean => typesOf(schema).includes('null')

const isEnum = (schema: Json, type: string | undefined) =>
  Array.isArray(schema['enum']) &&
  (type === undefined || type === 'string') &&
  schema['enum'].every((value) => typeof value === 'string' || (value === null && isNullable(schema)))

/** What a schema is, in a word or a few. */
export function kindOf(schema: Json): string {
  const { $ref } = schema
  if (typeof $ref === 'string') return `$ref ${$ref.split('/').at(-1) ?? ''}`
  const types = typesOf(schema).filter((type) => type !== 'null')
  const [type] = types
  if (types.length > 1) return types.join(' or ')
  if (type === undefined) {
    const choice = ['anyOf', 'oneOf', 'allOf'].find((key) => Array.isArray(schema[key]))
    if (choice) return choice
  }
  if (isEnum(schema, type)) return 'enum'
  if (type === 'array' || (type === undefined && schema['items'] !== undefined))
    return isJson(schema['items']) && schema['prefixItems'] === undefined
      ? `array of ${kindOf(schema['items'])}`
      : 'array'
  if (type === undefined) return isJson(schema['properties']) ? 'object' : 'any'
  return type
}

/** The names of an object's fields, in the order in which they are answered. */
export function namesOf(owner: Json): string[] {
  const names = isJson(owner['properties']) ? Object.keys(owner['properties']) : []
  const first = stringsOf(owner['propertyOrdering']).filter((name) => names.includes(name))
  return [...new Set([...first, ...names])]
}

const brief = (value: unknown) => {
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

const objectKeys = ['properties', 'required', 'propertyOrdering']

/** Where the fields inside a schema stand: in itself or in its items; null where there can be none. */
function insideOf(schema: Json, at: JsonPath): { owner: Json; at: JsonPath } | null {
  const kind = kindOf(schema)
  if (kind === 'object') return { owner: schema, at }
  return kind === 'array of object' ? { owner: schema['items'] as Json, at: [...at, 'items'] } : null
}

/** The rules of a schema that no column shows. */
function keptOf(schema: Json, path: string, isRoot = false): string[] {
  const kind = kindOf(schema)
  const shown = new Set(['type', ...(isRoot ? [] : ['description'])])
  if (kind === 'object') for (const key of objectKeys) shown.add(key)
  if (kind === 'enum') shown.add('enum')
  if (kind.startsWith('$ref')) shown.add('$ref')
  const items = kind.startsWith('array of ') ? schema['items'] : undefined
  const inItems = isJson(items) ? keptOf(items, `${path}[]`, true) : []
  if (isJson(items)) shown.add('items')
  const own = Object.entries(schema)
    .filter(([key]) => !shown.has(key))
    .map(([key, value]) => `${placeText([key], path)} ${brief(value)}`)
  return [...(isNullable(schema) ? [`${path || 'the root'} or null`] : []), ...own, ...inItems]
}

const DEEPEST = 24

/** The rows of a schema, each object's fields after it. */
export function fieldsOf(root: Json): Fields {
  const rows: Field[] = []
  const kept = keptOf(root, '', true)
  const add = (owner: Json, ownerAt: JsonPath, prefix: string, level: number) => {
    const names = namesOf(owner)
    const properties = owner['properties'] as Json
    const required = new Set(stringsOf(owner['required']))
    names.forEach((name, index) => {
      const value = properties[name]
      // `true` is a schema too.
      const schema = isJson(value) ? value : {}
      const at = [...ownerAt, 'properties', name]
      const path = placeText([name], prefix)
      const inside = insideOf(schema, at)
      const kind = kindOf(schema)
      const list =
        kind === 'enum' ? schema['enum'] : kind === 'array of enum' ? (schema['items'] as Json)['enum'] : null
      rows.push({
        at,
        owner: ownerAt,
        name,
        path,
        level,
        position: index + 1,
        siblings: names.length,
        kind,
        required: required.has(name),
        description: typeof schema['description'] === 'string' ? schema['description'] : '',
        values: Array.isArray(list) ? stringsOf(list) : null,
        inside: inside?.at ?? null,
        children: inside ? namesOf(inside.owner).length : 0,
      })
      kept.push(...keptOf(schema, path))
      if (inside && level < DEEPEST)
        add(inside.owner, inside.at, kind === 'object' ? path : `${path}[]`, level + 1)
    })
  }
  // Nothing yet is an object to be.
  const empty = Object.keys(root).every(
    (key) => key === 'description' || key === 'title' || (key.startsWith('$') && key !== '$ref'),
  )
  const inside = empty ? { owner: root, at: [] } : insideOf(root, [])
  if (inside) add(inside.owner, inside.at, inside.at.length > 0 ? '[]' : '', 1)
  return { rows, root: inside?.at ?? null, kept }
}
