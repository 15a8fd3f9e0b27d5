import { isJson } from '../../request/json.ts'
import { faultText, readWhole } from '../../request/jsonReader.ts'
import { words } from './words.ts'
import type { Json } from '../../request/json.ts'

/** What stands in the dialog's text. */
export type ReadSchema = { ok: true; schema: Json } | { ok: false; why: string; at: number }

export function readSchema(text: string): ReadSchema {
  const { fault } = readWhole(text)
  if (fault) return { ok: false, why: faultText(text, fault), at: fault.at }
  const value: unknown = JSON.parse(text)
  return isJson(value) ? { ok: true, schema: value } : { ok: false, why: words.notObject, at: 0 }
}
