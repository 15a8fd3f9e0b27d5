import type { StoreName } from './migrations.ts'

/** One record written, or deleted where `value` is undefined. Keys are out of line: the record holds no key path. */
export interface Change {
  store: StoreName
  key: string
  value: unknown
  /** What the record refers to beside what is found in it (`references.ts`). Whatever is referred to stays. */
  refersTo?: readonly string[]
}

/** Changes that the base would not take, by store and key. Read first, so that a full disk loses nothing while the tab lives. */
const pending = new Map<string, Change>()

const idOf = ({ store, key }: Pick<Change, 'store' | 'key'>) => `${store}/${key}`

/** The change that waits for this record. A deletion is one too: its `value` is undefined. */
export const pendingFor = (store: StoreName, key: string): Change | undefined =>
  pending.get(idOf({ store, key }))

/** All of a store, to be read over what is on disk. */
export const pendingIn = (store: StoreName): Change[] =>
  [...pending.values()].filter((change) => change.store === store)

/** All of it, to be tried again. */
export const allPending = (): Change[] => [...pending.values()]

export function addPending(changes: readonly Change[]): void {
  for (const change of changes) pending.set(idOf(change), change)
}

/** To be called once these are on disk; what was changed meanwhile stays. */
export function dropPending(changes: readonly Change[]): void {
  for (const change of changes) if (pending.get(idOf(change)) === change) pending.delete(idOf(change))
}

/** To be called once something newer of these records is on disk. */
export function supersedePending(changes: readonly Change[]): void {
  for (const change of changes) pending.delete(idOf(change))
}
