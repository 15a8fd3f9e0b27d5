import { Validator } from '@cfworker/json-schema'
import { isJson, placeText, stringsOf, valueAt } from '../../request/json.ts'
import { stepsOf } from '../../request/jsonPointer.ts'
import { asJsonSchema } from '../../request/schema/spellings.ts'
import { placeOfRef } from '../../request/schema/walk.ts'
import { lineAndColumn, pathOf, readWhole } from '../../request/jsonReader.ts'
import { words as sentences } from './words.ts'
import type { OutputUnit, Schema } from '@cfworker/json-schema'
import type { Step } from '../../request/json.ts'
import type { JsonNode } from '../../request/jsonReader.ts'
import type { AskedFormat } from './asked.ts'

/** Where an answer is not what was asked for. */
export interface Place {
  path: readonly Step[]
  /** `$.lines[1].net` */
  where: string
  /** What came, the value included. */
  is: string
  /** The same where the value stands beside it; '' where that says it all. */
  short: string
  /** What was asked for; follows "the schema says". */
  asked: string
  /** Fields that it lacks; absent where it lacks none. */
  missing?: readonly string[]
}

export type Checked =
  | { state: 'Valid'; says: string }
  | { state: 'Not valid'; places: Place[] }
  /** @property path of the value in which it stopped */
  | { state: 'Not JSON'; says: string; path: readonly Step[] }

/** A pointer into a value as its keys: those of lists are numbers. */
function stepsIn(root: unknown, location: string): Step[] {
  let value = root
  return stepsOf(location).map((step) => {
    const key = Array.isArray(value) ? Number(step) : step
    value = valueAt(value, [key])
    return key
  })
}

const MOST_SHOWN = 60

const shown = (value: unknown) => {
  const text = JSON.stringify(value)
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** With the value itself, where it is one that fits into a sentence. */
function kindAndValue(value: unknown): string {
  if (typeof value === 'boolean') return `the boolean ${String(value)}`
  return typeof value === 'object' ? kindOf(value) : `${kindOf(value)}, ${shown(value)}`
}

const listed = (values: readonly unknown[]) => values.map(String).join(', ')

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`

/** Follows "the schema says", by keyword. */
const limits: Readonly<Record<string, (rule: number | string) => string>> = {
  minimum: (rule) => `at least ${rule}`,
  maximum: (rule) => `at most ${rule}`,
  exclusiveMinimum: (rule) => `more than ${rule}`,
  exclusiveMaximum: (rule) => `less than ${rule}`,
  multipleOf: (rule) => `a multiple of ${rule}`,
  minLength: (rule) => `at least ${counted(Number(rule), 'character')}`,
  maxLength: (rule) => `at most ${counted(Number(rule), 'character')}`,
  minItems: (rule) => `at least ${counted(Number(rule), 'item')}`,
  maxItems: (rule) => `at most ${counted(Number(rule), 'item')}`,
  minProperties: (rule) => `at least ${counted(Number(rule), 'field')}`,
  maxProperties: (rule) => `at most ${counted(Number(rule), 'field')}`,
  pattern: (rule) => `a text like ${rule}`,
  format: (rule) => `a text of the format ${rule}`,
}

const has = (what: string) => ({ is: `has ${what}`, short: `has ${what}` })

/** What came and what was asked for, by the keyword that found it. */
function words({ keyword, error }: OutputUnit, value: unknown, rule: unknown): Omit<Place, 'path' | 'where'> {
  // What the row of the value shows already is not said there again.
  const came = { is: `is ${kindAndValue(value)}`, short: kindOf(value) }
  const itself = { is: `is ${shown(value)}`, short: '' }
  switch (keyword) {
    case 'type':
      return { ...came, asked: Array.isArray(rule) ? rule.join(' or ') : String(rule) }
    case 'enum':
      return { ...itself, asked: `one of ${Array.isArray(rule) ? listed(rule) : shown(rule)}` }
    case 'const':
      return { ...itself, asked: shown(rule) }
    case 'required': {
      const missing = isJson(value) ? stringsOf(rule).filter((name) => !Object.hasOwn(value, name)) : []
      const asked = `${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} required`
      return { ...has(`no ${listed(missing)}`), asked, missing }
    }
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'false':
      return { is: 'is an extra field', short: 'an extra field', asked: 'no other fields' }
    case 'anyOf':
      return { ...came, asked: 'one of several schemas' }
    case 'oneOf':
      return { ...came, asked: 'exactly one of several schemas' }
    case 'uniqueItems':
      return { ...has('an item twice'), asked: 'each item once' }
  }
  const limit = limits[keyword]
  if (limit && (typeof rule === 'number' || typeof rule === 'string')) {
    const asked = limit(rule)
    if (Array.isArray(value)) return { ...has(counted(value.length, 'item')), asked }
    return isJson(value) ? { ...has(counted(Object.keys(value).length, 'field')), asked } : { ...came, asked }
  }
  const is = `does not match: ${error.replace(/\.$/, '')}`
  return { is, short: is, asked: keyword }
}

/** Keywords that only pass on what was found inside. */
const passing = new Set([
  'properties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
])
const choices = new Set(['anyOf', 'oneOf', 'not', 'if'])

/** The locations above one. */
function above(location: string): string[] {
  const found: string[] = []
  for (let end = location.lastIndexOf('/'); end >= 0; end = location.lastIndexOf('/', end - 1)) {
    found.push(location.slice(0, end))
    if (end === 0) break
  }
  return found
}

/** Of all that the validator says, what tells the reader something: the innermost, and of choices the choice alone. */
function telling(errors: readonly OutputUnit[]): OutputUnit[] {
  const chosen = new Set<string>()
  const told = new Set<string>()
  const holding = new Set<string>()
  for (const { keyword, keywordLocation, instanceLocation } of errors) {
    if (choices.has(keyword)) chosen.add(keywordLocation)
    if (!passing.has(keyword)) told.add(instanceLocation)
    for (const location of above(instanceLocation)) holding.add(location)
  }
  return errors.filter(({ keyword, keywordLocation, instanceLocation }) => {
    if (above(keywordLocation).some((location) => chosen.has(location))) return false
    return !passing.has(keyword) || !(told.has(instanceLocation) || holding.has(instanceLocation))
  })
}

/** The value of the keyword that said it; a location goes through references. */
function ruleAt(root: Schema, location: string): unknown {
  return stepsOf(location).reduce<unknown>((value, step) => {
    const next = valueAt(value, [Array.isArray(value) ? Number(step) : step])
    return step === '$ref' && typeof next === 'string' ? placeOfRef(root, next)?.schema : next
  }, root)
}

/** Where a value is not what a schema asks for. @throws where the schema cannot be used */
export function placesOf(value: unknown, schema: Schema): Place[] {
  const { errors } = new Validator(schema, '2020-12', false).validate(value)
  const seen = new Set<string>()
  return telling(errors).flatMap((error): Place[] => {
    const path = stepsIn(value, error.instanceLocation)
    const rule = ruleAt(schema, error.keywordLocation)
    const where = placeText(path, '$')
    const said = words(error, valueAt(value, path), rule)
    const key = `${where} ${said.is} ${said.asked}`
    if (seen.has(key)) return []
    seen.add(key)
    return [{ path, where, ...said }]
  })
}

const lastOf = (node: JsonNode): JsonNode => {
  const last = node.children.at(-1)
  return last && !node.closed ? lastOf(last) : node
}

/**
 * Whether an answer is what its schema asks for, keywords that the API ignores included.
 * @param reason for which the server ended it
 * @returns null where the answer goes on in another request: half of it can be neither right nor wrong
 */
export function checkAnswer(
  text: string,
  { mimeType, schema }: AskedFormat,
  reason: string | undefined,
): Checked | null {
  if (reason === 'CONTINUATION') return null
  if (mimeType === 'text/x.enum') {
    const values = Array.isArray(schema?.['enum']) ? (schema['enum'] as unknown[]) : []
    const came = text.trim()
    return values.includes(came)
      ? { state: 'Valid', says: `one of ${values.length}` }
      : {
          state: 'Not valid',
          places: [
            {
              path: [],
              where: 'The answer',
              is: `is ${shown(came)}`,
              short: '',
              asked: `one of ${listed(values)}`,
            },
          ],
        }
  }
  const { fault, root } = readWhole(text)
  if (fault) {
    const { line, column } = lineAndColumn(text, fault.at)
    const at = `line ${line}, column ${column}`
    return {
      state: 'Not JSON',
      says: reason === 'MAX_TOKENS' ? sentences.cutAt(at, fault.says) : sentences.stopsAt(at, fault.says),
      path: root ? pathOf(lastOf(root)) : [],
    }
  }
  if (!schema) return { state: 'Valid', says: sentences.noSchema }
  try {
    const places = placesOf(JSON.parse(text), asJsonSchema(schema))
    return places.length > 0 ? { state: 'Not valid', places } : { state: 'Valid', says: sentences.fits }
  } catch (error) {
    return {
      state: 'Valid',
      says: sentences.unchecked(error instanceof Error ? error.message : String(error)),
    }
  }
}
