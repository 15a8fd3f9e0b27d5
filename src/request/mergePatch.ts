import { isJson } from './json.ts'

/**
 * RFC 7396: objects are merged key by key, null takes a key away, anything else (lists too) takes the place of what was
 * there. Neither argument changes.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJson(patch)) return patch
  const merged = new Map(isJson(target) ? Object.entries(target) : [])
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key)
    else merged.set(key, mergePatch(merged.get(key), value))
  }
  return Object.fromEntries(merged)
}

/** What a patch does at one place. */
export interface Laid {
  /** Dotted, from the root. */
  path: string
  kind: 'added' | 'changed' | 'removed' | 'no change'
  before?: unknown
  after?: unknown
}

/** Every place that a patch names, in its order, with what stood there and what stands there now. */
export function laidOver(target: unknown, patch: Record<string, unknown>, at = ''): Laid[] {
  return Object.entries(patch).flatMap(([key, after]): Laid[] => {
    const path = at ? `${at}.${key}` : key
    const before = isJson(target) && Object.hasOwn(target, key) ? target[key] : undefined
    if (after === null)
      return [before === undefined ? { path, kind: 'no change' } : { path, kind: 'removed', before }]
    const merged = mergePatch(before, after)
    const isInside = isJson(after) && (isJson(before) || (before === undefined && !isEmpty(merged)))
    if (isInside && !isEmpty(after)) return laidOver(before, after, path)
    if (before === undefined) return [{ path, kind: 'added', after: merged }]
    const same = JSON.stringify(before) === JSON.stringify(merged)
    return [{ path, kind: same ? 'no change' : 'changed', before, after: merged }]
  })
}

const isEmpty = (value: unknown) => isJson(value) && Object.keys(value).length === 0
