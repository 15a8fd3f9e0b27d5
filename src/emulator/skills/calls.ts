/** Which of the declared functions a prompt asks for, and with what arguments. */
import type { FunctionDeclaration, Schema } from '../ask.ts'
import type { Progress } from '../progress.ts'
import { valueFor } from './fill.ts'
import { topics } from './words.ts'

export interface Call {
  name: string
  args: Record<string, unknown>
}

const stem = (word: string) =>
  word
    .toLowerCase()
    .replace(/(?:ing|ers?|es|s|ed)$/, '')
    .slice(0, 6)

const wordsIn = (name: string) => name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ')

/** Too general to tell functions apart. */
const general = new Set(
  [
    'get',
    'set',
    'curren',
    'given',
    'value',
    'return',
    'functi',
    'call',
    'inform',
    'data',
    'user',
    'find',
    'locati',
    'city',
    'new',
  ].map(stem),
)

/** How many words of a prompt a function's name and description share. */
function relevance(prompt: string, { name = '', description = '' }: FunctionDeclaration): number {
  const own = new Set(
    topics(`${wordsIn(name)} ${description}`)
      .map(stem)
      .filter((word) => !general.has(word)),
  )
  const named = new Set(topics(wordsIn(name)).map(stem))
  return [...new Set(topics(prompt).map(stem))].reduce<number>(
    (sum, word) => sum + (named.has(word) && own.has(word) ? 2 : own.has(word) ? 1 : 0),
    0,
  )
}

const name = String.raw`\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*`
const several = new RegExp(
  String.raw`(?<=\b(?:in|for|at|of|from|to)\s)${name}(?:(?:,\s*(?:and\s+)?|\s+and\s+)${name})+`,
  'u',
)

/** "in Oslo and Lisbon" are two prompts, one for each. */
function apart(prompt: string): string[] {
  const list = several.exec(prompt)?.[0]
  return list ? list.split(/,\s*(?:and\s+)?|\s+and\s+/).map((one) => prompt.replace(list, one)) : [prompt]
}

/** Of earlier calls of the same turn. */
type Known = Pick<Progress, 'called' | 'results'>

const nothingYet: Known = { called: [], results: {} }

/**
 * What a function is called with: values of the prompt first, then those of results whose field has the same name.
 * @returns also whether everything that is required was found
 */
export function argsFor(
  prompt: string,
  { parameters, parametersJsonSchema }: FunctionDeclaration,
  results: Known['results'] = {},
): { args: Record<string, unknown>; ready: boolean } {
  const schema: Schema = parameters ?? parametersJsonSchema ?? {}
  const required = new Set(schema.required ?? [])
  const args: Record<string, unknown> = {}
  let ready = true
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const { value, found } = valueFor(
      { type: 'object', properties: { [key]: inner } },
      { prompt, root: schema, alone: false },
    )
    if (found === 0 && Object.hasOwn(results, key)) args[key] = results[key]
    // What is optional and not in the prompt is left out.
    else if (found > 0 || required.has(key)) Object.assign(args, value)
    if (found === 0 && required.has(key) && !Object.hasOwn(results, key)) ready = false
  }
  return { args, ready }
}

/**
 * The calls that a prompt asks for: of every function that shares words with it, once for each thing named. One that
 * lacks what it requires waits for the results of the others.
 * @param must call something, even where nothing fits
 * @param known what was called before, and what came of it
 */
export function callsIn(
  prompt: string,
  declared: readonly FunctionDeclaration[],
  must: boolean,
  { called, results }: Known = nothingYet,
): Call[] {
  const scored = declared.map((one) => ({ one, score: relevance(prompt, one) }))
  const best = Math.max(0, ...scored.map(({ score }) => score))
  const chosen = scored.filter(({ score }) => score > 0 && score * 2 >= best).map(({ one }) => one)
  const fresh = chosen.filter((one) => !called.includes(one.name ?? ''))
  const ready = fresh.filter((one) => argsFor(prompt, one, results).ready)
  const wanted = ready.length > 0 || called.length > 0 ? ready : fresh
  const next = wanted.length > 0 || !must ? wanted : (chosen.length > 0 ? chosen : declared).slice(0, 1)
  const calls = new Map<string, Call>()
  for (const one of next)
    for (const part of apart(prompt)) {
      const call = { name: one.name ?? 'call', args: argsFor(part, one, results).args }
      calls.set(JSON.stringify(call), call)
    }
  return [...calls.values()]
}
