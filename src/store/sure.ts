/**
 * Reading where deleting for good hangs on the answer: a base that does not answer never looks like an empty one. Each of
 * these throws a DOMException where it does not say.
 */
import { open } from './database.ts'
import { allPending, pendingFor, pendingIn } from './pending.ts'
import { referring, targetsOf } from './references.ts'
import { storage } from './storage.ts'
import type { IDBPDatabase } from 'idb'
import type { StoreName } from './migrations.ts'

/** @returns null where the browser gives the page no storage: then memory holds all there is */
async function answering(): Promise<IDBPDatabase | null> {
  const base = await open()
  const { mode, outdated } = storage.getState()
  if (!base && (mode === 'idb' || outdated)) throw new DOMException('No answer.', 'InvalidStateError')
  return base
}

/** What `work` gives; `instead` where the base does not say. Any other error stays one. */
export async function unlessSilent<T, S>(work: Promise<T>, instead: S): Promise<T | S> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DOMException) return instead
    throw error
  }
}

const under = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`)

/** A record as it is kept; undefined where there is none. */
export async function readSurely(store: StoreName, key: string): Promise<unknown> {
  const waiting = pendingFor(store, key)
  if (waiting) return waiting.value
  return (await answering())?.get(store, key)
}

/** Ids of the runs of an owner that are on disk. */
export async function runsOnDisk(owner: string): Promise<string[]> {
  return ((await (await answering())?.getAllKeysFromIndex('runs', 'owner', owner)) ?? []).map(String)
}

/** Keys of a store, without reading its records. @param prefix those that begin so */
export async function keysOf(store: StoreName, prefix = ''): Promise<string[]> {
  const stored = (await (await answering())?.getAllKeys(store, under(prefix))) ?? []
  const waiting = pendingIn(store).flatMap(({ key }) => (key.startsWith(prefix) ? [key] : []))
  return [...new Set([...stored.map(String), ...waiting])]
}

/** The records that refer to something, as `STORE/KEY`. @param target as `references.ts` spells it */
export async function referrersOf(target: string): Promise<string[]> {
  const waiting = allPending().filter((change) => targetsOf(change).includes(target))
  const found = (await (await answering())?.getAllKeysFromIndex('references', 'targets', target)) ?? []
  return [...new Set([...found.map(String), ...waiting.map(({ store, key }) => `${store}/${key}`)])]
}

/** Everything that some record refers to under a prefix (`image/`), each once. */
export async function referredTargets(prefix: string): Promise<Set<string>> {
  const found = new Set(allPending().flatMap(targetsOf))
  const tx = (await answering())?.transaction('references', 'readonly')
  const index = tx?.store.index('targets')
  for (
    let cursor = await index?.openKeyCursor(under(prefix), 'nextunique');
    cursor;
    cursor = await cursor.continue()
  )
    found.add(String(cursor.key))
  return new Set([...found].filter((target) => target.startsWith(prefix)))
}

const INDEXED_AT_ONCE = 200

/** Takes into the index what records refer to that were written before there was one. */
export async function indexReferences(): Promise<void> {
  const base = await answering()
  if (!base) return
  for (const store of referring) {
    let after: string | undefined
    for (;;) {
      const tx = base.transaction([store, 'references'], 'readwrite')
      const range = after === undefined ? null : IDBKeyRange.lowerBound(after, true)
      const keys = (await tx.objectStore(store).getAllKeys(range, INDEXED_AT_ONCE)).map(String)
      const values: unknown[] = await tx.objectStore(store).getAll(range, INDEXED_AT_ONCE)
      for (const [at, key] of keys.entries()) {
        const known = await tx.objectStore('references').getKey(`${store}/${key}`)
        const targets = known === undefined ? targetsOf({ store, key, value: values[at] }) : []
        if (targets.length > 0) await tx.objectStore('references').put({ targets }, `${store}/${key}`)
      }
      await tx.done
      after = keys.at(-1)
      if (after === undefined) break
    }
  }
}
