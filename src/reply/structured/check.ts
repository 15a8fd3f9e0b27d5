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
  /** The same where the value stands beside it. */
  short: string
  /** What was asked for. */
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
  if (typeof value === 'object') return 'an object'
  return typeof value === 'boolean' ? `the boolean ${String(value)}` : `a ${typeof value}, ${shown(value)}`
}

const listed = (values: readonly unknown[]) => values.map(String).join(', ')

/** What came and what was asked for, by the keyword that found it. */
function words(
  { keyword, error }: OutputUnit,
  value: unknown,
  rule: unknown,
): Pick<Place, 'is' | 'asked' | 'missing'> {
  switch (keyword) {
    case 'type':
      return { is: `is ${kindOf(value)}`, asked: Array.isArray(rule) ? rule.join(' or ') : String(rule) }
    case 'enum':
      return { is: `is ${shown(value)}`, asked: `one of ${Array.isArray(rule) ? listed(rule) : shown(rule)}` }
    case 'const':
      return { is: `is ${shown(value)}`, asked: shown(rule) }
    case 'required': {
      const missing = isJson(value) ? stringsOf(rule).filter((name) => !Object.hasOwn(value, name)) : []
      return { is: `has no ${listed(missing)}`, asked: `${listed(missing)} required`, missing }
    }
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'false':
      return { is: 'is an extra field', asked: 'only the fields it names' }
    case 'anyOf':
    case 'oneOf':
      return {
        is: `is ${kindOf(value)}`,
        asked: keyword === 'oneOf' ? 'exactly one of several schemas' : 'one of several schemas',
      }
    case 'minItems':
    case 'maxItems':
      return {
        is: `has ${Array.isArray(value) ? value.length : 0} items`,
        asked: `${keyword} ${shown(rule)}`,
      }
    default:
      return typeof rule === 'object' || rule === undefined
        ? { is: `does not match: ${error.replace(/\.$/, '')}`, asked: keyword }
        : { is: `is ${kindOf(value)}`, asked: `${keyword} ${shown(rule)}` }
  }
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

/** Of all that the validator says, what tells the reader something: the innermost, and of choices the choice alone. */
function telling(errors: readonly OutputUnit[]): OutputUnit[] {
  return errors.filter((one) => {
    const inChoice = errors.some(
      (other) =>
        other !== one &&
        choices.has(other.keyword) &&
        one.keywordLocation.startsWith(`${other.keywordLocation}/`),
    )
    if (inChoice) return false
    return (
      !passing.has(one.keyword) ||
      !errors.some(
        (other) =>
          other !== one &&
          (other.instanceLocation === one.instanceLocation
            ? !passing.has(other.keyword)
            : other.instanceLocation.startsWith(`${one.instanceLocation}/`)),
      )
    )
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
    const { is, asked, missing } = words(error, valueAt(value, path), rule)
    const short = is.replace(/^is (?=an? )|, [^]*$/g, '')
    const key = `${where} ${is} ${asked}`
    if (seen.has(key)) return []
    seen.add(key)
    return [{ path, where, is, short, asked, ...(missing && { missing }) }]
  })
}

const lastOf = (node: JsonNode): JsonNode => {
  const last = node.children.at(-1)
  return last && !node.closed ? lastOf(last) : node
}

/**
 * Whether an answer is what its schema asks for, keywords that the API ignores included.
 * @param text the whole answer
 * @param cut whether it ended for want of tokens
 */
export function checkAnswer(text: string, { mimeType, schema }: AskedFormat, cut: boolean): Checked {
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
      says: cut ? sentences.cutAt(at, fault.says) : sentences.stopsAt(at, fault.says),
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
