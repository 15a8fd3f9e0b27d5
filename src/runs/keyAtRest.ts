/** No key is kept, wherever in a run it hides. On the screen everything stays as it was typed and as it came. */
import { hasKeyShape, isSpelled, redact } from '../gemini/redact.ts'

/** What stands on disk where a key stood. */
export const REMOVED = '[key removed]'

/**
 * Whether a text is bytes in base64: opaque, and long enough to look like anything by chance. An argument that happens to
 * be named `data` is none.
 * @param holder the object that has a field of this name
 */
export const isBase64 = (name: string, holder: object): boolean =>
  name === 'thoughtSignature' || name === 'continuationToken' || (name === 'data' && 'mimeType' in holder)

/**
 * A JSON value without the held key and everything shaped like a Gemini key, names of fields included.
 * @returns the very same value where there was none
 */
export function withoutKeys<T>(value: T, key: string | null, isOpaque = false): T {
  if (typeof value === 'string')
    return redact(value, key ?? undefined, { mask: REMOVED, shapes: !isOpaque }) as T
  if (Array.isArray(value)) {
    const cleaned = value.map((item: unknown) => withoutKeys(item, key, isOpaque))
    return cleaned.some((item, index) => item !== value[index]) ? (cleaned as T) : value
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  const fields = Object.entries(value as Record<string, unknown>)
  const cleaned = fields.map(
    ([name, field]) =>
      [
        withoutKeys(name, key),
        // Only the held key itself is looked for in these.
        withoutKeys(field, key, isBase64(name, value) && typeof field === 'string'),
      ] as const,
  )
  const changed = cleaned.some(
    ([name, field], index) => name !== fields[index]?.[0] || field !== fields[index]?.[1],
  )
  return changed ? (Object.fromEntries(cleaned) as T) : value
}

/** What JSON may spell in two ways without `\u`, and a key that a gateway hands out may hold. */
const TWICE = /["\\/]/

/** Whether JSON may spell a key in escapes: no search in it finds that. */
const maySpell = (json: string, key: string | null): boolean =>
  isSpelled(json) || (key !== null && TWICE.test(key) && json.includes('\\'))

/** The same for JSON text: looked into only where it may hold one, for a stream has thousands. */
export function jsonWithoutKeys(json: string, key: string | null): string {
  if (!hasKeyShape(json) && !(key !== null && json.includes(key)) && !maySpell(json, key)) return json
  try {
    const value: unknown = JSON.parse(json)
    const cleaned = withoutKeys(value, key)
    return cleaned === value ? json : JSON.stringify(cleaned)
  } catch {
    return redact(json, key ?? undefined, { mask: REMOVED, shapes: true })
  }
}
