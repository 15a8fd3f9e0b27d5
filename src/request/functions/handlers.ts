/** What answers a call without being asked: a fixed result, or the row of a table that fits. As text, and read. */
import { inlineJson, isJson, placeText, readJson } from '../json.ts'
import type { JsonPath } from '../json.ts'
import type { JsonObject, OwnFunction } from './declaration.ts'

/** Of a table: a call whose arguments fit `args` has this result. */
export interface HandlerRow {
  /** Keys that are not named fit anything; `*` alone fits every call. */
  args: JsonObject | '*'
  result: unknown
}

export type ReadTable =
  | { ok: true; rows: readonly HandlerRow[] }
  /** @property problem a sentence: what is wrong, and in which row */
  | { ok: false; problem: string }

/** The value that a Fixed result stands for. @returns a sentence where it is not JSON */
export function readFixed(text: string): { ok: true; value: unknown } | { ok: false; problem: string } {
  const read = readJson(text)
  return read.ok ? read : { ok: false, problem: read.why }
}

const row = (index: number, at: JsonPath = []) =>
  `Row ${index + 1}${at.length > 0 ? `, ${placeText(at)}` : ''}`

/** What keeps a value from being a row; null where it is one. */
function wrongWith(value: unknown, index: number): string | null {
  if (!isJson(value)) return `${row(index)} must be an object: { "args": { … }, "result": … }.`
  if (!Object.hasOwn(value, 'args')) return `${row(index)} has no “args”; "*" fits every call.`
  const { args } = value
  if (args !== '*' && !isJson(args))
    return `${row(index, ['args'])} must be an object, or "*" for every call.`
  if (!Object.hasOwn(value, 'result')) return `${row(index)} has no “result”.`
  return null
}

/** The rows of a Table, in their order. */
export function readTable(text: string): ReadTable {
  const read = readJson(text)
  if (!read.ok) return { ok: false, problem: read.why }
  if (!Array.isArray(read.value))
    return { ok: false, problem: 'A table is a list of rows: [{ "args": { … }, "result": … }].' }
  const problem = read.value.map(wrongWith).find((wrong) => wrong !== null)
  return problem === undefined
    ? { ok: true, rows: read.value as readonly HandlerRow[] }
    : { ok: false, problem }
}

/** Whether a text is the pieces of a pattern in their order, with anything where its `*` stood. */
function fitsText(pattern: string, text: string): boolean {
  const pieces = pattern.split('*')
  const [first = ''] = pieces
  const last = pieces.at(-1) ?? ''
  if (pieces.length === 1) return text === first
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false
  const end = text.length - last.length
  let from = first.length
  // The earliest place of each piece leaves the most room for the next ones.
  for (const piece of pieces.slice(1, -1)) {
    const at = text.indexOf(piece, from)
    if (at < 0 || at + piece.length > end) return false
    from = at + piece.length
  }
  return true
}

/**
 * Whether an argument fits what a row asks for: `"*"` any value, `"Oslo*"` any text that begins so, an object whatever
 * has its keys, everything else its equal.
 */
export function fits(pattern: unknown, value: unknown): boolean {
  if (pattern === '*') return value !== undefined
  if (typeof pattern === 'string') return typeof value === 'string' && fitsText(pattern, value)
  if (Array.isArray(pattern))
    return (
      Array.isArray(value) &&
      value.length === pattern.length &&
      pattern.every((one, at) => fits(one, value[at]))
    )
  if (isJson(pattern))
    return (
      isJson(value) &&
      Object.entries(pattern).every(([key, one]) => Object.hasOwn(value, key) && fits(one, value[key]))
    )
  return pattern === value
}

/** The index of the first row whose arguments all fit; -1 where none does. */
export const rowFor = (rows: readonly HandlerRow[], args: JsonObject): number =>
  rows.findIndex((one) => one.args === '*' || fits(one.args, args))

/** A table as text, a line a row. */
export const printTable = (rows: readonly HandlerRow[]): string =>
  rows.length === 0 ? '[]' : `[\n${rows.map((one) => `  ${inlineJson(one)}`).join(',\n')}\n]`

/**
 * A function whose table answers calls with these arguments so: the result that was typed becomes the first row that fits.
 * The function is answered by its table from then on; what its other handlers say stays.
 * @returns a sentence where its table cannot be read, and would be lost
 */
export function withRow(
  fn: OwnFunction,
  args: JsonObject,
  result: unknown,
): { ok: true; fn: OwnFunction } | { ok: false; problem: string } {
  const text = fn.handlers?.table ?? ''
  const read: ReadTable = text.trim() === '' ? { ok: true, rows: [] } : readTable(text)
  if (!read.ok)
    return { ok: false, problem: `The table of ${fn.declaration.name} cannot be read. ${read.problem}` }
  const { rows } = read
  const at = rowFor(rows, args)
  const same = at >= 0 && inlineJson(rows[at]?.args) === inlineJson(args)
  const next = rows.toSpliced(at < 0 ? rows.length : at, same ? 1 : 0, { args, result })
  return { ok: true, fn: { ...fn, handler: 'table', handlers: { ...fn.handlers, table: printTable(next) } } }
}
