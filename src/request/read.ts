import type * as z from 'zod/mini'
import { settingsFrom } from './functions/travel.ts'
import { isJson } from './json.ts'
import { withOneSpelling } from './schema/spellings.ts'
import { Prompt, VERSION } from './schema.ts'
import { readStudio } from './studio.ts'
import type { Source } from './functions/travel.ts'

/** What a link or a file turned out to hold. */
export type Opened =
  | {
      ok: true
      /** The keys it sets. A readable link sets few; `#s1=` and files set everything. */
      prompt: Partial<Prompt> & Pick<Prompt, 'workspace'>
      /** Keys it held that have no place here, as paths; they were dropped. */
      ignored: string[]
      /** What reads otherwise now than it was written, each in a phrase. */
      rewritten?: string[]
      /** Whose file it is, where another program has made it. */
      from?: string
    }
  | {
      ok: false
      /** One sentence: what is wrong, and what to do. */
      problem: string
      /** Its text, where it holds a run and no prompt: History opens that. */
      run?: string
    }

const MAX_DEPTH = 64
const MAX_VALUES = 200_000

const QUOTE = 34
const BACKSLASH = 92

/** The index of the quote that ends the string opened at `start`; -1 where none does. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let slashes = 0
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++
    if (slashes % 2 === 0) return end
  }
  return -1
}

/**
 * Whether JSON text is deeper or holds more values than any prompt, told before it is parsed: a megabyte of brackets
 * parses for half a second, and this scan takes a few milliseconds.
 */
function isTooMuch(json: string): boolean {
  let depth = 0
  let values = 0
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (code === QUOTE) {
      at = endOfString(json, at)
      // Broken off; the parser says so.
      if (at < 0) return false
    } else if (code === 91 || code === 123) {
      if (++depth > MAX_DEPTH) return true
    } else if (code === 93 || code === 125) depth--
    else if (code === 44 && ++values > MAX_VALUES) return true
  }
  return false
}

type Json = Record<string, unknown> | unknown[]
const isBranch = (value: unknown): value is Json => typeof value === 'object' && value !== null

/**
 * Takes `__proto__` keys out of parsed JSON, in place: harmless as own data, they turn into a prototype as soon as
 * someone assigns them.
 * @returns the paths of the removed
 */
function sweep(value: unknown, path = ''): string[] {
  if (!isBranch(value)) return []
  const removed: string[] = []
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const child = (value as Record<PropertyKey, unknown>)[key]
    if (key !== '__proto__' && !isBranch(child)) continue
    const at = path ? `${path}.${key}` : String(key)
    if (key === '__proto__') {
      removed.push(at)
      Reflect.deleteProperty(value, key)
    } else removed.push(...sweep(child, at))
  }
  return removed
}

/** Paths of `before` that validation dropped. Both are trees of one shape, at most `MAX_DEPTH` deep. */
function dropped(before: unknown, after: unknown, path = ''): string[] {
  if (!isBranch(before) || !isBranch(after)) return []
  return Object.entries(before).flatMap(([key, child]) => {
    const at = path ? `${path}.${key}` : key
    return Object.hasOwn(after, key) ? dropped(child, (after as Record<string, unknown>)[key], at) : [at]
  })
}

/** Long names and values are cut: they are a stranger's, and stand in one sentence. */
const brief = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

function valueAt(root: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isBranch(value) ? (value as Record<PropertyKey, unknown>)[key] : undefined),
    root,
  )
}

type Issue = z.core.$ZodIssue

function rule(issue: Issue): string {
  if (issue.code === 'too_big') return `it may be ${issue.maximum} at most`
  if (issue.code === 'too_small') return `it must be at least ${issue.minimum}`
  if (issue.code === 'invalid_value') return `it may be ${issue.values.slice(0, 6).join(', ')}`
  if (issue.code === 'invalid_type') return `it must be of type ${issue.expected}`
  return 'that is not a value it can have'
}

/** In a union the place of the mistake is in the branch that came furthest. */
function furthest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const inner = issue.errors.map(([first]) => first).filter((first) => first !== undefined)
  const [best] = inner.toSorted((a, b) => b.path.length - a.path.length)
  return best ? { ...furthest(best), path: [...issue.path, ...furthest(best).path] } : issue
}

function problemOf(what: string, of: string, input: unknown, issue: Issue | undefined): string {
  if (!issue?.path.length) return `This ${what} does not hold a ${of}.`
  return problemAt(what, input, furthest(issue))
}

function problemAt(what: string, input: unknown, issue: Issue): string {
  const value = valueAt(input, issue.path)
  const shown =
    value === undefined
      ? 'missing'
      : issue.code === 'too_big' && typeof value !== 'number'
        ? 'too long'
        : brief(JSON.stringify(value))
  return `This ${what} cannot be opened: ${brief(issue.path.join('.'))} is ${shown}, but ${rule(issue)}.`
}

/** Parsed JSON from outside, and the paths of what was taken out of it; one sentence where it is none of a sensible size. */
function parseOutside(
  json: string,
  what: Source,
  of: string,
): { ok: true; input: unknown; removed: string[] } | { ok: false; problem: string } {
  if (isTooMuch(json))
    return { ok: false, problem: `This ${what} is nested too deeply or holds too many values for a ${of}.` }
  try {
    const input: unknown = JSON.parse(json)
    return { ok: true, input, removed: sweep(input) }
  } catch {
    return {
      ok: false,
      problem: `This ${what} is damaged or incomplete. Copy it again as a whole, or ask for a new one.`,
    }
  }
}

const newer = (what: Source, version: number, upTo: number): string =>
  `This ${what} was made by a newer version of this page (format ${version}; this page reads up to ${upTo}). Reload to get the newer page, then open it again.`

const isRunFile = (input: unknown): boolean =>
  isBranch(input) && !Array.isArray(input) && input['kind'] === 'run'

/**
 * A run file, by the validator that prompts have.
 * @param schema of version 1
 * @returns fresh plain data, or one sentence; never throws
 */
export function readRunFile<T>(
  json: string,
  schema: z.ZodMiniType<T>,
): { ok: true; file: T } | { ok: false; problem: string } {
  const parsed = parseOutside(json, 'file', 'run')
  if (!parsed.ok) return parsed
  const { input } = parsed
  if (!isRunFile(input)) return { ok: false, problem: 'This file does not hold a run.' }
  const { v } = input as { v?: unknown }
  if (typeof v === 'number' && v > 1) return { ok: false, problem: newer('file', v, 1) }
  const checked = schema.safeParse(input)
  return checked.success
    ? { ok: true, file: checked.data }
    : { ok: false, problem: problemOf('file', 'run', input, checked.error.issues[0]) }
}

/**
 * The one validator of whatever comes from outside: links, files. No JavaScript comes through that would run unread.
 * @param json its text
 * @param what the word for it in a sentence
 * @returns fresh plain data, or one sentence; never throws
 */
export async function readPrompt(json: string, what: Source): Promise<Opened> {
  const opened = await validated(json, what)
  if (!opened.ok) return opened
  const prompt = settingsFrom(what, opened.prompt)
  return { ...opened, prompt, ignored: [...opened.ignored, ...dropped(opened.prompt, prompt).map(brief)] }
}

async function validated(json: string, what: Source): Promise<Opened> {
  const outside = parseOutside(json, what, 'prompt')
  if (!outside.ok) return outside
  const { input, removed } = outside
  if (what === 'file' && isRunFile(input))
    return { ok: false, problem: 'This file holds a run: open it in History.', run: json }
  const studio = readStudio(input)
  if (studio) return studio
  if (!isBranch(input) || Array.isArray(input) || typeof input['v'] !== 'number')
    return { ok: false, problem: `This ${what} does not hold a prompt.` }
  if (input['v'] > VERSION) return { ok: false, problem: newer(what, input['v'], VERSION) }
  let data: Record<string, unknown> = input
  if (data['v'] === 1) {
    const { upgradePrompt } = await import('./upgrade.ts')
    const upgraded = upgradePrompt(data)
    if (!upgraded.success)
      return { ok: false, problem: problemOf(what, 'prompt', data, upgraded.error.issues[0]) }
    ;({ data } = upgraded)
  }
  const config = isJson(data['generationConfig']) ? withOneSpelling(data['generationConfig']) : null
  if (config) data = { ...data, generationConfig: config.config }
  const parsed = Prompt.safeParse(data)
  if (!parsed.success) return { ok: false, problem: problemOf(what, 'prompt', data, parsed.error.issues[0]) }
  return {
    ok: true,
    prompt: parsed.data,
    ignored: [...removed, ...dropped(data, parsed.data)].map(brief),
    ...(config && config.notes.length > 0 && { rewritten: config.notes }),
  }
}

/** A file of another program, or a run, wherever it is brought in; null where it is none that is known here. */
export async function fromElsewhere(json: string): Promise<Opened | null> {
  const opened = await readPrompt(json, 'file')
  return (opened.ok ? opened.from : opened.run) !== undefined ? opened : null
}

/** Beyond this a file was made by nobody here. */
const MOST_READ = 64_000_000

/** What a file is that was brought as something else, and where it is opened, in a sentence; null where it is none of ours. */
export async function whatElse(file: File): Promise<string | null> {
  if (!/\.json$/i.test(file.name) && file.type !== 'application/json') return null
  if (file.size > MOST_READ) return null
  // It may have been moved since it was chosen.
  const json = await file.text().catch(() => null)
  if (json === null) return null
  const opened = await readPrompt(json, 'file')
  if (opened.ok) return 'It holds a prompt: open it with Import file in Share.'
  return opened.run === undefined ? null : 'It holds a run: open it in History, where it can be dropped too.'
}

/** The prompt as JSON, without what is at its default anyway. */
export function compact(prompt: Prompt): Record<string, unknown> {
  const idle = (key: string, value: unknown) =>
    value === undefined ||
    value === '' ||
    (key === 'stream' && value === true) ||
    (key === 'workspace' && value === 'prompt') ||
    (key === 'parts' && !prompt.parts.length) ||
    (key === 'generationConfig' && !Object.keys(prompt.generationConfig).length) ||
    (key === 'safety' && !Object.keys(prompt.safety).length)
  return Object.fromEntries(Object.entries(prompt).filter(([key, value]) => !idle(key, value)))
}
