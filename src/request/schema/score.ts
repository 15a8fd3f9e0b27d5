import { edited, isJson, placeText, stringsOf } from '../json.ts'
import { placeOfRef, placesIn } from './walk.ts'
import type { Edit, Json, JsonPath } from '../json.ts'
import type { Place } from './walk.ts'

/**
 * How complex a schema is for the API, which turns it into a machine of states and refuses one with too many:
 * `The specified schema produces a constraint that has too many states for serving.` No number is documented; what is
 * reported to lead there are bounds on numbers and lists, large enums, optional fields, long names and nesting. The
 * weights are our own estimate, the order of what to remove is the reported one.
 */

/** From here on a schema is worth a warning; what people report as refused lies above, what works below. */
export const HIGH_SCORE = 600

const numberOf = (value: unknown) => {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** A schema is followed through a reference that often: a cycle is unrolled to a limited degree. */
const ROUNDS = 2

/**
 * So many schemas are looked at. Each counts at least 1, so a schema of more is far beyond `HIGH_SCORE` however it goes
 * on, and a few definitions that refer to each other unroll into billions.
 */
const MOST_VISITS = 2000

/** One reckoning. */
interface Walk {
  root: Json
  left: number
}

function costOf(
  { schema, at }: Place,
  walk: Walk,
  depth: number,
  rounds: ReadonlyMap<string, number>,
): number {
  if (walk.left-- <= 0) return 1
  const ref = schema['$ref']
  if (typeof ref === 'string') {
    const seen = rounds.get(ref) ?? 0
    const target = seen < ROUNDS ? placeOfRef(walk.root, ref) : null
    return target ? costOf(target, walk, depth, new Map(rounds).set(ref, seen + 1)) : 1
  }
  if (depth > 30) return 1
  const inner = (value: unknown, ...steps: JsonPath) =>
    isJson(value) ? costOf({ schema: value, at: [...at, ...steps] }, walk, depth + 1, rounds) : 0
  const values = Array.isArray(schema['enum']) ? schema['enum'] : []
  let cost = 1 + values.reduce<number>((sum, value) => sum + 1 + String(value).length / 8, 0)
  for (const bound of ['minimum', 'maximum']) if (numberOf(schema[bound]) !== undefined) cost += 12
  for (const bound of ['minLength', 'maxLength']) cost += Math.min(numberOf(schema[bound]) ?? 0, 200) / 4
  if (typeof schema['pattern'] === 'string') cost += 20
  for (const key of ['anyOf', 'oneOf']) {
    const choices = schema[key]
    if (Array.isArray(choices))
      choices.forEach((choice, index) => {
        cost += 2 + inner(choice, key, index)
      })
  }
  const prefix = schema['prefixItems']
  if (Array.isArray(prefix))
    prefix.forEach((item, index) => {
      cost += inner(item, 'prefixItems', index)
    })
  const item = inner(schema['items'], 'items')
  // A bound unrolls the list: so many copies of its item.
  const copies = Math.max(1, numberOf(schema['minItems']) ?? 0, numberOf(schema['maxItems']) ?? 0)
  cost += item * Math.min(copies, 1000)
  const properties = isJson(schema['properties']) ? schema['properties'] : {}
  const names = Object.keys(properties)
  const required = new Set(stringsOf(schema['required']))
  const optional = names.filter((name) => !required.has(name)).length
  cost += names.reduce((sum, name) => sum + name.length / 8 + inner(properties[name], 'properties', name), 0)
  // Each may come or not, after each of those before it.
  cost += (optional * (optional + 1)) / 2
  cost += inner(schema['additionalProperties'], 'additionalProperties')
  return cost + depth
}

/** @returns about how many states, a whole number; comparable with `HIGH_SCORE` alone */
export const scoreOf = (root: Json): number =>
  Math.round(costOf({ schema: root, at: [] }, { root, left: MOST_VISITS }, 0, new Map()))

/** A rule whose removal makes a schema simpler. */
export interface Removable {
  at: JsonPath
  /** `lines.maxItems 40` */
  says: string
  /** What the score loses. */
  saves: number
  /** In the order in which they are best tried. */
  kind: 'bound' | 'enum' | 'optional'
  edits: Edit[]
}

const order = ['bound', 'enum', 'optional']
const bounds = ['maxItems', 'minItems', 'maximum', 'minimum', 'maxLength', 'minLength', 'pattern']

/** Each is a reckoning of its own; what follows is found once the first are gone. */
const MOST_TRIED = 100

/** Where a place is in the answer: `lines[].net`. '' for the root. */
export function fieldPath(at: JsonPath): string {
  let path = ''
  for (let index = 0; index < at.length; index++) {
    const step = at[index]
    if (step === 'properties' && typeof at[index + 1] === 'string')
      path = placeText([String(at[++index])], path)
    else if (step === 'items') path += '[]'
    else if (step === '$defs' || step === 'anyOf' || step === 'oneOf' || step === 'prefixItems')
      path = placeText([step, at[++index] ?? ''], path)
    else if (step !== undefined) path = placeText([step], path)
  }
  return path
}

/** What can go, in the order in which it is best tried, the most gained first within a kind. */
export function removableIn(root: Json, whole = scoreOf(root)): Removable[] {
  const found: Omit<Removable, 'saves'>[] = []
  for (const { schema, at } of placesIn(root)) {
    const path = fieldPath(at)
    for (const bound of bounds)
      if (schema[bound] !== undefined)
        found.push({
          at: [...at, bound],
          says: `${path && `${path}.`}${bound} ${String(schema[bound])}`,
          kind: 'bound',
          edits: [{ at: [...at, bound] }],
        })
    const values = Array.isArray(schema['enum']) ? schema['enum'] : []
    if (values.length > 20)
      found.push({
        at: [...at, 'enum'],
        says: `${path && `${path}.`}enum of ${values.length}`,
        kind: 'enum',
        edits: [{ at: [...at, 'enum'] }],
      })
    const names = isJson(schema['properties']) ? Object.keys(schema['properties']) : []
    const required = stringsOf(schema['required'])
    const optional = names.filter((name) => !required.includes(name))
    if (optional.length > 3)
      found.push({
        at: [...at, 'required'],
        says: `${optional.length} optional fields${path && ` of ${path}`}`,
        kind: 'optional',
        edits: [{ at: [...at, 'required'], value: names }],
      })
  }
  return found
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .slice(0, MOST_TRIED)
    .map((one) => Object.assign(one, { saves: whole - scoreOf(without(root, one.edits)) }))
    .filter(({ saves }) => saves > 0)
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.saves - a.saves)
}

function without(root: Json, edits: readonly Edit[]): Json {
  const next = edited(root, edits)
  return isJson(next) ? next : {}
}
