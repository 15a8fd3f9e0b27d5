/** Two JSON values, place by place. */
import { isJson, placeText } from '../../request/json.ts'
import type { Json } from '../../request/json.ts'

/** What stands at a place: a value without places of its own. */
export type Leaf = string | number | boolean | null

export interface PathRow {
  /** As the API's own pages write it: `contents[0].parts[0].text`. */
  path: string
  /** Seen from the first value to the second. */
  sign: 'same' | 'changed' | 'added' | 'removed'
  /** Absent where it stands in the second alone. */
  first?: Leaf
  /** Absent where it stands in the first alone. */
  second?: Leaf
}

type Lists = { first: readonly unknown[]; second: readonly unknown[] }

/** What the API tells the entries of a list apart by: functions by name, safety settings by category. */
const NAMES = ['name', 'category'] as const

/** Names of the entries of a list, where each has one of its own. */
function namesOf(list: readonly unknown[]): string[] | null {
  for (const field of NAMES) {
    const names = list.map((entry) => (isJson(entry) ? entry[field] : undefined))
    const own = names.filter((name) => typeof name === 'string')
    if (own.length === list.length && new Set(own).size === own.length) return own
  }
  return null
}

/** Places of a list: by name where both lists have them, so that a new entry in the midst changes no other. */
function keysOf({ first, second }: Lists): [(string | number)[], (string | number)[]] {
  const names = [namesOf(first), namesOf(second)] as const
  return names[0] && names[1] && first.length + second.length > 0
    ? [names[0], names[1]]
    : [[...first.keys()], [...second.keys()]]
}

const byKey = (keys: readonly (string | number)[], list: readonly unknown[]) =>
  new Map(keys.map((key, at) => [key, list[at]]))

/** A field of the object's own: every object has a `constructor` somewhere. */
const fieldOf = (object: Json, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined

type Place = [path: string, first: unknown, second: unknown]

/** The places right below two values of one kind. */
function placesIn(path: string, first: unknown, second: unknown): Place[] | null {
  const [one, other] = [first, second].map((value) => (value === undefined ? null : value))
  if ([one, other].every((value) => value === null || Array.isArray(value)) && (one ?? other) !== null) {
    const lists = { first: (one ?? []) as unknown[], second: (other ?? []) as unknown[] }
    if (lists.first.length + lists.second.length === 0) return null
    const [keys, others] = keysOf(lists)
    const [before, after] = [byKey(keys, lists.first), byKey(others, lists.second)]
    return [...new Set([...keys, ...others])].map((key) => [
      `${path}[${key}]`,
      before.get(key),
      after.get(key),
    ])
  }
  if (![one, other].every((value) => value === null || isJson(value)) || (one ?? other) === null) return null
  const [a, b] = [one ?? {}, other ?? {}] as Json[]
  const keys = [...new Set([...Object.keys(a!), ...Object.keys(b!)])]
  return keys.length === 0
    ? null
    : keys.map((key) => [placeText([key], path), fieldOf(a!, key), fieldOf(b!, key)])
}

const leafOf = (value: unknown): Leaf =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Leaf)

/** Every place of two JSON values and how it differs, in the order of the first, then of what the second adds. */
export function comparePaths(first: unknown, second: unknown): PathRow[] {
  const rows: PathRow[] = []
  const next: Place[] = [['', first, second]]
  for (let place = next.pop(); place; place = next.pop()) {
    const [path, a, b] = place
    const places = a === null || b === null ? null : placesIn(path, a, b)
    if (places) for (const one of places.toReversed()) next.push(one)
    else if (a === undefined) rows.push({ path, sign: 'added', second: leafOf(b) })
    else if (b === undefined) rows.push({ path, sign: 'removed', first: leafOf(a) })
    else {
      const [before, after] = [leafOf(a), leafOf(b)]
      rows.push({ path, sign: before === after ? 'same' : 'changed', first: before, second: after })
    }
  }
  return rows
}
