/** JSON as plain data: its objects, the places in it, how one is written, and a text that should be JSON. */

export type Json = Record<string, unknown>

/** A key of an object or an index of a list. */
export type Step = string | number
/** From the root of a JSON value down. */
export type JsonPath = readonly Step[]

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A JSON object, empty where the value is none. */
export const jsonOf = (value: unknown): Json => (isJson(value) ? value : {})

/** Those of a list that are strings; of anything else none. */
export const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

const isName = (step: string) => /^[A-Za-z_$][\w$]*$/.test(step)

/**
 * A place as the page writes it: `lines[1].net`, a key that is no plain name in quotes.
 * @param root what stands before it, such as `$` or `generationConfig.responseJsonSchema`; '' for nothing
 */
export function placeText(at: JsonPath, root = ''): string {
  return at.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (!isName(step)) return `${text}[${JSON.stringify(step)}]`
    return text ? `${text}.${step}` : step
  }, root)
}

/** The value at a place; undefined where there is none. */
export function valueAt(root: unknown, at: JsonPath): unknown {
  return at.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<Step, unknown>)[step]
        : undefined,
    root,
  )
}

/** One change inside a JSON value. */
export interface Edit {
  at: JsonPath
  /** Absent: what stands there goes. */
  value?: unknown
}

function withEdit(root: unknown, at: JsonPath, value: unknown): unknown {
  const [step, ...deeper] = at
  if (step === undefined) return value
  if (Array.isArray(root)) {
    const index = Number(step)
    if (deeper.length === 0 && value === undefined) return root.filter((_, other) => other !== index)
    return root.map((one, other) => (other === index ? withEdit(one, deeper, value) : one))
  }
  const data = isJson(root) ? root : {}
  const next = withEdit(Object.hasOwn(data, step) ? data[step] : undefined, deeper, value)
  const entries = Object.entries(data)
  // `fromEntries` makes own keys of whatever name; a key that is there keeps its place.
  if (next === undefined) return Object.fromEntries(entries.filter(([key]) => key !== step))
  if (!Object.hasOwn(data, step)) return Object.fromEntries([...entries, [step, next]])
  return Object.fromEntries(entries.map(([key, one]) => [key, key === step ? next : one]))
}

/** The same value with edits made one after the other; what they do not touch keeps its place and its identity. */
export const edited = (root: unknown, edits: readonly Edit[]): unknown =>
  edits.reduce<unknown>((sofar, { at, value }) => withEdit(sofar, at, value), root)

export type ReadJson =
  | { ok: true; value: unknown }
  /** @property why a sentence: where it stops being JSON, in the engine's words */
  | { ok: false; why: string }

/** The value of a text that somebody wrote. */
export function readJson(text: string): ReadJson {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
    return { ok: false, why: `This is not JSON: ${why}.` }
  }
}

/** A value on one line, with room between. Breaks inside a text are written `\n` and stay. */
export const inlineJson = (value: unknown): string => JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ')

const WIDTH = 76

/** A value as text, indented; what fits on a line stands on one, so that a schema is read at a glance. */
export function compactJson(value: unknown, indent = ''): string {
  const line = inlineJson(value)
  const deeper = `${indent}  `
  if (typeof value !== 'object' || value === null || indent.length + line.length <= WIDTH) return line
  const inner = Array.isArray(value)
    ? value.map((one) => compactJson(one, deeper))
    : Object.entries(value).flatMap(([key, one]) =>
        one === undefined ? [] : [`${JSON.stringify(key)}: ${compactJson(one, deeper)}`],
      )
  const [first, last] = Array.isArray(value) ? '[]' : '{}'
  return `${first}\n${inner.map((one) => deeper + one).join(',\n')}\n${indent}${last}`
}
