/** Reading where deleting for good hangs on the answer: a base that does not answer never looks like an empty one. */
import { open } from './database.ts'
import { pendingFor } from './pending.ts'
import type { StoreName } from './migrations.ts'

/**
 * A record as it is kept; undefined where there is none.
 * @throws DOMException where the base does not say
 */
export async function readSurely(store: StoreName, key: string): Promise<unknown> {
  const waiting = pendingFor(store, key)
  if (waiting) return waiting.value
  return (await open())?.get(store, key)
}

/** Ids of the runs of an owner that are on disk. @throws DOMException where the base does not say */
export async function runsOnDisk(owner: string): Promise<string[]> {
  return ((await (await open())?.getAllKeysFromIndex('runs', 'owner', owner)) ?? []).map(String)
}
