import type { Part, RequestDoc } from '../doc.ts'
import type { ModelFacts } from '../capabilities.ts'
import type { Edit } from '../json.ts'
import type { Field } from '../settings/fields.ts'
import type { At, SettingPath } from '../settings/table.ts'
import type { Body, Special } from './seen.ts'

/** What a fix does to the document: it says what is to be different, so that several can be made one after the other. */
export type Change =
  /** @property value absent: left to the API again */
  | { kind: 'set'; path: SettingPath; value?: At<SettingPath> }
  /** Inside a setting that is JSON, where several can be made one after the other. */
  | { kind: 'within'; path: SettingPath; edits: readonly Edit[] }
  | { kind: 'model'; model: string }
  /** @property turns by their index in the document */
  | { kind: 'leave out'; turns: readonly number[] }
  /** @property turn by its index; @property was the part itself, found by identity; @property now absent: it goes */
  | { kind: 'part'; turn: number; was: Part; now?: Part }
  | { kind: 'several'; changes: readonly Change[] }

/** What is wrong or wasted in a request. */
export interface Finding {
  /** The API refuses it for certain; it may refuse it, or something is lost; nothing but worth knowing. */
  severity: 'error' | 'warning' | 'note'
  /** On the wire, from the request's root. */
  path: string
  /** A sentence. */
  says: string
  fix?: {
    /** Follows `Fix: `. */
    title: string
    change: Change
  }
}

/** What is known of a document beyond itself. */
export interface Known {
  /** Of the whole request, by the API's own count; null while unknown. */
  tokens?: number | null
}

/** A document as the rules look at it. */
export interface Seen {
  /** With the turns that are sent. */
  doc: RequestDoc
  /** Extra fields bring the turns: no fix of ours reaches them. */
  foreign: boolean
  facts: ModelFacts
  known: Known
  /** What goes over the wire beside the turns, Extra fields laid over it. */
  body: Body
  /** Every part that is more than a text, in order. */
  special: readonly Special[]
  /** The settings as the form shows them. */
  fields: readonly Field[]
}

/** Looks at structure alone, never through a text: it runs with every key that is pressed. */
export type Rule = (seen: Seen) => Finding[]
