/** A document as the rules look at it: looked through once, whatever the number of rules, and never into a text. */
import { isJson, jsonOf } from '../json.ts'
import { mergePatch } from '../mergePatch.ts'
import { camel } from '../spelling.ts'
import { fieldOf } from './wireNames.ts'
import { isMedia } from '../media.ts'
import { toGenerateRequest } from '../request.ts'
import { fieldsFor } from '../settings/fields.ts'
import type { ModelFacts } from '../capabilities.ts'
import type { Part, RequestDoc } from '../doc.ts'
import type { Json } from '../json.ts'
import type { Field } from '../settings/fields.ts'
import type { Settings } from '../settings/table.ts'
import type { Known, Seen } from './finding.ts'
import type { FieldOf, MessageName } from './wireNames.ts'

/** A list; one value where a list is meant counts as a list of one, as the API reads it. */
export const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

/** What is sent beside the turns, by the wire's names; of whatever shape where it came by Extra fields. */
export type Body = Json

/** A part that is more than a text. */
export interface Special {
  /** Index of its turn, and of the part in it. */
  turn: number
  at: number
  role: 'user' | 'model'
  part: Part
  /** On the wire. */
  path: string
  /** Of the medium in it; a medium by address alone is told by what the address says; null where there is none. */
  mime: string | null
}

/** As a function of one object, which never changes: worked out once. */
export function once<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = work(key)
    known.set(key, value)
    return value
  }
}

const isYouTube = (uri: string) => /^https?:\/\/(?:[\w-]+\.)*(?:youtube\.com|youtu\.be)\//i.test(uri)

/** The address of a file that Google fetches or holds; null for any other part. */
export function uriOf(part: Part): string | null {
  if (isMedia(part)) return null
  const uri = jsonOf(part.fileData)['fileUri']
  return typeof uri === 'string' ? uri : null
}

/** Whether a part is a film on YouTube. */
export const isFilmByAddress = (part: Part): boolean => isYouTube(uriOf(part) ?? '')

function mimeOf(part: Part): string | null {
  if (isMedia(part)) return part.media.mimeType
  const { inlineData, fileData } = part
  if (inlineData === undefined && fileData === undefined) return null
  const type = jsonOf(inlineData ?? fileData)['mimeType']
  if (typeof type === 'string' && type !== '') return type.toLowerCase()
  return isFilmByAddress(part) ? 'video/*' : 'application/octet-stream'
}

/** Nothing but words: nearly every part of a long conversation. */
function isPlain(part: object): boolean {
  for (const key in part) if (key !== 'text') return false
  return true
}

const specialIn = once((turns: RequestDoc['turns']): Special[] => {
  const found: Special[] = []
  for (let turn = 0; turn < turns.length; turn++) {
    const { role, parts } = turns[turn]!
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at]!
      if (isPlain(part)) continue
      found.push({ turn, at, role, part, path: `contents[${turn}].parts[${at}]`, mime: mimeOf(part) })
    }
  }
  return found
})

/** Extra fields may be spelled as Python has them, which the API reads alike. */
function inCamel(value: unknown, message: MessageName): unknown {
  if (Array.isArray(value)) return value.map((one) => inCamel(one, message))
  if (!isJson(value)) return value
  const read = new Map<string, unknown>()
  for (const [name, inner] of Object.entries(value)) {
    const field = fieldOf(message, name)
    const key = field === undefined ? name : camel(name)
    const own = field ? inField(inner, field) : inner
    read.set(key, read.has(key) ? mergePatch(read.get(key), own) : own)
  }
  return Object.fromEntries(read)
}

const inField = (value: unknown, { message, map }: NonNullable<FieldOf>): unknown =>
  map && isJson(value)
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inCamel(one, message)]))
    : inCamel(value, message)

const bodyOf = once((settings: Settings): Body => {
  const body = { ...toGenerateRequest(settings, []) }
  return settings.extra ? jsonOf(inCamel(body, 'GenerateContentRequest')) : body
})

/** Turns that Extra fields put in the place of the document's. */
const laidOver = once((body: Body): RequestDoc['turns'] | null => {
  const contents = listOf(body['contents']).filter(isJson)
  if (contents.length === 0) return null
  return contents.map(({ role, parts }) => ({
    role: role === 'model' ? 'model' : 'user',
    parts: listOf(parts).filter(isJson) as Part[],
  }))
})

const fieldsOf = once((facts: ModelFacts): Field[] => fieldsFor(facts))

/** @param known what is known beyond the document */
export function see(doc: RequestDoc, facts: ModelFacts, known: Known = {}): Seen {
  const body = bodyOf(doc.settings)
  const turns = laidOver(body)
  return {
    doc: turns ? { ...doc, turns } : doc,
    foreign: turns !== null,
    facts,
    known,
    body,
    special: specialIn(turns ?? doc.turns),
    fields: fieldsOf(facts),
  }
}
