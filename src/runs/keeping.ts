/** What the reader does with presses, and which of them go by themselves. */
import { amend, read as readRecord, readMany, referrersOf, write } from '../store/database.ts'
import { keepLimits } from '../store/keep.ts'
import { heldLocks, withLock } from '../store/locks.ts'
import { keysIn } from '../store/ordered.ts'
import { runTarget } from '../store/references.ts'
import { idle, putPress, readRow, readRows, rowOf, runsWithoutRow } from './history.ts'
import { deletePresses, lockOf } from './journal.ts'
import { orderOf, parsePress } from './press.ts'
import type { Press } from './press.ts'
import type { RunId } from './run.ts'

/** For so long a deletion can be taken back. */
export const UNDO_MS = 10_000
const AT_ONCE = 500

/** Changes rows, many at a time; what has been written of them since they were read stays. Of a run in memory none is made. */
async function changeRows(presses: readonly Press[], change: (press: Press) => Press): Promise<void> {
  for (let at = 0; at < presses.length; at += AT_ONCE) {
    const some = presses.slice(at, at + AT_ONCE)
    const keys = some.map(({ id }) => id)
    const runs = await readMany('runs', keys, () => true)
    const changes = (found: ReadonlyMap<string, unknown>) =>
      some.flatMap((press) => {
        const kept = found.get(press.id)
        if (kept !== undefined) return putPress(change(parsePress(kept)))
        // Of a job the row is all there is.
        return runs.has(press.id) || press.workspace === 'embeddings' ? putPress(change(press)) : []
      })
    if (!(await amend(['presses'], 'presses', keys, changes)))
      await write(changes(await readMany('presses', keys, parsePress)))
  }
}

/** In the list, in its place. */
function shown(press: Press): Press {
  const { gone: _, ...rest } = press
  return { ...rest, order: orderOf(rest) }
}

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

/** Deletes for good what was taken out of the list before. @param before epoch ms */
export async function purgePresses(before = Date.now() - UNDO_MS): Promise<void> {
  for (const id of await keysIn('presses', 'gone')) {
    const press = await readRow(id)
    if (press?.gone === undefined || press.gone > before) continue
    // It may have been brought into a conversation, or be shown again by now.
    if ((await holderOf(id)) === null) await deletePresses([press])
    else await showPresses([press])
  }
}

const exists = async (store: 'turns' | 'conversations', key: string) =>
  (await readRecord(store, key, () => true)) !== undefined

/** The conversation of a referrer that still needs what it refers to; null where it was deleted itself. */
async function conversationOf(referrer: string): Promise<string | null> {
  const [store, first = '', second = ''] = referrer.split('/')
  let conversation = store === 'turns' ? first : ''
  if (store === 'turns' && (await exists('turns', `${first}/${second}/gone`))) return null
  if (store === 'runs') conversation = /^chat\/(.+)$/.exec((await readRow(first))?.owner ?? '')?.[1] ?? ''
  if (conversation === '' || (await exists('conversations', `${conversation}/gone`))) return null
  return conversation
}

/** The conversation that a run belongs to and cannot be taken from; null where it may go. */
export async function holderOf(id: RunId): Promise<string | null> {
  for (const referrer of await referrersOf(runTarget(id)).catch((): string[] => [])) {
    const conversation = await conversationOf(referrer)
    if (conversation !== null) return conversation
  }
  return null
}

/** Those that may go, of these. */
export async function withoutHeld(presses: readonly Press[]): Promise<Press[]> {
  const free: Press[] = []
  for (let at = 0; at < presses.length; at += 100) {
    const some = presses.slice(at, at + 100)
    const holders = await Promise.all(some.map(({ id }) => holderOf(id)))
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

/** The oldest presses beyond what is kept; what a turn, a tab or another run refers to, and what goes on, stays. */
export async function beyondLimits({ most, bytes } = keepLimits()): Promise<Press[]> {
  const rows = await allRows()
  const size = rows.reduce((sum, press) => sum + press.bytes, 0)
  let over = { rows: rows.length - most, bytes: size - bytes }
  const busy = (await heldLocks(lockOf(''))) ?? new Set()
  const found: Press[] = []
  for (const press of rows.toSorted((a, b) => a.at - b.at)) {
    if (over.rows <= 0 && over.bytes <= 0) break
    if (busy.has(lockOf(press.id)) || (await referrersOf(runTarget(press.id))).length > 0) continue
    found.push(press)
    over = { rows: over.rows - 1, bytes: over.bytes - press.bytes }
  }
  return found
}

/** Makes the rows that are missing, while nobody waits. */
async function makeRows(): Promise<void> {
  const busy = (await heldLocks(lockOf(''))) ?? new Set()
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
    await deletePresses(await beyondLimits(limits))
  })
}
