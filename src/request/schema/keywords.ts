/**
 * What the API makes of each keyword of JSON Schema. Source: the API's discovery document, revision 20260325, and the
 * SDK's comments on `responseJsonSchema`.
 */

type Kind = 'string' | 'number' | 'array' | 'object'

export interface Keyword {
  name: string
  /** Follows the name where it is offered. */
  says: string
  /** The types it is about; absent for all of them. */
  for?: Kind
}

/** In `responseJsonSchema`. All others are ignored: "the model ignores unsupported properties". */
export const taken: readonly Keyword[] = [
  { name: 'type', says: 'string, number, integer, boolean, object, array, null' },
  { name: 'description', says: 'what the model reads about it' },
  { name: 'title', says: 'a short name' },
  { name: 'enum', says: 'one of these' },
  { name: 'format', says: 'date-time, date, time, duration', for: 'string' },
  { name: 'minimum', says: 'the smallest number', for: 'number' },
  { name: 'maximum', says: 'the largest number', for: 'number' },
  { name: 'items', says: 'what each item is', for: 'array' },
  { name: 'prefixItems', says: 'what the first items are', for: 'array' },
  { name: 'minItems', says: 'the fewest items', for: 'array' },
  { name: 'maxItems', says: 'the most items', for: 'array' },
  { name: 'properties', says: 'fields by name', for: 'object' },
  { name: 'required', says: 'fields that must be there', for: 'object' },
  { name: 'propertyOrdering', says: 'the order of the fields in the answer', for: 'object' },
  { name: 'additionalProperties', says: 'whether other fields may come', for: 'object' },
  { name: 'anyOf', says: 'one of several schemas' },
  { name: 'oneOf', says: 'read as anyOf' },
  { name: '$ref', says: 'a schema of $defs' },
  { name: '$defs', says: 'schemas to refer to' },
  { name: '$id', says: 'the schema’s own address' },
  { name: '$anchor', says: 'a name to refer to' },
]

const takenNames = new Set(taken.map(({ name }) => name))

/** In `responseSchema`, the older subset of OpenAPI. */
const openApi = new Set(
  [
    'type format title description nullable enum items minItems maxItems properties required',
    'minProperties maxProperties minLength maxLength pattern example anyOf propertyOrdering default minimum maximum',
  ].flatMap((line) => line.split(' ')),
)

/** What a schema can hold without a rule in it: nothing is lost where the API passes over it. */
const remarks = new Set('$schema $comment default examples example deprecated readOnly writeOnly'.split(' '))

/** The rules of JSON Schema beyond the API's subset. An answer can break them, and Schema check sees that. */
const rulesBeyond = new Set(
  [
    'const multipleOf exclusiveMinimum exclusiveMaximum minLength maxLength pattern uniqueItems contains minContains',
    'maxContains minProperties maxProperties propertyNames patternProperties allOf not if then else dependentRequired',
    'dependentSchemas unevaluatedItems unevaluatedProperties contentEncoding contentMediaType definitions nullable',
  ].flatMap((line) => line.split(' ')),
)

export type Spelling = 'responseJsonSchema' | 'responseSchema'

/**
 * What the API makes of a keyword: `taken`; `ignored`, a rule that it passes over; `remark`, which rules nothing anyway;
 * `refused`, a field that the older spelling does not have; `unknown`, no keyword at all.
 */
export function fateOf(
  keyword: string,
  spelling: Spelling,
): 'taken' | 'ignored' | 'remark' | 'refused' | 'unknown' {
  if (spelling === 'responseSchema') return openApi.has(keyword) ? 'taken' : 'refused'
  if (takenNames.has(keyword)) return 'taken'
  if (remarks.has(keyword)) return 'remark'
  return rulesBeyond.has(keyword) ? 'ignored' : 'unknown'
}

export const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] as const

/** Named in the documentation; others are accepted and have no effect. */
export const formats = ['date-time', 'date', 'time', 'duration']
