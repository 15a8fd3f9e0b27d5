import { isJson } from './json.ts'
import type { Prompt } from './schema.ts'

/** Of the Files API: `files/abc`, or the whole address that it gives out as `uri`. */
const UPLOADED = /^(?:https?:\/\/\S+\/v\d\w*\/)?(files\/[\w-]+)$/

/** The id of an uploaded file that this is the FileData of; undefined for everything else. */
function uploadedIn(value: unknown): string | undefined {
  if (!isJson(value)) return undefined
  const uri = value['fileUri'] ?? value['file_uri']
  return typeof uri === 'string' ? UPLOADED.exec(uri)?.[1] : undefined
}

const isEmptied = (before: unknown, after: unknown) =>
  isJson(before) && isJson(after) && Object.keys(before).length > 0 && Object.keys(after).length === 0

/** The same without every FileData of an upload and without parts that were nothing else; `note` is told each. */
function withoutUploads<T>(value: T, note: (id: string) => void): T
function withoutUploads(value: unknown, note: (id: string) => void): unknown {
  const isKept = (child: unknown) => {
    const id = uploadedIn(child)
    if (id !== undefined) note(id)
    return id === undefined
  }
  if (Array.isArray(value))
    return value.filter(isKept).flatMap((child) => {
      const rest = withoutUploads(child, note)
      return isEmptied(child, rest) ? [] : [rest]
    })
  if (!isJson(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) =>
      isKept(child) ? [[key, withoutUploads(child, note)]] : [],
    ),
  )
}

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
