/** Values that fit a schema: from the prompt where it holds them, else plain stand-ins that nobody takes for an answer. */
import type { Schema } from '../ask.ts'
import { given } from './skill.ts'
import { flagIn, numberIn, records, textIn, toldList } from './extract.ts'
import { matching } from './pattern.ts'

export interface Source {
  /** Where values are looked for. */
  prompt: string
  root: Schema
  /** Nothing but this is asked for, so that a list may be all that the prompt lists; true unless said. */
  alone?: boolean
}

interface Place extends Source {
  /** How far down; recursive schemas end somewhere. */
  depth: number
  /** Makes the stand-ins of one list different. */
  copy: number
  alone: boolean
}

interface Value {
  value: unknown
  /** How many of the values inside were found in the prompt. */
  found: number
}

/** Stands where the prompt says nothing. */
const missing = 'not given'

const none = (value: unknown): Value => ({ value, found: 0 })
const some = (value: unknown): Value => ({ value, found: 1 })

const typeOf = (schema: Schema): string => {
  const types = [
    schema.type ?? (schema.properties ? 'object' : (schema.items ?? schema.prefixItems) ? 'array' : 'string'),
  ].flat()
  return (types.find((type) => type.toLowerCase() !== 'null') ?? 'null').toLowerCase()
}

const isNullable = (schema: Schema) =>
  schema.nullable === true || [schema.type ?? ''].flat().some((type) => type.toLowerCase() === 'null')

/** The schema itself: references followed, parts of `allOf` laid over each other. */
function resolve(schema: Schema, root: Schema, hops = 0): Schema {
  const path = schema.$ref?.replace(/^#\/?/, '').split('/').filter(Boolean)
  if (path && hops < 20) {
    let found: unknown = root
    for (const key of path)
      found = (found as Record<string, unknown> | undefined)?.[
        decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
      ]
    const { $ref: _, ...beside } = schema
    return resolve({ ...(found as Schema | undefined), ...beside }, root, hops + 1)
  }
  if (!schema.allOf) return schema
  const { allOf, ...own } = schema
  const parts = [own, ...allOf.map((part) => resolve(part, root, hops + 1))]
  const merged: Schema = Object.assign({}, ...parts)
  if (parts.some(({ properties }) => properties))
    merged.properties = Object.assign({}, ...parts.map(({ properties }) => properties))
  if (parts.some(({ required }) => required))
    merged.required = parts.flatMap(({ required }) => required ?? [])
  return merged
}

const formats: Record<string, string> = {
  'date-time': '1970-01-01T00:00:00Z',
  date: '1970-01-01',
  time: '00:00:00Z',
  duration: 'PT0S',
  email: 'not-given@example.com',
  uri: 'https://example.com/not-given',
  uuid: '00000000-0000-4000-8000-000000000000',
  ipv4: '192.0.2.0',
  ipv6: '2001:db8::',
  hostname: 'example.com',
}

function fitText(text: string, schema: Schema): string | undefined {
  const length = Array.from(text).length
  if (length < Number(schema.minLength ?? 0) || length > Number(schema.maxLength ?? Infinity))
    return undefined
  return schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text) ? text : undefined
}

function byPattern(prompt: string, pattern: string): string | undefined {
  try {
    return new RegExp(pattern.replace(/^\^|\$$/g, ''), 'u').exec(prompt)?.[0]
  } catch {
    return undefined
  }
}

function textFor(name: string, schema: Schema, { prompt, copy }: Place): Value {
  const length = { least: Number(schema.minLength ?? 0), most: Number(schema.maxLength ?? Infinity) }
  let said: string | undefined
  try {
    const found = (schema.pattern && byPattern(prompt, schema.pattern)) ?? textIn(prompt, name, schema)
    said = found === undefined ? undefined : fitText(Array.from(found).slice(0, length.most).join(''), schema)
  } catch {
    said = undefined
  }
  if (said !== undefined) return some(said)
  const shaped = schema.pattern ? matching(schema.pattern) : schema.format && formats[schema.format]
  const plain = copy > 0 ? `${missing} ${copy + 1}` : missing
  return none(shaped || Array.from(plain.padEnd(length.least, '.')).slice(0, length.most).join(''))
}

function numberFor(name: string, schema: Schema, { prompt, copy }: Place, whole: boolean): Value {
  const step = schema.multipleOf ?? (whole ? 1 : undefined)
  const low = schema.minimum ?? -Infinity
  const high = schema.maximum ?? Infinity
  const fits = (value: number) =>
    value >= low &&
    value <= high &&
    value > (schema.exclusiveMinimum ?? -Infinity) &&
    value < (schema.exclusiveMaximum ?? Infinity) &&
    (step === undefined || Math.abs(value / step - Math.round(value / step)) < 1e-9)
  const said = numberIn(prompt, name)
  if (said !== undefined && fits(said)) return some(said)
  const base = Math.max(0, low, schema.exclusiveMinimum ?? -Infinity)
  const start =
    base > Math.min(high, schema.exclusiveMaximum ?? Infinity) || base === schema.exclusiveMaximum
      ? Math.min(high, schema.exclusiveMaximum ?? Infinity)
      : base
  const grid = step ?? 1
  const near = Math.ceil(start / grid) * grid
  const middle =
    (Math.max(low, schema.exclusiveMinimum ?? -1e9) + Math.min(high, schema.exclusiveMaximum ?? 1e9)) / 2
  const tried = [
    near + copy * grid,
    near,
    start,
    near + grid,
    near - grid,
    Math.floor(start / grid) * grid,
    middle,
  ]
  return none(tried.find(fits) ?? near)
}

function objectFor(schema: Schema, place: Place): Value {
  const properties = schema.properties ?? {}
  const required = new Set(schema.required ?? [])
  const names = [...new Set([...(schema.propertyOrdering ?? []), ...Object.keys(properties)])]
  const entries: [string, unknown][] = []
  let found = 0
  for (const name of names) {
    const inner = Object.hasOwn(properties, name) ? properties[name] : undefined
    // Far down only what must be there.
    if (!inner || (place.depth > 4 && !required.has(name))) continue
    const one = find(inner, { ...place, alone: place.alone && names.length === 1 }, name)
    entries.push([name, one.value])
    found += one.found
  }
  const more =
    typeof schema.additionalProperties === 'object' ? schema.additionalProperties : { type: 'string' }
  for (const name of required) if (!names.includes(name)) entries.push([name, find(more, place, name).value])
  for (let at = 1; entries.length < Number(schema.minProperties ?? 0); at++)
    entries.push([`field ${at}`, find(more, place).value])
  return { value: Object.fromEntries(entries), found }
}

/** Lists of what the prompt names one after another; of the ways to part it, the one that fills most. */
function listFor(schema: Schema, place: Place, name: string): Value {
  const item = resolve(schema.items ?? {}, place.root)
  const least = Number(schema.minItems ?? 0)
  const most = Number(schema.maxItems ?? Infinity)
  const listed = toldList(place.prompt, name) ?? given(place.prompt)?.text ?? place.prompt
  const plain = place.alone || toldList(place.prompt, name) !== undefined
  let best: Value[] = []
  const score = (list: readonly Value[]) =>
    list.reduce((sum, { found }) => sum + found, 0) - list.filter(({ found }) => found === 0).length
  if (place.depth <= 4)
    for (const parts of records(listed)) {
      const list = parts.map((prompt) => entry(item, { ...place, prompt }, name, plain && parts.length > 1))
      const kept = list.filter(({ found }) => found > 0)
      if (score(kept) > score(best)) best = kept
    }
  const values = best.slice(0, most).map(({ value }) => value)
  const unique = schema.uniqueItems
    ? [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
    : values
  const found = best.length
  while (unique.length < least)
    unique.push(find(item, { ...place, prompt: '', copy: unique.length }, name).value)
  return { value: unique, found }
}

/** One member of a list: a record, or what stands between two commas. @param listed whether plain words may be members */
function entry(item: Schema, place: Place, name: string, listed: boolean): Value {
  const type = typeOf(item)
  const choice = item.enum ?? item.anyOf ?? item.oneOf ?? item.const
  if (choice !== undefined || !['string', 'integer', 'number'].includes(type))
    return find(item, { ...place, alone: false }, name)
  if (type !== 'string') {
    const number = listed ? /^\D{0,12}?(-?\d+(?:\.\d+)?)\D{0,12}$/.exec(place.prompt)?.[1] : undefined
    return number === undefined ? none(0) : find(item, { ...place, prompt: `value: ${number}` }, 'value')
  }
  if (item.format ?? item.pattern) return textFor(name, item, place)
  const text = place.prompt.replace(/^["“]|["”.]+$/g, '')
  return listed && text.length <= 80 && fitText(text, item) !== undefined ? some(text) : none(missing)
}

/** @param name of the property the value is for, a hint of what it means */
function find(asked: Schema, place: Place, name = ''): Value {
  const schema = resolve(asked, place.root)
  const deeper = { ...place, depth: place.depth + 1 }
  if (place.depth > 12) return none(null)
  if (schema.const !== undefined) return none(schema.const)
  if (schema.enum && schema.enum.length > 0) {
    const said = schema.enum.find(
      (word) =>
        word !== '' &&
        typeof word !== 'object' &&
        mentions(place.prompt, String(word as string | number | boolean)),
    )
    if (said !== undefined) return some(said)
    if (isNullable(schema)) return none(null)
    return none(
      schema.enum.find((word) =>
        /^(?:unknown|other|none|neutral|n\/a|unspecified|not_given)$/i.test(String(word as string)),
      ) ?? schema.enum[Math.min(place.copy, schema.enum.length - 1)],
    )
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices && choices.length > 0) {
    const tried = choices.map((one) => find(one, deeper, name))
    const best = tried.reduce((a, b) => (b.found > a.found ? b : a))
    return best.found > 0 ? best : (tried.find(({ value }) => value !== null) ?? best)
  }
  const value = byType(schema, deeper, name)
  if (value.found > 0) return value
  if (schema.default !== undefined) return none(schema.default)
  return isNullable(schema) ? none(null) : value
}

function byType(schema: Schema, deeper: Place, name: string): Value {
  switch (typeOf(schema)) {
    case 'object':
      return objectFor(schema, deeper)
    case 'array': {
      if (!schema.prefixItems) return listFor(schema, deeper, name)
      const all = schema.prefixItems.map((item) => find(item, deeper, name))
      return { value: all.map(({ value }) => value), found: all.reduce((sum, { found }) => sum + found, 0) }
    }
    case 'integer':
      return numberFor(name, schema, deeper, true)
    case 'number':
      return numberFor(name, schema, deeper, false)
    case 'boolean': {
      const said = flagIn(deeper.prompt, name)
      return said === undefined ? none(false) : some(said)
    }
    case 'null':
      return none(null)
    default:
      return textFor(name, schema, deeper)
  }
}

const mentions = (prompt: string, word: string) =>
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/[_-]/g, '[ _-]')}(?![\p{L}\p{N}])`,
    'iu',
  ).test(prompt)

/** More is not searched: patterns for each field would take long over a book. */
const searched = 20_000

/** A value that fits the schema, and how many of its values the prompt holds. */
export const valueFor = (schema: Schema, source: Source): Value =>
  find(schema, { alone: true, ...source, prompt: source.prompt.slice(0, searched), depth: 0, copy: 0 })
