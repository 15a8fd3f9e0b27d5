import type { JsonObject } from './declaration.ts'

/** A row of a table: the first whose arguments all fit is taken. */
export interface TableRow {
  args: JsonObject
  result: unknown
}

export type Read<T> = { ok: true; value: T } | { ok: false; problem: string }

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON as somebody types it. @returns the parser's own words where it is none */
export function readJson(text: string): Read<unknown> {
  if (text.trim() === '') return { ok: false, problem: 'Empty: write JSON here.' }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, problem: `Not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** The text of a table handler: a JSON list of `{ "args": { … }, "result": … }`. */
export function readTable(text: string): Read<TableRow[]> {
  const json = readJson(text)
  if (!json.ok) return json
  if (!Array.isArray(json.value)) return { ok: false, problem: 'Not a table: it must be a list of rows.' }
  const rows: TableRow[] = []
  for (const [at, row] of json.value.entries()) {
    const number = `Row ${at + 1}`
    if (!isObject(row))
      return { ok: false, problem: `${number} is no object: { "args": { … }, "result": … }` }
    if (row['args'] !== undefined && !isObject(row['args']))
      return { ok: false, problem: `${number}: args must be an object of patterns.` }
    if (!('result' in row)) return { ok: false, problem: `${number} has no result.` }
    rows.push({ args: isObject(row['args']) ? row['args'] : {}, result: row['result'] })
  }
  return { ok: true, value: rows }
}

/** `"*"` fits any value that is there, `"Oslo*"` any text that begins so, an object by its keys, a list item by item. */
function fits(pattern: unknown, value: unknown): boolean {
  if (pattern === '*') return value !== undefined
  if (typeof pattern === 'string' && pattern.endsWith('*'))
    return typeof value === 'string' && value.startsWith(pattern.slice(0, -1))
  if (Array.isArray(pattern))
    return (
      Array.isArray(value) &&
      value.length === pattern.length &&
      pattern.every((one, at) => fits(one, value[at]))
    )
  if (isObject(pattern)) return isObject(value) && fitsAll(pattern, value)
  return pattern === value
}

/** A key that the pattern does not name fits anything. */
function fitsAll(pattern: JsonObject, args: JsonObject): boolean {
  return Object.keys(pattern).every((key) =>
    fits(pattern[key], Object.hasOwn(args, key) ? args[key] : undefined),
  )
}

/** @returns the first row that fits, counted from 0, or -1: then the reader is asked */
export const rowFor = (table: readonly TableRow[], args: JsonObject): number =>
  table.findIndex((row) => fitsAll(row.args, args))

/**
 * A typed answer as a row before those that are there, unless one for exactly these arguments is: that one is replaced.
 * @param text of the table so far; what cannot be read is not written over
 */
export function withRow(text: string, args: JsonObject, result: unknown): Read<string> {
  const table: Read<TableRow[]> = text.trim() === '' ? { ok: true, value: [] } : readTable(text)
  if (!table.ok) return table
  const key = JSON.stringify(args)
  const others = table.value.filter((row) => JSON.stringify(row.args) !== key)
  const rows = [{ args, result }, ...others]
  return { ok: true, value: `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]` }
}

/** A result as the API takes it: an object. */
export interface Wrapped {
  response: JsonObject
  /** Under which key it stands, where it was no object itself. */
  under?: 'output'
}

/** What is no object goes under `output`, the API's convention for a result. */
export const wrapped = (result: unknown): Wrapped =>
  isObject(result) ? { response: result } : { response: { output: result ?? null }, under: 'output' }

/** A failure as a result: the API's convention. */
export const failed = (problem: string): JsonObject => ({ error: problem })
