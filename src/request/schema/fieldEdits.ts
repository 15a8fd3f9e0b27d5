/** What can be done to a schema by its rows. Each gives a new schema and keeps all that the rows do not show. */
import { isKind, isNullable, kindOf, namesOf } from './fields.ts'
import { edited, isJson, jsonOf, stringsOf, valueAt } from '../json.ts'
import { pointerTo } from '../jsonPointer.ts'
import { placesIn } from './walk.ts'
import type { Field, Kind } from './fields.ts'
import type { Json, JsonPath } from '../json.ts'

/** An object's fields with `properties`, `required` and `propertyOrdering` in one order: the API reads each of them. */
function inOrder(owner: Json, names: readonly string[]): Json {
  const properties = jsonOf(owner['properties'])
  const before = stringsOf(owner['required'])
  const required = names.filter((name) => before.includes(name))
  const lists: [string, unknown][] = [
    ['properties', Object.fromEntries(names.map((name) => [name, properties[name]]))],
    ...(required.length > 0 ? [['required', required] as [string, unknown]] : []),
    ...(names.length > 0 ? [['propertyOrdering', [...names]] as [string, unknown]] : []),
  ]
  const keys = new Set(lists.map(([key]) => key))
  const all = Object.entries({ type: 'object', ...owner }).filter(
    ([key]) => keys.has(key) || !['properties', 'required', 'propertyOrdering'].includes(key),
  )
  const here = all.map(
    ([key, value]): [string, unknown] => lists.find(([own]) => own === key) ?? [key, value],
  )
  return Object.fromEntries([...here, ...lists.filter(([key]) => !all.some(([own]) => own === key))])
}

/** The root with another object at a place. */
const withOwner = (root: Json, at: JsonPath, change: (owner: Json) => Json): Json =>
  jsonOf(edited(root, [{ at, value: change(jsonOf(valueAt(root, at))) }]))

const withSchema = (root: Json, field: Field, change: (schema: Json) => Json): Json =>
  withOwner(withOwner(root, field.at, change), field.owner, (owner) => inOrder(owner, namesOf(owner)))

/** @param name one that no other field of its object has */
export function rename(root: Json, field: Field, name: string): Json {
  const swap = (old: string) => (old === field.name ? name : old)
  const renamed = withOwner(root, field.owner, (owner) => {
    const entries = Object.entries(jsonOf(owner['properties'])).map(
      ([key, value]) => [swap(key), value] as const,
    )
    return inOrder(
      {
        ...owner,
        properties: Object.fromEntries(entries),
        ...(owner['required'] !== undefined && { required: stringsOf(owner['required']).map(swap) }),
      },
      namesOf(owner).map(swap),
    )
  })
  // What referred to it, or into it, still does.
  const [old, next] = [pointerTo(field.at), pointerTo([...field.at.slice(0, -1), name])]
  const edits = placesIn(renamed).flatMap(({ schema: { $ref }, at }) =>
    typeof $ref === 'string' && ($ref === old || $ref.startsWith(`${old}/`))
      ? [{ at: [...at, '$ref'], value: next + $ref.slice(old.length) }]
      : [],
  )
  return jsonOf(edited(renamed, edits))
}

export function setRequired(root: Json, field: Field, required: boolean): Json {
  return withOwner(root, field.owner, (owner) => {
    const others = stringsOf(owner['required']).filter((name) => name !== field.name)
    return inOrder({ ...owner, required: required ? [...others, field.name] : others }, namesOf(owner))
  })
}

export const setDescription = (root: Json, field: Field, description: string): Json =>
  withSchema(root, field, ({ description: before, ...schema }) => {
    if (description === '') return schema
    // Where it stood, it stays.
    return before === undefined
      ? { ...schema, description }
      : jsonOf(edited({ description: before, ...schema }, [{ at: ['description'], value: description }]))
  })

/** Other values of the enum at a place: null stays among them where it was. */
export function withValues(schema: Json, at: JsonPath, values: readonly string[]): Json {
  const holder = jsonOf(valueAt(schema, at.slice(0, -1)))
  return jsonOf(edited(schema, [{ at, value: isNullable(holder) ? [...values, null] : values }]))
}

/** The values of an enum, or of the items of a list of them. */
export const setValues = (root: Json, field: Field, values: readonly string[]): Json =>
  withSchema(root, field, (schema) =>
    withValues(schema, field.kind === 'array of enum' ? ['items', 'enum'] : ['enum'], values),
  )

/** Rules that mean nothing beside another type. */
const ofType: Readonly<Record<string, readonly string[]>> = {
  string: ['format', 'minLength', 'maxLength', 'pattern'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  object: [
    'properties',
    'required',
    'propertyOrdering',
    'additionalProperties',
    'minProperties',
    'maxProperties',
  ],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'],
}
const family = (type: string) => (type === 'integer' ? 'number' : type === 'enum' ? 'string' : type)

/** A schema made another single type; what its old type alone had goes. */
function retyped(schema: Json, type: string): Json {
  const others = Object.entries(ofType).flatMap(([name, keys]) => (name === family(type) ? [] : keys))
  const gone = new Set([...others, 'anyOf', 'oneOf', 'allOf', '$ref', ...(type === 'enum' ? [] : ['enum'])])
  const word = type === 'enum' ? 'string' : type
  const next: Json = { type: isNullable(schema) ? [word, 'null'] : word, ...schema }
  next['type'] = isNullable(schema) ? [word, 'null'] : word
  const kept = Object.fromEntries(Object.entries(next).filter(([key]) => !gone.has(key)))
  if (type === 'enum') return { ...kept, enum: stringsOf(schema['enum']) }
  return type === 'object' && !isJson(kept['properties']) ? { ...kept, properties: {} } : kept
}

/** What a list and a single one of it share stays when one becomes the other: fields inside, values. */
export const setKind = (root: Json, field: Field, kind: Kind): Json =>
  withSchema(root, field, (schema) => {
    const [, of] = /^array of (.+)$/.exec(kind) ?? []
    const before = kindOf(schema)
    const items = before.startsWith('array of ') ? jsonOf(schema['items']) : null
    if (of === undefined) {
      if (!items) return retyped(schema, kind)
      const { description, title } = schema
      return {
        ...retyped(items, kind),
        ...(title !== undefined && { title }),
        ...(description !== undefined && { description }),
      }
    }
    if (items) return { ...schema, items: retyped(items, of) }
    const { description, title, ...inner } = schema
    const list = isKind(before) ? retyped(inner, of) : retyped({}, of)
    return {
      type: 'array',
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      items: list,
    }
  })

/** A field more in the object at a place, after the others. @returns the schema, and the place of the new one's */
export function addField(root: Json, owner: JsonPath): { schema: Json; at: JsonPath } {
  const taken = new Set(namesOf(jsonOf(valueAt(root, owner))))
  let name = 'field'
  for (let count = 2; taken.has(name); count++) name = `field_${count}`
  const schema = withOwner(root, owner, (before) =>
    inOrder(
      {
        ...before,
        properties: { ...jsonOf(before['properties']), [name]: { type: 'string' } },
        required: [...stringsOf(before['required']), name],
      },
      [...taken, name],
    ),
  )
  return { schema, at: [...owner, 'properties', name] }
}

export const removeField = (root: Json, field: Field): Json =>
  withOwner(root, field.owner, (owner) =>
    inOrder(
      owner,
      namesOf(owner).filter((name) => name !== field.name),
    ),
  )

/** @param by -1 is up, 1 is down; one that stands at the end stays */
export const moveField = (root: Json, field: Field, by: -1 | 1): Json =>
  withOwner(root, field.owner, (owner) => {
    const names = namesOf(owner)
    const from = names.indexOf(field.name)
    const other = names[from + by]
    if (other === undefined) return inOrder(owner, names)
    return inOrder(owner, names.with(from, other).with(from + by, field.name))
  })
