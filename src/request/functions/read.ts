import { isJson, readJson } from '../json.ts'
import { asJsonSchema } from '../schema/spellings.ts'
import { FUNCTION_NAME, nameFrom } from './declaration.ts'
import { readOpenApi } from './openApi.ts'
import type { Json } from '../json.ts'
import type { JsonObject, OwnFunction } from './declaration.ts'

/** Whose list of functions a text is. */
export type Source = 'Gemini' | 'OpenAI' | 'Anthropic' | 'MCP' | 'OpenAPI'

export type ReadFunctions =
  | {
      ok: true
      source: Source
      functions: OwnFunction[]
      /** What could not be carried over, a sentence each. */
      leftOut: string[]
    }
  | { ok: false; problem: string }

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value ? value : undefined
const schemaOf = (value: unknown): JsonObject | undefined => (isJson(value) ? value : undefined)

interface Found {
  source: Source
  /** As it came. */
  entry: Json
  name: unknown
  description: unknown
  parameters: unknown
  response?: unknown
  /** Fields that mean something there and have no counterpart. */
  lost: string[]
}

const withoutKnown = (entry: Json, known: readonly string[]) =>
  Object.keys(entry).filter((key) => !known.includes(key) && entry[key] !== null && entry[key] !== undefined)

/** One entry of a list, by the fields that only one format has; null for what is no function. */
function recognise(entry: Json): Found | null {
  const { type, name, description } = entry
  if (type === 'function' && isJson(entry['function'])) {
    const inner = entry['function']
    return {
      source: 'OpenAI',
      entry,
      name: inner['name'],
      description: inner['description'],
      parameters: inner['parameters'],
      lost: withoutKnown(inner, ['name', 'description', 'parameters']),
    }
  }
  if (type === 'function')
    return {
      source: 'OpenAI',
      entry,
      name,
      description,
      parameters: entry['parameters'],
      lost: withoutKnown(entry, ['type', 'name', 'description', 'parameters']),
    }
  if ('input_schema' in entry)
    return {
      source: 'Anthropic',
      entry,
      name,
      description,
      parameters: entry['input_schema'],
      lost: withoutKnown(entry, ['type', 'name', 'description', 'input_schema']),
    }
  if ('inputSchema' in entry) {
    return {
      source: 'MCP',
      entry,
      name,
      description: description ?? entry['title'],
      parameters: entry['inputSchema'],
      response: entry['outputSchema'],
      lost: withoutKnown(entry, [
        'name',
        'title',
        'description',
        'inputSchema',
        'outputSchema',
        'annotations',
      ]),
    }
  }
  if (typeof type === 'string') return null
  if (typeof name !== 'string') return null
  return {
    source: 'Gemini',
    entry,
    name,
    description,
    parameters: entry['parametersJsonSchema'] ?? entry['parameters_json_schema'] ?? entry['parameters'],
    response: entry['responseJsonSchema'] ?? entry['response_json_schema'] ?? entry['response'],
    lost: withoutKnown(entry, [
      'name',
      'description',
      'parametersJsonSchema',
      'parameters_json_schema',
      'parameters',
      'responseJsonSchema',
      'response_json_schema',
      'response',
    ]),
  }
}

/** The lists that an object may hold functions in. */
function entriesIn(value: unknown): unknown[] | null {
  if (Array.isArray(value))
    return value.flatMap((item) => (isJson(item) && hasLists(item) ? (entriesIn(item) ?? []) : [item]))
  if (!isJson(value)) return null
  // JSON-RPC's answer to `tools/list`.
  if (isJson(value['result'])) return entriesIn(value['result'])
  for (const key of ['functionDeclarations', 'function_declarations', 'tools', 'functions'])
    if (Array.isArray(value[key])) return entriesIn(value[key])
  return recognise(value) ? [value] : null
}
const hasLists = (item: Json) =>
  Array.isArray(item['functionDeclarations']) || Array.isArray(item['function_declarations'])

const NOTHING =
  'No function was found. Paste a list of function declarations, OpenAI, Anthropic or MCP tools, or an OpenAPI document, as JSON.'

/**
 * Reads a list of functions as the API has it, or as OpenAI, Anthropic, MCP (`tools/list`) or OpenAPI have it; requests
 * that hold such a list too.
 * @returns never throws: what cannot be read is said
 */
export function readFunctions(text: string): ReadFunctions {
  const read = readJson(text)
  if (!read.ok) {
    const yaml = /^\s*(?:openapi|swagger)\s*:/m.test(text)
    return {
      ok: false,
      problem: yaml ? 'This is YAML. Convert the OpenAPI document to JSON first.' : read.why,
    }
  }
  const { value } = read
  const operations = readOpenApi(value)
  if (operations) return distinct('OpenAPI', operations.functions, operations.leftOut)
  const entries = entriesIn(value)
  if (!entries) return { ok: false, problem: NOTHING }
  const leftOut: string[] = []
  const functions: OwnFunction[] = []
  let source: Source | undefined
  for (const entry of entries) {
    const found = isJson(entry) ? recognise(entry) : null
    if (!found) {
      leftOut.push(`${labelOf(entry)} is not a function, so it was left out.`)
      continue
    }
    source ??= found.source
    functions.push(toFunction(found, leftOut))
  }
  if (functions.length === 0 && entries.length > 0) return { ok: false, problem: NOTHING }
  return distinct(source ?? 'Gemini', functions, leftOut)
}

function labelOf(entry: unknown): string {
  if (!isJson(entry)) return `“${String(JSON.stringify(entry)).slice(0, 40)}”`
  return `“${textOf(entry['name']) ?? textOf(entry['type']) ?? Object.keys(entry)[0] ?? '{}'}”`
}

function toFunction(found: Found, leftOut: string[]): OwnFunction {
  const { name, description, parameters, response, lost } = found
  const given = textOf(name) ?? ''
  const taken = FUNCTION_NAME.test(given) ? given : nameFrom(given)
  if (taken !== given) leftOut.push(`“${given}” is not a valid function name; it is called ${taken} here.`)
  if (lost.length > 0)
    leftOut.push(`${taken}: ${lost.join(', ')} ${lost.length > 1 ? 'were' : 'was'} left out.`)
  const [input, output] = [schemaOf(parameters), schemaOf(response)]
  if (parameters !== undefined && parameters !== null && !input)
    leftOut.push(`${taken}: its parameters are not a schema, so they were left out.`)
  return {
    declaration: {
      name: taken,
      ...(textOf(description) !== undefined && { description: textOf(description)! }),
      ...(input && { parametersJsonSchema: asJsonSchema(input) }),
      ...(output && { responseJsonSchema: asJsonSchema(output) }),
    },
  }
}

/** Two functions of one name cannot be told apart in a call. */
function distinct(source: Source, functions: readonly OwnFunction[], leftOut: string[]): ReadFunctions {
  const names = new Set<string>()
  return {
    ok: true,
    source,
    leftOut,
    functions: functions.map((one) => {
      const { name } = one.declaration
      let free = name
      for (let number = 2; names.has(free); number++) free = `${name.slice(0, 124)}_${number}`
      names.add(free)
      if (free !== name) leftOut.push(`${name} is there more than once; another is called ${free} here.`)
      return free === name ? one : { ...one, declaration: { ...one.declaration, name: free } }
    }),
  }
}
