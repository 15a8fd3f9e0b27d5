import type { Change } from './pending.ts'
import type { StoreName } from './migrations.ts'

/**
 * Who refers to what, so that nothing is cleaned up that a draft, a turn or a run still shows. Two things are found in a
 * record wherever they stand in it: pictures by their id, and runs by a field named `run`.
 */

const IMAGE_ID = /[0-9a-f]{64}/g
/** Longer texts are bytes or prose, and a picture is referred to by its id alone. */
const LONGEST = 300

/** Stores whose records may refer to others. */
export const referring: readonly StoreName[] = ['drafts', 'turns', 'jobs', 'aside', 'runs', 'presses']

/** Of a picture, a run and a turn, as the index spells them. */
export const imageTarget = (id: string): string => `image/${id}`
export const runTarget = (id: string): string => `run/${id}`
export const turnTarget = (conversation: string, id: string): string => `turn/${conversation}/${id}`

/** Every picture and run that a value names. */
export function targetsIn(value: unknown, into = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    if (value.length <= LONGEST) for (const [id] of value.matchAll(IMAGE_ID)) into.add(imageTarget(id))
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    for (const [name, inner] of Object.entries(value)) {
      // Of a request: it looks like a picture's id, and is none.
      if (name === 'bodyHash') continue
      if (name === 'run' && typeof inner === 'string') into.add(runTarget(inner))
      if (name.length >= 64) targetsIn(name, into)
      targetsIn(inner, into)
    }
  return into
}

/** What a changed record refers to, sorted; nothing for a deleted one. */
export function targetsOf({ store, value, refersTo = [] }: Change): string[] {
  if (value === undefined || !referring.includes(store)) return []
  return [...targetsIn(value, new Set(refersTo))].toSorted()
}
