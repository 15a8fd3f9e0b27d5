/**
 * store/: what outlives the page. No components, no words of a workspace, nothing of the API.
 * This file is the only one that touches IndexedDB, base `playground`. It never throws at its callers: what cannot be
 * written stays in memory for this tab, and the store of `storage.ts` says so in words.
 */
import { openDB } from 'idb'
import type { IDBPDatabase, IDBPTransaction } from 'idb'
import { KEPT_RUNS_NOTE, migrations } from './migrations.ts'
import { addPending, allPending, dropPending, pendingFor, pendingIn, supersedePending } from './pending.ts'
import { referring, targetsOf } from './references.ts'
import { storage } from './storage.ts'
import { isOutdated, openProblem, storageWords, writeProblem } from './words.ts'
import type { Change } from './pending.ts'
import type { StoreName } from './migrations.ts'

export type { Change, StoreName }

/**
 * Turns an unknown stored value into a typed one; throws where it is none. Where it does without a part of it, it tells
 * `unread` which, in words.
 */
export type Parse<T> = (value: unknown, unread: (what: string) => void) => T

/** The last write failed, and `storage.problem` is about that. */
let failing = false

let opening: Promise<IDBPDatabase | null> | undefined
/** Set while open, so that a write at `pagehide` can start without waiting a turn. */
let db: IDBPDatabase | null = null

const NAME = 'playground'

/** A base that does not answer (it happens in private windows) must not keep the page from working. */
const PATIENCE_MS = 3000

function giveUp(problem: string, outdated: boolean): null {
  db = null
  opening = Promise.resolve(null)
  storage.setState({ mode: 'memory', problem, outdated, busy: null })
  return null
}

/** @param wait to be called where the base is known to answer later: it is being upgraded, or another tab holds it */
async function connect(wait: (words: string) => void): Promise<IDBPDatabase | null> {
  try {
    db = await openDB(NAME, migrations.length, {
      upgrade(base, from, _to, tx) {
        if (from > 0) wait(storageWords.upgrading)
        for (const migrate of migrations.slice(from)) migrate(base)
        // With the upgrade or not at all: a page that goes away now leaves it to the next one.
        if (from === 1) void tx.objectStore('drafts').put(true, KEPT_RUNS_NOTE)
      },
      // An older version of this page holds on, though it was asked to let go.
      blocked: () => wait(storageWords.blocked),
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
    storage.setState({ mode: 'idb', problem: null, busy: null })
    return db
  } catch (error) {
    return giveUp(openProblem(error), isOutdated(error))
  }
}

/** Whether the base is there in an older version: then it is silent because it waits to be upgraded. */
async function isOlder(): Promise<boolean> {
  try {
    const found = (await indexedDB.databases()).find(({ name }) => name === NAME)
    return (found?.version ?? migrations.length) < migrations.length
  } catch {
    return false
  }
}

/** Opens once. What is written before the base answers is kept in memory, and written when it does. For this room alone. */
export function open(): Promise<IDBPDatabase | null> {
  opening ??= new Promise((done) => {
    const giveIn = async () => {
      // Behind another tab that waits for it, nobody says so. What is there has to be read before it is written over.
      const waits = await isOlder()
      if (answered) return
      if (waits) return storage.setState({ busy: storageWords.blocked })
      storage.setState({ problem: storageWords.silent })
      done(null)
    }
    let answered = false
    const impatient = setTimeout(() => void giveIn(), PATIENCE_MS)
    const late = async () => {
      const base = await connect((words) => {
        clearTimeout(impatient)
        storage.setState({ busy: words })
      })
      clearTimeout(impatient)
      answered = true
      opening = Promise.resolve(base)
      done(base)
      if (base) await writePending(base)
    }
    void late()
  })
  return opening
}

/** Keeps a record as it was. @param rest what could be read of it, in its place; nothing where it is undefined */
async function setAside({ store, key, value }: Change, reason: string, rest?: unknown): Promise<void> {
  const record = { store, key, value, reason, at: Date.now() }
  await write([
    { store: 'aside', key: `${store}/${key}/${record.at}`, value: record },
    { store, key, value: rest },
  ])
}

/** Every readable record among `[key, value]` pairs; what cannot be read, or not wholly, is set aside as it was. */
export async function parseAll<T>(
  store: StoreName,
  found: [string, unknown][],
  parse: Parse<T>,
): Promise<[string, T][]> {
  const good: [string, T][] = []
  for (const [key, value] of found) {
    const lost: string[] = []
    try {
      const parsed = parse(value, (what) => lost.push(what))
      good.push([key, parsed])
      if (lost.length === 0) continue
      await setAside({ store, key, value }, lost.join(', '), parsed)
      storage.setState({ problem: storageWords.partly(lost) })
    } catch (error) {
      await setAside({ store, key, value }, String(error))
      storage.setState({ problem: storageWords.setAside(store) })
    }
  }
  return good
}

/**
 * Reads one record.
 * @returns undefined where there is none, or where `parse` refused it: then it has been moved to the store `aside`.
 */
export async function read<T>(store: StoreName, key: string, parse: Parse<T>): Promise<T | undefined> {
  const waiting = pendingFor(store, key)
  const value: unknown = waiting
    ? waiting.value
    : await (await open())?.get(store, key).catch(() => undefined)
  if (value === undefined) return undefined
  return (await parseAll(store, [[key, value]], parse))[0]?.[1]
}

/** Reads many records in one transaction. @returns those that are there and that `parse` takes, by key. */
export async function readMany<T>(
  store: StoreName,
  keys: readonly string[],
  parse: Parse<T>,
): Promise<Map<string, T>> {
  const found = new Map<string, unknown>(keys.map((key) => [key, pendingFor(store, key)?.value]))
  const asked = keys.filter((key) => pendingFor(store, key) === undefined)
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

export interface Within {
  prefix?: string
  conversation?: string
  owner?: string
}

function rangeOf({ prefix = '', conversation, owner }: Within): [index: string | null, range: IDBKeyRange] {
  if (conversation !== undefined) return ['conversation', IDBKeyRange.only(conversation)]
  if (owner !== undefined) return ['owner', IDBKeyRange.only(owner)]
  return [null, IDBKeyRange.bound(prefix, `${prefix}\uffff`)]
}

function isWithin(key: string, value: unknown, { prefix = '', conversation, owner }: Within): boolean {
  const of = value as { conversation?: unknown; owner?: unknown }
  return (
    key.startsWith(prefix) &&
    (conversation === undefined || of.conversation === conversation) &&
    (owner === undefined || of.owner === owner)
  )
}

/**
 * Reads records in key order.
 * @param within `prefix`: keys that start with it. `conversation`: turns of that conversation; `owner`: runs of that
 *   owner, each by its index
 */
export async function readAll<T>(
  store: StoreName,
  parse: Parse<T>,
  within: Within = {},
): Promise<[string, T][]> {
  let found: [string, unknown][] = []
  const base = await open()
  try {
    const source = base?.transaction(store, 'readonly').store
    const [index, range] = rangeOf(within)
    const from = index === null ? source : source?.index(index)
    // Two calls for all records, in the same order: a cursor takes a turn of the page for each.
    const [keys, values] = await Promise.all([from?.getAllKeys(range), from?.getAll(range)])
    found = (keys ?? []).map((key, at) => [String(key), (values as unknown[] | undefined)?.[at]])
  } catch {
    // No base, or it went away while reading: what memory holds is all there is.
  }
  const waiting = pendingIn(store)
  // As they come they are in order.
  if (waiting.length === 0) return parseAll(store, found, parse)
  const all = new Map(found)
  for (const { key, value } of waiting) {
    if (value === undefined) all.delete(key)
    else if (isWithin(key, value, within)) all.set(key, value)
  }
  return parseAll(
    store,
    [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    parse,
  )
}

type Writing = IDBPTransaction<unknown, StoreName[], 'readwrite'>

const withReferences = (stores: readonly StoreName[]): StoreName[] => [
  ...new Set([...stores, 'references' as const]),
]

/**
 * Makes the changes, with what the records refer to, and ends the transaction. `commit` is explicit: a page that is going
 * away gets no later turn for it.
 */
async function commitIn(tx: Writing, changes: readonly Change[]): Promise<void> {
  const finished = tx.done
  const put = (store: StoreName, key: string, value: unknown) => {
    const request =
      value === undefined ? tx.objectStore(store).delete(key) : tx.objectStore(store).put(value, key)
    // Its error arrives a second time, and with the better name, as that of the transaction.
    request.catch(() => undefined)
  }
  try {
    for (const change of changes) {
      const { store, key, value } = change
      put(store, key, value)
      if (!referring.includes(store)) continue
      const targets = targetsOf(change)
      put('references', `${store}/${key}`, targets.length > 0 ? { targets } : undefined)
    }
    tx.commit()
  } catch (error) {
    finished.catch(() => undefined)
    tx.abort()
    throw error
  }
  await finished
}

/** All or nothing in one transaction. */
const commit = (base: IDBPDatabase, changes: readonly Change[]): Promise<void> =>
  commitIn(base.transaction(withReferences(changes.map(({ store }) => store)), 'readwrite'), changes)

/**
 * Reads records and writes what follows from them in one transaction, so that nothing is lost which this page or another
 * one writes meanwhile.
 * @param decide gets what is on disk under each of `keys`; its changes may be of `stores` alone
 * @returns whether it is on disk; else nothing has changed
 */
export async function amend(
  stores: readonly StoreName[],
  store: StoreName,
  keys: readonly string[],
  decide: (found: ReadonlyMap<string, unknown>) => readonly Change[],
): Promise<boolean> {
  try {
    const base = await open()
    if (!base) return false
    const tx = base.transaction(withReferences([...stores, store]), 'readwrite')
    const values: unknown[] = await Promise.all(keys.map((key) => tx.objectStore(store).get(key)))
    await commitIn(tx, decide(new Map(keys.map((key, at) => [key, values[at]]))))
    return true
  } catch {
    return false
  }
}

/** One write went through, so there may be room again for what was refused; only then is nothing wrong any more. */
async function writePending(base: IDBPDatabase): Promise<void> {
  const changes = allPending()
  try {
    if (changes.length > 0) await commit(base, changes)
  } catch (error) {
    failing = true
    storage.setState({ problem: writeProblem(error) })
    return
  }
  dropPending(changes)
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
    supersedePending(changes)
    if (failing) await writePending(base)
    return true
  } catch (error) {
    addPending(changes)
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
