export const storeNames = ['drafts', 'images', 'conversations', 'turns', 'vectors', 'jobs', 'aside'] as const
export type StoreName = (typeof storeNames)[number]

/** One record written, or deleted where `value` is undefined. Keys are out of line: the record holds no key path. */
export interface Change {
  store: StoreName
  key: string
  value: unknown
}

/** What the base would not take. Read first, so that a full disk loses nothing while the tab lives. */
export const kept = new Map<StoreName, Map<string, unknown>>(storeNames.map((name) => [name, new Map()]))

/** All of it, to be tried again. */
export function keptChanges(): Change[] {
  return [...kept].flatMap(([store, records]) => [...records].map(([key, value]) => ({ store, key, value })))
}

/** Takes away what is on disk now, unless it was changed meanwhile. */
export function forget(changes: readonly Change[]): void {
  for (const { store, key, value } of changes)
    if (kept.get(store)?.get(key) === value) kept.get(store)?.delete(key)
}
