import { isJson } from '../../request/json.ts'
import { lineAndColumn, readJson } from '../../ui/json/reader.ts'
import type { Json } from '../../request/json.ts'

/** What stands in the dialog's text. */
export type ReadSchema = { ok: true; schema: Json } | { ok: false; why: string; at: number }

/** Indented as people write it. */
export const pretty = (schema: Json): string => JSON.stringify(schema, null, 2)

export function readSchema(text: string): ReadSchema {
  const { fault } = readJson(text)
  if (fault) {
    const { line, column } = lineAndColumn(text, fault.at)
    return { ok: false, why: `Line ${line}, column ${column}: ${fault.says}.`, at: fault.at }
  }
  const value: unknown = JSON.parse(text)
  return isJson(value)
    ? { ok: true, schema: value }
    : { ok: false, why: 'A schema is a JSON object, in braces.', at: 0 }
}
