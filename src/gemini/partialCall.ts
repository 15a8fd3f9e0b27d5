import type { FunctionCall, Part } from './types.ts'

interface Piece {
  jsonPath: string
  value: unknown
  willContinue: boolean
}

function readPiece(raw: unknown): Piece | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const piece = raw as Record<string, unknown>
  const { jsonPath } = piece
  if (typeof jsonPath !== 'string') return undefined
  const value =
    piece['stringValue'] ??
    piece['numberValue'] ??
    piece['boolValue'] ??
    ('nullValue' in piece ? null : undefined)
  return { jsonPath, value, willContinue: piece['willContinue'] === true }
}

/**
 * The sibling API can stream a function call: first `{name, willContinue}`, then pieces of its arguments by
 * JSON path, at last `{}`. Returns the call as far as it is known: in `args` what has arrived, in
 * `partialArgs` the arguments still open, `willContinue` until its end. Undefined for an ordinary part.
 */
export function continueCall(
  last: Part | undefined,
  part: Part,
): { part: Part; continues: boolean } | undefined {
  const call = part.functionCall
  if (!call) return undefined
  const open = last?.functionCall?.willContinue && call.name === undefined ? last : undefined
  if (!open?.functionCall && !call.partialArgs) return undefined
  const merged: FunctionCall = { ...open?.functionCall, ...call }
  delete merged.partialArgs
  delete merged.willContinue
  const pieces = (Array.isArray(call.partialArgs) ? call.partialArgs : [])
    .map(readPiece)
    .filter((piece) => piece !== undefined)
  const stillOpen = new Set(openPaths(open?.functionCall))
  for (const { jsonPath, value, willContinue } of pieces) {
    const keys = pathKeys(jsonPath)
    if (keys && value !== undefined) {
      merged.args = setAt(merged.args ?? {}, keys, value, stillOpen.has(jsonPath)) as Record<string, unknown>
    }
    if (willContinue) stillOpen.add(jsonPath)
    else stillOpen.delete(jsonPath)
  }
  if (call.willContinue) {
    merged.willContinue = true
    if (stillOpen.size > 0)
      merged.partialArgs = [...stillOpen].map((jsonPath) => ({ jsonPath, willContinue: true }))
  }
  return { part: { ...open, ...part, functionCall: merged }, continues: open !== undefined }
}

function openPaths(call: FunctionCall | undefined): string[] {
  return (call?.partialArgs ?? []).map(readPiece).flatMap((piece) => (piece ? [piece.jsonPath] : []))
}

/** A list longer than this by its first index alone is a hostile path, not an argument. */
const LONGEST_LIST = 10_000

/** `$.a.b[0]['c']` as keys; undefined for what is no such path. */
function pathKeys(path: string): (string | number)[] | undefined {
  if (!/^\$(?:\.[^.[\]]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])+$/.test(path)) return undefined
  const keys = Array.from(path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/g), (m) =>
    m[2] === undefined ? (m[1] ?? m[3] ?? m[4] ?? '') : Number(m[2]),
  )
  return keys.some((key) => key === '__proto__' || (typeof key === 'number' && key > LONGEST_LIST))
    ? undefined
    : keys
}

/** A copy of `target` with `value` at the path; a string still open grows instead. */
function setAt(target: unknown, keys: readonly (string | number)[], value: unknown, grows: boolean): unknown {
  const [key, ...rest] = keys
  if (key === undefined) {
    return grows && typeof target === 'string' && typeof value === 'string' ? target + value : value
  }
  if (typeof key === 'number') {
    const list: unknown[] = Array.isArray(target) ? target.slice() : []
    list[key] = setAt(list[key], rest, value, grows)
    return list
  }
  const fields =
    typeof target === 'object' && target !== null ? { ...(target as Record<string, unknown>) } : {}
  fields[key] = setAt(Object.hasOwn(fields, key) ? fields[key] : undefined, rest, value, grows)
  return fields
}
