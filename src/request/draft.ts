import { isJson } from './json.ts'
import { isMedia, mediaIn } from './media.ts'
import type { DocTurn } from './doc.ts'
import type { MediaPart, MediaRef } from './media.ts'

/** What a person puts into a message. */
export type DraftPart = MediaPart | { text: string }

/**
 * What is being written: the parts of one turn, in their order on the wire. One of its texts is the composer's own field;
 * it has its place even while it is empty.
 */
export interface Draft {
  parts: readonly DraftPart[]
  /** Index of the field's text. */
  field: number
}

export const emptyDraft: Draft = { parts: [{ text: '' }], field: 0 }

/** A draft of these parts. @param field of a text among them; otherwise the first is the field, or one after the media */
export function draftOf(parts: readonly DraftPart[], field?: number): Draft {
  const at = parts[field ?? -1]
  if (field !== undefined && at && !isMedia(at)) return { parts, field }
  const first = parts.findIndex((part) => !isMedia(part))
  return first < 0 ? { parts: [...parts, { text: '' }], field: parts.length } : { parts, field: first }
}

const textOf = (part: DraftPart | undefined): string => (part && !isMedia(part) ? part.text : '')

/** The text of the composer's field. */
export const fieldText = ({ parts, field }: Draft): string => textOf(parts[field])

/** Every text of a draft, in order. */
export const textsOf = ({ parts }: Pick<Draft, 'parts'>): string[] =>
  parts.flatMap((part) => (isMedia(part) ? [] : [part.text]))

/** Which of the texts beside the field a part is, counted from 1. */
export const textNumber = ({ parts, field }: Draft, at: number): number =>
  parts.slice(0, at + 1).filter((part, index) => index !== field && !isMedia(part)).length

/** Nothing was written or attached. */
export const isEmpty = (draft: Draft): boolean => draft.parts.length === 1 && fieldText(draft) === ''

/** Nothing that could be sent: white space alone. */
export const isBlank = ({ parts }: Pick<Draft, 'parts'>): boolean =>
  parts.every((part) => !isMedia(part) && part.text.trim() === '')

const keyOf = (part: DraftPart) => (isMedia(part) ? { id: part.media.id } : part)

/** Whether two drafts say the same, whatever their pictures are called. */
export const isSame = (a: Draft, b: Draft): boolean =>
  JSON.stringify([a.parts.map(keyOf), a.field]) === JSON.stringify([b.parts.map(keyOf), b.field])

/** The draft with other texts, made one by one. */
export const mapTexts = ({ parts, field }: Draft, change: (text: string) => string): Draft => ({
  parts: parts.map((part) => (isMedia(part) ? part : { text: change(part.text) })),
  field,
})

export const withPart = ({ parts, field }: Draft, at: number, part: DraftPart): Draft => ({
  parts: parts.with(at, part),
  field,
})

export const withFieldText = (draft: Draft, text: string): Draft => withPart(draft, draft.field, { text })

function inserted({ parts, field }: Draft, at: number, part: DraftPart): Draft {
  return { parts: parts.toSpliced(at, 0, part), field: at <= field ? field + 1 : field }
}

/**
 * Adds a picture, also one that is there already: to drop it without a word would look like a fault. It follows the other
 * pictures; the first stands before the text, as Google recommends; among several texts it comes last.
 */
export function withMedia(draft: Draft, media: MediaRef): Draft {
  const { parts, field } = draft
  const last = parts.findLastIndex(isMedia)
  const at = parts.length - mediaIn(parts).length > 1 ? parts.length : last < 0 ? field : last + 1
  return inserted(draft, at, { media })
}

/** Adds an empty text at the end. */
export const withText = (draft: Draft): Draft => inserted(draft, draft.parts.length, { text: '' })

/** Takes out any part but the field. */
export const withoutPart = ({ parts, field }: Draft, at: number): Draft => ({
  parts: parts.toSpliced(at, 1),
  field: at < field ? field - 1 : field,
})

/** The draft with one part at another place. */
export function movedPart({ parts, field }: Draft, from: number, to: number): Draft {
  const part = parts[from]
  if (!part) return { parts, field }
  const moved = parts.toSpliced(from, 1).toSpliced(to, 0, part)
  const mark = parts[field]
  return { parts: moved, field: moved.findIndex((one) => one === mark) }
}

/** On which side of the field the media stand. */
export function mediaSide({ parts, field }: Draft): 'before' | 'after' | 'mixed' {
  if (!parts.slice(field).some(isMedia)) return 'before'
  return parts.slice(0, field).some(isMedia) ? 'mixed' : 'after'
}

/** The draft with all media together on one side of the field. */
export function withSide({ parts, field }: Draft, side: 'before' | 'after'): Draft {
  const media = parts.filter(isMedia)
  const texts: DraftPart[] = parts.filter((part) => !isMedia(part))
  const own = parts.slice(0, field).length - mediaIn(parts.slice(0, field)).length
  return side === 'after'
    ? { parts: texts.toSpliced(own + 1, 0, ...media), field: own }
    : { parts: texts.toSpliced(own, 0, ...media), field: own + media.length }
}

/** The turn that a draft makes: an empty text is sent only where there is nothing else. */
export function turnOf({ parts }: Pick<Draft, 'parts'>): DocTurn {
  const said = parts.filter((part) => isMedia(part) || part.text !== '')
  return { role: 'user', parts: said.length > 0 ? said : [{ text: '' }] }
}

/** A draft as the base keeps it. */
export type KeptDraft = Draft & { v: 2 }

export const forBase = ({ parts, field }: Draft): KeptDraft => ({ v: 2, parts, field })

/** A draft as version 1 kept it. `upgrade.ts` lifts it. */
export interface Draft1 {
  text: string
  images: readonly object[]
}

const isPart = (part: unknown): boolean =>
  isJson(part) &&
  (typeof part['text'] === 'string' ||
    (isMedia(part) &&
      [part.media.id, part.media.name, part.media.mimeType].every((one) => typeof one === 'string')))

const isImage1 = (image: unknown): boolean =>
  isJson(image) &&
  typeof image['id'] === 'string' &&
  ['boolean', 'undefined'].includes(typeof image['after']) &&
  ['number', 'undefined'].includes(typeof image['row'])

/** By hand: it is read before the page takes text. @throws TypeError where it is no draft of any version */
export function parseDraft(value: unknown): Draft | Draft1 {
  if (!isJson(value)) throw new TypeError('no draft')
  const { v, parts, field, text, images } = value
  if (v === undefined && typeof text === 'string' && Array.isArray(images) && images.every(isImage1))
    return { text, images }
  if (v !== 2 || !Array.isArray(parts) || !parts.every(isPart)) throw new TypeError('no draft')
  return draftOf(parts as DraftPart[], typeof field === 'number' ? field : undefined)
}
