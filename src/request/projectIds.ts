import { isJson } from './json.ts'
import type { Prompt } from './schema.ts'

/** Of the Files API: `files/abc`, or the whole address that it gives out as `uri`. */
const UPLOADED = /^(?:https?:\/\/\S+\/v\d\w*\/)?(files\/[\w-]+)$/

/** The address of a file that this is the FileData of: arguments and results may have a field of that name too. */
export function fileUriOf(value: unknown, key: string | null): string | undefined {
  if ((key !== 'fileData' && key !== 'file_data') || !isJson(value)) return undefined
  const uri = value['fileUri'] ?? value['file_uri']
  return typeof uri === 'string' ? uri : undefined
}

type IsKept = (child: unknown, key: string | null) => boolean

const isEmptied = (before: unknown, after: unknown) =>
  isJson(before) && isJson(after) && Object.keys(before).length > 0 && Object.keys(after).length === 0

/**
 * JSON without what `isKept` refuses, wherever it stands, and without what an object in a list was nothing else than.
 * @param isKept is asked of every value below the root, with its key; in a list it has none
 */
export function filtered<T>(value: T, isKept: IsKept): T
export function filtered(value: unknown, isKept: IsKept): unknown {
  if (Array.isArray(value))
    return value.flatMap((child: unknown) => {
      if (!isKept(child, null)) return []
      const rest = filtered(child, isKept)
      return isEmptied(child, rest) ? [] : [rest]
    })
  if (!isJson(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) =>
      isKept(child, key) ? [[key, filtered(child, isKept)]] : [],
    ),
  )
}

const withoutUploads = <T>(value: T, note: (id: string) => void): T =>
  filtered(value, (child, key) => {
    const id = UPLOADED.exec(fileUriOf(child, key) ?? '')?.[1]
    if (id !== undefined) note(id)
    return id === undefined
  })

function extraWithout(extra: NonNullable<Prompt['extra']>, note: (id: string) => void): typeof extra {
  const kept = Object.entries(extra).filter(([key, value]) => {
    const isCache = /^cached_?content$/i.test(key) && typeof value === 'string'
    if (isCache) note(value)
    return !isCache
  })
  return withoutUploads(Object.fromEntries(kept), note)
}

/**
 * Takes out what a reader with another key can do nothing with: the cached content, and files that were uploaded. The
 * API answers with an error to a key of another project.
 * @returns also the ids that were there, each once, in their order
 */
export function withoutProjectIds(from: Prompt): { prompt: Prompt; ids: string[] } {
  const { cachedContent, extra, turns, ...rest } = from
  const ids = new Set<string>()
  const note = (id: string) => ids.add(id)
  if (cachedContent !== undefined) note(cachedContent)
  const prompt: Prompt = {
    ...rest,
    ...(extra && { extra: extraWithout(extra, note) }),
    ...(turns && {
      turns: turns.map((turn) => Object.assign({}, turn, { parts: withoutUploads(turn.parts, note) })),
    }),
  }
  return ids.size > 0 ? { prompt, ids: [...ids] } : { prompt: from, ids: [] }
}
