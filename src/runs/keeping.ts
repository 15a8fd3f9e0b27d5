/** What the reader does with presses, and which of them go by themselves. */
import { read as readRecord } from '../store/database.ts'
import { keepLimits } from '../store/keep.ts'
import { heldLocks, withLock } from '../store/locks.ts'
import { keysIn } from '../store/ordered.ts'
import { runTarget } from '../store/references.ts'
import { referredTargets, referrersOf, unlessSilent } from '../store/sure.ts'
import {
  AT_ONCE,
  changeRows,
  headOf,
  idle,
  readRow,
  readRows,
  rowOf,
  runsAfter,
  runsWithoutRow,
} from './history.ts'
import { deletePresses, lockOf } from './journal.ts'
import { shown } from './press.ts'
import { isOwn } from './registry.ts'
import type { Press } from './press.ts'
import type { RunId } from './run.ts'

/** For so long a deletion can be taken back. */
export const UNDO_MS = 10_000
/** Out of the list. */
function hidden(press: Press, at: number): Press {
  const { order: _, ...rest } = press
  return { ...rest, gone: at }
}

/** A row pinned, or let go. */
export function pinned(press: Press, on: boolean): Press {
  const { pinned: _, ...rest } = press
  return shown(on ? { ...rest, pinned: true } : rest)
}

export const pinPress = (press: Press, on: boolean): Promise<void> =>
  changeRows([press], (one) => pinned(one, on))

/** Takes rows out of the list; for good only once their undo has passed. */
export const hidePresses = (presses: readonly Press[], at = Date.now()): Promise<void> =>
  changeRows(presses, (press) => hidden(press, at))

export const showPresses = (presses: readonly Press[]): Promise<void> => changeRows(presses, shown)

/** The runs that go on in some tab, by their locks. */
const busyLocks = async (): Promise<ReadonlySet<string>> => (await heldLocks(lockOf(''))) ?? new Set()

/**
 * A run whose later steps are gone has its row again.
 * @param going runs that are about to go
 * @returns the row; null where it stays in another one's, or is gone
 * @throws DOMException where the base does not say
 */
export async function showAgain(id: RunId, going: ReadonlySet<RunId>): Promise<Press | null> {
  const press = await readRow(id)
  if (press?.inside === undefined) return null
  const later = (await runsAfter(id)).findLast((one) => !going.has(one.id))
  const again: Press[] = []
  await changeRows([press], (one) => {
    const { inside: _, ...rest } = one
    const now = later ? { ...rest, inside: later.id } : shown(rest)
    again.splice(0, 1, now)
    return now
  })
  return later ? null : (again[0] ?? null)
}

/**
 * What goes with a row, the last first: nobody keeps half a loop, or half an answer.
 * @returns also the run before them that stays, for something else needs it
 * @throws DOMException where the base does not say
 */
async function wholeOf(press: Press, busy: ReadonlySet<string>) {
  const going: Pick<Press, 'id' | 'owner'>[] = [press]
  const ids = new Set([press.id])
  for (const id of press.earlier?.toReversed() ?? []) {
    const head = await headOf(id)
    if (!head) break
    const others = (await runsAfter(id)).some((later) => !ids.has(later.id))
    if (others || (await findOwnHolder(id, busy)) !== null) return { going, ids, stays: id }
    going.push(head)
    ids.add(id)
  }
  return { going, ids, stays: null }
}

/**
 * Deletes presses for good with all that stands in their rows. What something else needs of it stays, and has its row
 * again. Where the base does not say what that is, nothing of the row goes.
 * @returns the rows that are in the list again
 */
async function deleteWhole(presses: readonly Press[]): Promise<Press[]> {
  const again: Press[] = []
  const busy = await busyLocks()
  const remove = async (press: Press) => {
    const { going, ids, stays } = await wholeOf(press, busy)
    const back = stays === null ? null : await showAgain(stays, ids)
    await deletePresses(going)
    if (back) again.push(back)
  }
  for (const press of presses) await unlessSilent(remove(press), undefined)
  return again
}

/**
 * Deletes for good what was taken out of the list before.
 * @param before epoch ms
 * @returns the rows that are in the list again, for something needs their runs
 */
export async function purgePresses(before = Date.now() - UNDO_MS): Promise<Press[]> {
  const busy = await busyLocks()
  const again: Press[] = []
  for (const id of await keysIn('presses', 'gone')) {
    const press = await readRow(id)
    // What is still being written would come back without its beginning; the next call finds it.
    if (press?.gone === undefined || press.gone > before || busy.has(lockOf(id))) continue
    // It may have been brought into a conversation, or be shown again by now.
    const holder = await holderOf(id)
    if (holder === null) again.push(...(await deleteWhole([press])))
    else if (holder.kind !== 'unknown') {
      await showPresses([press])
      again.push(shown(press))
    }
  }
  return again
}

const exists = async (store: 'turns' | 'conversations', key: string) =>
  (await readRecord(store, key, () => true)) !== undefined

/**
 * The conversation of a referrer that still needs what it refers to; null where it was deleted itself.
 * @throws DOMException where the base does not say
 */
async function conversationOf(referrer: string): Promise<string | null> {
  const [store, first = '', second = ''] = referrer.split('/')
  let conversation = store === 'turns' ? first : ''
  if (store === 'turns' && (await exists('turns', `${first}/${second}/gone`))) return null
  if (store === 'runs') conversation = /^chat\/(.+)$/.exec((await headOf(first))?.owner ?? '')?.[1] ?? ''
  if (conversation === '' || (await exists('conversations', `${conversation}/gone`))) return null
  return conversation
}

/** Why a run cannot be taken. */
export type Holder =
  | { kind: 'conversation'; id: string }
  /** A later run goes on from it, and nobody keeps half of a loop or an answer. */
  | { kind: 'run' }
  /** It goes on in another tab. */
  | { kind: 'tab' }
  /** The base does not say. */
  | { kind: 'unknown' }

interface Deletion {
  /** Runs that go with it. */
  going: ReadonlySet<RunId>
  busy: ReadonlySet<string>
}

/** What needs a run itself, whatever goes on from it. @throws DOMException where the base does not say */
async function findOwnHolder(id: RunId, busy: ReadonlySet<string>): Promise<Holder | null> {
  if (busy.has(lockOf(id)) && !isOwn(id)) return { kind: 'tab' }
  for (const referrer of await referrersOf(runTarget(id))) {
    const conversation = await conversationOf(referrer)
    if (conversation !== null) return { kind: 'conversation', id: conversation }
  }
  return null
}

/** @throws DOMException where the base does not say */
async function findHolder(id: RunId, deletion: Deletion): Promise<Holder | null> {
  const own = await findOwnHolder(id, deletion.busy)
  if (own) return own
  for (const later of await runsAfter(id)) {
    const goes = deletion.going.has(later.id) || (await readRow(later.id))?.gone !== undefined
    if (!goes || (await findHolder(later.id, deletion)) !== null) return { kind: 'run' }
  }
  return null
}

const holderIn = (id: RunId, deletion: Deletion): Promise<Holder | null> =>
  unlessSilent<Holder | null, Holder>(findHolder(id, deletion), { kind: 'unknown' })

/** What a run belongs to and cannot be taken from; null where it may go. */
export const holderOf = async (id: RunId): Promise<Holder | null> =>
  holderIn(id, { going: new Set(), busy: await busyLocks() })

/** Those that may go together, of these. */
export async function withoutHeld(presses: readonly Press[]): Promise<Press[]> {
  const deletion = { going: new Set(presses.map(({ id }) => id)), busy: await busyLocks() }
  const free: Press[] = []
  for (let at = 0; at < presses.length; at += 100) {
    const some = presses.slice(at, at + 100)
    const holders = await Promise.all(some.map(({ id }) => holderIn(id, deletion)))
    free.push(...some.filter((_, index) => holders[index] === null))
  }
  return free
}

/** Every row on disk, a page at a time. */
async function allRows(): Promise<Press[]> {
  const rows: Press[] = []
  let after: string | null = null
  do {
    const page = await readRows(after, AT_ONCE)
    rows.push(...page.records)
    after = page.next
  } while (after !== null)
  return rows
}

/**
 * The oldest presses beyond what is kept. What a pin, a turn, a tab or another run refers to, and what goes on, stays, and
 * takes no place from the others.
 */
export async function beyondLimits({ most, bytes } = keepLimits()): Promise<Press[]> {
  const needed = await unlessSilent(referredTargets(runTarget('')), null)
  if (needed === null) return []
  const busy = await busyLocks()
  const free = (await allRows()).filter(({ id }) => !busy.has(lockOf(id)) && !needed.has(runTarget(id)))
  const size = free.reduce((sum, press) => sum + press.bytes, 0)
  let over = { rows: free.length - most, bytes: size - bytes }
  const found: Press[] = []
  for (const press of free.toSorted((a, b) => a.at - b.at)) {
    if (over.rows <= 0 && over.bytes <= 0) break
    found.push(press)
    over = { rows: over.rows - 1, bytes: over.bytes - press.bytes }
  }
  return found
}

/** Makes the rows that are missing, while nobody waits. */
async function makeRows(): Promise<void> {
  const busy = await busyLocks()
  for (const id of await runsWithoutRow()) {
    if (busy.has(lockOf(id))) continue
    await idle()
    await rowOf(id)
  }
}

/** Deletes for good what the reader has deleted, and what is beyond what is kept. To be called now and then. */
export async function retain(limits = keepLimits()): Promise<void> {
  await withLock('journal', 'exclusive', async () => {
    await makeRows()
    await purgePresses()
    await deleteWhole(await beyondLimits(limits))
  })
}
