import type { Change } from './pending.ts'
import type { StoreName } from './migrations.ts'

/** Who refers to whom, so that nothing is cleaned up that a draft, a turn or a run still shows. */

const IMAGE_ID = /[0-9a-f]{64}/g
/** Longer texts are bytes or prose, and a picture is referred to by its id alone. */
const LONGEST = 300

/** Stores whose records may refer to others. */
export const referring: readonly StoreName[] = ['drafts', 'turns', 'jobs', 'aside', 'runs']

/** Of a picture, a run and a turn, as the index spells them. */
export const imageTarget = (id: string): string => `image/${id}`
export const runTarget = (id: string): string => `run/${id}`
export const turnTarget = (conversation: string, id: string): string => `turn/${conversation}/${id}`

/** Every picture that a record names, wherever it stands in it. */
export function imagesIn(value: unknown, into = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    if (value.length <= LONGEST) for (const [id] of value.matchAll(IMAGE_ID)) into.add(id)
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    for (const [name, inner] of Object.entries(value)) {
      if (name.length >= 64) imagesIn(name, into)
      imagesIn(inner, into)
    }
  return into
}

/** What a changed record refers to, sorted; none for a deleted one. */
export function targetsOf({ store, value, refersTo = [] }: Change): string[] {
  if (value === undefined || !referring.includes(store)) return []
  return [...[...imagesIn(value)].map(imageTarget), ...refersTo].toSorted()
}
