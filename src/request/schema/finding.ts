import type { Edit, Json, JsonPath } from '../json.ts'
import type { Spelling } from './keywords.ts'
import type { Place } from './walk.ts'

/** What is wrong or wasted in a schema, as the rules of a request (`checks/`) and the editor show it. */
export interface SchemaFinding {
  /** The API refuses it for certain; an answer may not be what was asked for; nothing but worth knowing. */
  severity: 'error' | 'warning' | 'note'
  /** In the schema, down to the keyword. */
  at: JsonPath
  /** A sentence. */
  says: string
  /** Where that is known from. */
  source: string
  fix?: {
    /** Follows `Fix: `. */
    title: string
    /** Inside the schema; those of several findings can be made one after the other. */
    edits: Edit[]
  }
}

export const DISCOVERY = 'Gemini API, discovery document of 2026-03-25'
export const GUIDE = 'Gemini API, structured output'
export const OBSERVED = 'observed in answers of the API'
export const SDK = 'Google’s SDK and maintained clients of the API'

export type Rule = (place: Place, root: Json, spelling: Spelling) => SchemaFinding[]

export const quoted = (value: unknown): string => JSON.stringify(value)
