import { DISCOVERY, GUIDE, OBSERVED, quoted, SDK } from './finding.ts'
import { isJson, placeText, stringsOf } from '../json.ts'
import { fateOf, formats, types } from './keywords.ts'
import { HIGH_SCORE, removableIn, scoreOf } from './score.ts'
import { cycle, reference } from './references.ts'
import { withNull } from './spellings.ts'
import { placesIn } from './walk.ts'
import type { Rule, SchemaFinding } from './finding.ts'
import type { Json } from '../json.ts'
import type { Spelling } from './keywords.ts'

const keywords: Rule = ({ schema, at }, _root, spelling) =>
  Object.keys(schema).flatMap((key): SchemaFinding[] => {
    const here = [...at, key]
    // Those have a rule of their own.
    if (key === 'const' || (key === 'nullable' && spelling === 'responseJsonSchema')) return []
    const fate = fateOf(key, spelling)
    if (fate === 'taken') return []
    const fix = { title: `remove ${key}`, edits: [{ at: here }] }
    if (fate === 'refused')
      return [
        {
          severity: 'error',
          at: here,
          says: `responseSchema has no field “${key}”.`,
          source: DISCOVERY,
          fix,
        },
      ]
    const says = {
      ignored: `The API ignores “${key}”: an answer may break it, and Schema check says so.`,
      remark: `The API ignores “${key}”.`,
      unknown: `“${key}” is no keyword of JSON Schema; the API ignores it.`,
    }[fate]
    return [{ severity: fate === 'remark' ? 'note' : 'warning', at: here, says, source: DISCOVERY, fix }]
  })

const constant: Rule = ({ schema, at }, _root, spelling) => {
  if (!Object.hasOwn(schema, 'const')) return []
  const value = schema['const']
  const here = [...at, 'const']
  const fix = {
    title: 'write const as an enum of one value',
    edits: [{ at: [...at, 'enum'], value: [value] }, { at: here }],
  }
  const refused = spelling === 'responseSchema'
  return [
    {
      severity: refused ? 'error' : 'warning',
      at: here,
      says: `${refused ? 'responseSchema has no field “const”' : 'The API ignores “const”'}; an enum of one value says the same.`,
      source: refused ? DISCOVERY : SDK,
      fix,
    },
  ]
}

const nullable: Rule = ({ schema, at }, _root, spelling) => {
  const type = schema['type']
  if (spelling === 'responseSchema') {
    if (!Array.isArray(type)) return []
    const others = stringsOf(type).filter((one) => one.toLowerCase() !== 'null')
    const fix = {
      title: 'write it as nullable',
      edits: [
        { at: [...at, 'type'], value: others[0]?.toUpperCase() ?? 'STRING' },
        { at: [...at, 'nullable'], value: true },
      ],
    }
    return [
      {
        severity: 'error',
        at: [...at, 'type'],
        says: 'responseSchema takes one type, not a list.',
        source: DISCOVERY,
        ...(others.length === 1 && { fix }),
      },
    ]
  }
  if (!Object.hasOwn(schema, 'nullable')) return []
  const here = [...at, 'nullable']
  const { nullable: written, ...plain } = schema
  const next = written === true ? withNull(plain) : plain
  const fix = {
    title: 'write nullable as a type',
    edits: Object.keys({ ...next, ...schema })
      .filter((key) => next[key] !== schema[key])
      .map((key) => ({ at: [...at, key], value: next[key] })),
  }
  return [
    {
      severity: 'warning',
      at: here,
      says: '“nullable” belongs to responseSchema; in JSON Schema the type is a list with "null".',
      source: GUIDE,
      fix,
    },
  ]
}

const asked: Partial<Record<string, string>> = {
  float: 'number',
  double: 'number',
  decimal: 'number',
  int: 'integer',
  int32: 'integer',
  int64: 'integer',
  long: 'integer',
  bool: 'boolean',
  text: 'string',
  str: 'string',
  date: 'string',
  datetime: 'string',
  enum: 'string',
  list: 'array',
  dict: 'object',
  map: 'object',
}

const knownTypes: readonly string[] = types

/** A word for a type as JSON Schema has it; null where nobody can tell. */
const mend = (word: unknown): string | null => {
  const lower = String(word).toLowerCase()
  return knownTypes.includes(lower) ? lower : (asked[lower] ?? null)
}

const typeWords: Rule = ({ schema, at }, _root, spelling) => {
  const { type } = schema as { type?: unknown }
  if (type === undefined) return []
  const here = [...at, 'type']
  const words = [type].flat()
  if (words.length > 0 && words.every((word) => typeof word === 'string' && knownTypes.includes(word)))
    return []
  const wrong = words.find((word) => typeof word !== 'string' || !knownTypes.includes(word.toLowerCase()))
  const mended = words.map(mend)
  const value = Array.isArray(type) ? mended : mended[0]
  const fix =
    words.length > 0 && mended.every((word) => word !== null)
      ? { fix: { title: `write ${quoted(value)}`, edits: [{ at: here, value }] } }
      : {}
  if (words.length === 0 || wrong !== undefined)
    return [
      {
        severity: 'error',
        at: here,
        says: `${wrong === undefined ? 'An empty list' : quoted(wrong)} is no type: it may be ${types.join(', ')}.`,
        source: GUIDE,
        ...fix,
      },
    ]
  // In the older spelling capitals are the API's own.
  if (spelling === 'responseSchema') return []
  return [
    {
      severity: 'warning',
      at: here,
      says: 'Types of JSON Schema are in lower case; capitals belong to responseSchema.',
      source: GUIDE,
      ...fix,
    },
  ]
}

const values: Rule = ({ schema, at }, _root, spelling) => {
  const list = schema['enum']
  if (list === undefined) return []
  const here = [...at, 'enum']
  const source = DISCOVERY
  if (!Array.isArray(list) || list.length === 0)
    return [{ severity: 'error', at: here, says: 'An enum is a list of at least one value.', source }]
  const odd = list.find(
    (one) => typeof one !== 'string' && (spelling === 'responseSchema' || typeof one !== 'number'),
  )
  if (odd === undefined) return []
  if (spelling === 'responseSchema')
    return [
      {
        severity: 'error',
        at: here,
        says: `The values of an enum are strings in responseSchema, and ${quoted(odd)} is none.`,
        source,
        fix: { title: 'write them as strings', edits: [{ at: here, value: list.map(String) }] },
      },
    ]
  // `null` beside a type with "null" is what JSON Schema asks for.
  if (odd === null) return []
  return [
    {
      severity: 'warning',
      at: here,
      says: `An enum is of strings or numbers; ${quoted(odd)} is neither.`,
      source,
    },
  ]
}

const names: Rule = ({ schema, at }, _root, spelling) => {
  const properties = schema['properties']
  if (properties !== undefined && !isJson(properties))
    return [
      {
        severity: 'error',
        at: [...at, 'properties'],
        says: 'properties is an object of schemas, by name.',
        source: DISCOVERY,
      },
    ]
  return ['required', 'propertyOrdering'].flatMap((key): SchemaFinding[] => {
    const list = schema[key]
    if (list === undefined) return []
    const here = [...at, key]
    if (!Array.isArray(list) || list.some((one) => typeof one !== 'string'))
      return [{ severity: 'error', at: here, says: `${key} is a list of names.`, source: DISCOVERY }]
    const known = stringsOf(list).filter((name) => isJson(properties) && Object.hasOwn(properties, name))
    if (known.length === list.length) return []
    const lost = stringsOf(list).filter((name) => !known.includes(name))
    return [
      {
        // Observed for responseSchema: `required[0]: property is not defined`.
        severity: spelling === 'responseSchema' && key === 'required' ? 'error' : 'warning',
        at: here,
        says: `${key} names ${lost.join(', ')}, which properties does not have.`,
        source: OBSERVED,
        fix: {
          title: `take ${lost.join(', ')} out of ${key}`,
          edits: [{ at: here, ...(known.length > 0 && { value: known }) }],
        },
      },
    ]
  })
}

const shapes: Rule = ({ schema, at }, _root, spelling) => {
  const type = new Set([schema['type']].flat().map((one) => String(one).toLowerCase()))
  if (type.has('array') && schema['items'] === undefined && schema['prefixItems'] === undefined) {
    const value = { type: spelling === 'responseSchema' ? 'STRING' : 'string' }
    return [
      {
        // Observed for responseSchema: `items: missing field`.
        severity: spelling === 'responseSchema' ? 'error' : 'warning',
        at: [...at, 'type'],
        says: 'A list without items: what each item is stays open.',
        source: OBSERVED,
        fix: { title: 'add items of string', edits: [{ at: [...at, 'items'], value }] },
      },
    ]
  }
  const properties = schema['properties']
  if (
    spelling === 'responseSchema' &&
    type.has('object') &&
    (!isJson(properties) || Object.keys(properties).length === 0)
  )
    return [
      {
        severity: 'error',
        at: [...at, 'properties'],
        says: 'An object of responseSchema has at least one property.',
        source: OBSERVED,
      },
    ]
  const format = schema['format']
  if (type.has('string') && typeof format === 'string' && !formats.includes(format) && format !== 'enum')
    return [
      {
        severity: 'note',
        at: [...at, 'format'],
        says: `The format “${format}” has no effect: those that have are ${formats.join(', ')}.`,
        source: DISCOVERY,
      },
    ]
  return []
}

const rules: readonly Rule[] = [
  keywords,
  constant,
  nullable,
  typeWords,
  reference,
  cycle,
  values,
  names,
  shapes,
]

/** Most names in a sentence. */
const NAMED = 3

function complexity(root: Json): SchemaFinding[] {
  const score = scoreOf(root)
  if (score < HIGH_SCORE) return []
  const removable = removableIn(root, score)
  const named = removable.slice(0, NAMED).map(({ says }) => says)
  const bounds = removable.filter(({ kind }) => kind === 'bound')
  const edits = (bounds.length > 0 ? bounds : removable.slice(0, 1)).flatMap((one) => one.edits)
  const what =
    bounds.length > 0
      ? `remove ${bounds.length === 1 ? '1 bound' : `${bounds.length} bounds`}`
      : `leave out ${named[0] ?? ''}`
  return [
    {
      severity: 'warning',
      at: [],
      says: `The API may refuse it for too many states (about ${score.toLocaleString('en')}; worth a look from ${HIGH_SCORE} on).${
        named.length > 0
          ? ` What can go first: ${named.join(', ')}.`
          : ' Make it flatter, or ask for less at once.'
      }`,
      source: OBSERVED,
      ...(edits.length > 0 && { fix: { title: what, edits } }),
    },
  ]
}

/** A schema that was typed or pasted may be as long as a book; what follows is found when the first are mended. */
const MOST = 100

/**
 * Everything that the API ignores or refuses in one schema.
 * @param schema as it is sent, parsed
 * @param spelling the field that it is sent in
 */
export function lintSchema(schema: unknown, spelling: Spelling = 'responseJsonSchema'): SchemaFinding[] {
  if (!isJson(schema))
    return [{ severity: 'error', at: [], says: 'A schema is a JSON object, in braces.', source: DISCOVERY }]
  const found = placesIn(schema).flatMap((place) => rules.flatMap((rule) => rule(place, schema, spelling)))
  return [...found.slice(0, MOST), ...complexity(schema)]
}

/** A finding's place on the wire: `generationConfig.responseJsonSchema.properties.lines.maxItems`. */
export const wirePath = ({ at }: SchemaFinding, spelling: Spelling): string =>
  placeText(at, `generationConfig.${spelling}`)
