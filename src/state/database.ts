/**
 * state/: what lives while the page is open, and what outlives it. No components in here.
 * This file is the only one that touches IndexedDB: base `playground`, version 1. It never throws at its
 * callers: what cannot be written stays in memory for this tab, and the store of `storage.ts` says so in words.
 * Imported by the rest of `state/` alone.
 */
import { openDB } from 'idb'
import type { IDBPDatabase } from 'idb'
import { forget, kept, keptChanges, storeNames } from './unwritten.ts'
import type { Change, StoreName } from './unwritten.ts'
import { isOutdated, openProblem, storageWords, writeProblem } from './advice/storage.ts'
import { storage } from './storage.ts'

export type { Change, StoreName }

/** Turns an unknown stored value into a typed one; throws where it is none. */
export type Parse<T> = (value: unknown) => T

/** The last write failed, and `storage.problem` is about that. */
let failing = false

let opening: Promise<IDBPDatabase | null> | undefined
/** Set while open, so that a write at `pagehide` can start without waiting a turn. */
let db: IDBPDatabase | null = null

function giveUp(problem: string, outdated: boolean): null {
  db = null
  opening = Promise.resolve(null)
  storage.setState({ mode: 'memory', problem, outdated })
  return null
}

async function connect(): Promise<IDBPDatabase | null> {
  try {
    db = await openDB('playground', 1, {
      upgrade(base) {
        for (const name of storeNames) {
          const store = base.createObjectStore(name)
          if (name === 'turns') store.createIndex('conversation', 'conversation')
        }
      },
      // A newer version in another tab waits for this connection to go. Holding on would freeze that tab.
      blocking() {
        db?.close()
        giveUp(storageWords.newerTab, true)
      },
      // The browser dropped the connection (storage cleared, disk trouble): the next call opens it anew.
      terminated() {
        db = null
        opening = undefined
      },
    })
    storage.setState({ mode: 'idb', problem: null })
    return db
  } catch (error) {
    return giveUp(openProblem(error), isOutdated(error))
  }
}

/** Opens once. A base that does not answer (it happens in private windows) must not keep the page from starting. */
function open(): Promise<IDBPDatabase | null> {
  opening ??= Promise.race([connect(), new Promise<null>((done) => setTimeout(done, 3000, null))])
  return opening
}

async function setAside(store: StoreName, key: string, value: unknown, error: unknown): Promise<void> {
  const record = { store, key, value, reason: String(error), at: Date.now() }
  await write([
    { store: 'aside', key: `${store}/${key}/${record.at}`, value: record },
    { store, key, value: undefined },
  ])
  storage.setState({ problem: storageWords.setAside(store) })
}

/** Every readable record among `[key, value]` pairs; the others are set aside. */
export async function parseAll<T>(
  store: StoreName,
  found: [string, unknown][],
  parse: Parse<T>,
): Promise<[string, T][]> {
  const good: [string, T][] = []
  for (const [key, value] of found) {
    try {
      good.push([key, parse(value)])
    } catch (error) {
      await setAside(store, key, value, error)
    }
  }
  return good
}

/**
 * Reads one record.
 * @returns undefined where there is none, or where `parse` refused it: then it has been moved to the store `aside`.
 */
export async function read<T>(store: StoreName, key: string, parse: Parse<T>): Promise<T | undefined> {
  const memory = kept.get(store)
  let value: unknown
  if (memory?.has(key)) value = memory.get(key)
  else value = await (await open())?.get(store, key).catch(() => undefined)
  if (value === undefined) return undefined
  return (await parseAll(store, [[key, value]], parse))[0]?.[1]
}

/** Reads many records in one transaction. @returns those that are there and that `parse` takes, by key. */
export async function readMany<T>(
  store: StoreName,
  keys: readonly string[],
  parse: Parse<T>,
): Promise<Map<string, T>> {
  const memory = kept.get(store)
  const found = new Map<string, unknown>(keys.map((key) => [key, memory?.get(key)]))
  const asked = keys.filter((key) => !memory?.has(key))
  const base = asked.length > 0 ? await open() : null
  try {
    const source = base?.transaction(store, 'readonly').store
    // The first visit has nothing to find, and ten thousand questions would take their time to say so.
    if (source && (await source.count()) > 0) {
      const values: unknown[] = await Promise.all(asked.map((key) => source.get(key)))
      asked.forEach((key, at) => found.set(key, values[at]))
    }
  } catch {
    // No base, or it went away while reading: what memory holds is all there is.
  }
  const present = [...found].filter(([, value]) => value !== undefined)
  return new Map(await parseAll(store, present, parse))
}

/**
 * Reads records in key order.
 * @param within `prefix`: keys that start with it. `conversation`: turns of that conversation, by index.
 */
export async function readAll<T>(
  store: StoreName,
  parse: Parse<T>,
  within: { prefix?: string; conversation?: string } = {},
): Promise<[string, T][]> {
  const { prefix = '', conversation } = within
  const found = new Map<string, unknown>()
  const base = await open()
  try {
    const tx = base?.transaction(store, 'readonly')
    const source = conversation === undefined ? tx?.store : tx?.store.index('conversation')
    const range =
      conversation === undefined
        ? IDBKeyRange.bound(prefix, `${prefix}\uffff`)
        : IDBKeyRange.only(conversation)
    for (let cursor = await source?.openCursor(range); cursor; cursor = await cursor.continue())
      found.set(String(cursor.primaryKey), cursor.value)
  } catch {
    // No base, or it went away while reading: what memory holds is all there is.
  }
  for (const [key, value] of kept.get(store) ?? []) {
    const of = (value as { conversation?: unknown } | undefined)?.conversation
    if (value === undefined) found.delete(key)
    else if (key.startsWith(prefix) && (conversation === undefined || of === conversation))
      found.set(key, value)
  }
  return parseAll(
    store,
    [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    parse,
  )
}

/** Keys of a store, without reading its records. @throws DOMException where the base does not give them */
export async function keysOf(store: StoreName): Promise<string[]> {
  const stored = (await (await open())?.getAllKeys(store)) ?? []
  return [...new Set([...stored.map(String), ...(kept.get(store)?.keys() ?? [])])]
}

/** All or nothing in one transaction. `commit` is explicit: a page that is going away gets no later turn for it. */
async function commit(base: IDBPDatabase, changes: readonly Change[]): Promise<void> {
  const tx = base.transaction([...new Set(changes.map((change) => change.store))], 'readwrite')
  const finished = tx.done
  try {
    for (const { store, key, value } of changes) {
      const request =
        value === undefined ? tx.objectStore(store).delete(key) : tx.objectStore(store).put(value, key)
      // Its error arrives a second time, and with the better name, as that of the transaction.
      request.catch(() => undefined)
    }
    tx.commit()
  } catch (error) {
    finished.catch(() => undefined)
    tx.abort()
    throw error
  }
  await finished
}

/** One write went through, so there may be room again for what was refused; only then is nothing wrong any more. */
async function writeKept(base: IDBPDatabase): Promise<void> {
  const changes = keptChanges()
  try {
    if (changes.length > 0) await commit(base, changes)
  } catch {
    return
  }
  forget(changes)
  failing = false
  storage.setState({ problem: null })
}

/** `write`, and whether it is on disk. */
export async function tryWrite(changes: readonly Change[]): Promise<boolean> {
  if (changes.length === 0) return true
  const base = db ?? (await open())
  try {
    if (!base) throw new Error('memory only')
    await commit(base, changes)
    for (const { store, key } of changes) kept.get(store)?.delete(key)
    if (failing) await writeKept(base)
    return true
  } catch (error) {
    for (const { store, key, value } of changes) kept.get(store)?.set(key, value)
    if (!base) return false
    failing = true
    storage.setState({ problem: writeProblem(error) })
    return false
  }
}

/**
 * Writes and deletes in one transaction. Never rejects: on failure the changes stay in memory and `storage` says why.
 * Starts within this very turn where the base is open.
 */
export async function write(changes: readonly Change[]): Promise<void> {
  await tryWrite(changes)
}
