/**
 * History's index: a row a press, and what a search looks through, both derived from the journal. A run gets its row once
 * it has ended; where the page went away before that, or an older version kept the run, the next one that lists them
 * makes it. All of it can be made anew, in any order and twice.
 */
import { amend, read as readRecord, readMany, write } from '../store/database.ts'
import { heldLocks } from '../store/locks.ts'
import { countIn, readPage } from '../store/ordered.ts'
import { runTarget } from '../store/references.ts'
import { keysOf, readSurely, referrersOf, unlessSilent } from '../store/sure.ts'
import { deletePresses, lockOf } from './journal.ts'
import { insideOf, orderOf, parsePress, pressOf, searchTextOf } from './press.ts'
import type { Change } from '../store/database.ts'
import type { Page } from '../store/ordered.ts'
import type { Press } from './press.ts'
import type { Run, RunId } from './run.ts'

/** Resolves when the page has nothing better to do. */
export const idle = (): Promise<void> =>
  new Promise((done) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => done(), { timeout: 1000 })
    else setTimeout(done)
  })

/** Rows in their order. @param after the `next` of the page before; null for the first */
export const readRows = (after: string | null, count: number): Promise<Page<Press>> =>
  readPage('presses', 'order', parsePress, { after, count })

/** One row; undefined where there is none. */
export const readRow = (id: RunId): Promise<Press | undefined> => readRecord('presses', id, parsePress)

/** How many rows there are. */
export const countRows = (): Promise<number> => countIn('presses', 'order')

/** A row as it is written. What is pinned is referred to, and so outlives owner and limits. */
export const putPress = (press: Press): Change => ({
  store: 'presses',
  key: press.id,
  value: press,
  ...(press.pinned && { refersTo: [runTarget(press.id)] }),
})

export const AT_ONCE = 500

/** Changes rows, many at a time; what has been written of them since they were read stays. Of a run in memory none is made. */
export async function changeRows(presses: readonly Press[], change: (press: Press) => Press): Promise<void> {
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

interface SomePart {
  text?: unknown
  media?: { name?: unknown }
  functionResponse?: { name?: unknown; response?: unknown }
}

/** The words of parts; where there are none, results of calls, or the names of what they carry. */
function wordsOf(parts: readonly unknown[]): string {
  const all = parts as readonly SomePart[]
  const texts = all.flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
  const names = all.flatMap(({ media }) => (typeof media?.name === 'string' ? [media.name] : []))
  const results = all.flatMap(({ functionResponse }) =>
    functionResponse ? [`${String(functionResponse.name)} ${JSON.stringify(functionResponse.response)}`] : [],
  )
  return texts.join('\n').trim() || results.join('\n') || names.join(', ')
}

const parseParts = (value: unknown): unknown[] => {
  const { parts, text } = (value ?? {}) as { parts?: unknown; text?: unknown }
  if (Array.isArray(parts)) return parts
  return typeof text === 'string' ? [{ text }] : []
}

/** What was asked last, in words. The words of a conversation are in its turns. */
export async function saidIn({ asked, origin }: Pick<Run, 'asked' | 'origin'>): Promise<string> {
  if (asked.kind === 'doc')
    return wordsOf(asked.doc.turns.findLast(({ role }) => role === 'user')?.parts ?? [])
  if (asked.kind === 'unknown' || origin.kind !== 'chat') return ''
  const last = asked.turns.findLast(({ role }) => role === 'user')
  return last
    ? wordsOf((await readRecord('turns', `${origin.conversation}/${last.id}`, parseParts)) ?? [])
    : ''
}

/** About how much a run takes on disk. */
export const bytesOf = (run: Pick<Run, 'chunks' | 'asked'>): number =>
  run.chunks.reduce((sum, { raw }) => sum + raw.length, 0) +
  (run.asked.kind === 'unknown' ? 0 : JSON.stringify(run.asked).length)

/** What is read of a run's head to know what it belongs to. */
export interface Head {
  id: RunId
  owner: string
  at: number
  parent?: RunId
}

/** A run's head; undefined where there is none. @throws DOMException where the base does not say */
export const headOf = async (id: RunId): Promise<Head | undefined> =>
  (await readSurely('runs', id)) as Head | undefined

/** The runs that go on from one: later steps of its loop, later requests of its answer. @throws DOMException as above */
export async function runsAfter(id: RunId): Promise<Head[]> {
  const heads: Head[] = []
  for (const referrer of await referrersOf(runTarget(id))) {
    const head = referrer.startsWith('runs/') ? await headOf(referrer.slice('runs/'.length)) : undefined
    if (head?.parent === id) heads.push(head)
  }
  return heads.toSorted((a, b) => a.at - b.at)
}

/**
 * A row that is made anew keeps what the reader has done with the one before.
 * @param parent the row of the run that it goes on from, of which it takes over the place
 */
function withWishes(made: Press, before: Partial<Press> | undefined, parent: Press | null): Press {
  const { gone } = before ?? {}
  const pinned = before ? before.pinned : parent?.inside === undefined && parent?.pinned
  const press: Press = pinned ? { ...made, pinned, order: orderOf({ ...made, pinned }) } : made
  if (gone === undefined) return press
  const { order: _, ...hidden } = press
  return { ...hidden, gone }
}

/** The row of the run that another one goes on from; null where there is none. */
export const parentRow = async ({ parent }: Pick<Run, 'parent'>): Promise<Press | null> =>
  parent === undefined ? null : ((await readRow(parent)) ?? (await rowOf(parent)))

/**
 * Makes the row of a run that has ended, and keeps it.
 * @returns the row, not kept while the run goes on or its parent cannot be read; null where there is no such run
 */
export async function rowOf(id: RunId): Promise<Press | null> {
  // What reads runs is loaded with the first that has no row: the list itself reads none.
  const run = await (await import('./readRuns.ts')).loadRun(id)
  if (!run) return null
  const said = await saidIn(run)
  const above = await parentRow(run)
  const made = pressOf(run, said, bytesOf(run), above)
  const after = await unlessSilent(runsAfter(id), null)
  // Where the base does not say what came before, the next one that lists runs makes the row.
  const isUnsure =
    run.parent !== undefined && !above && (await unlessSilent(headOf(run.parent), 'unknown')) === 'unknown'
  if (!run.ending || isUnsure) return made
  const keys = above ? [id, above.id] : [id]
  let press = made
  const changes = (found: ReadonlyMap<string, unknown>): Change[] => {
    const parent = above && ((found.get(above.id) ?? above) as Press)
    const known = found.get(id) as Press | undefined
    const inside = after ? after.at(-1)?.id : known?.inside
    press = inside === undefined ? withWishes(made, known, parent) : insideOf(made, inside)
    return [
      putPress(press),
      { store: 'searchTexts', key: id, value: searchTextOf(run, said) },
      ...(parent ? [putPress(insideOf(parent, id))] : []),
    ]
  }
  const onDisk = await amend(['presses', 'searchTexts'], 'presses', keys, changes)
  if (!onDisk) await write(changes(await readMany('presses', keys, parsePress)))
  return press
}

/**
 * Takes rows away whose runs are gone, and finds the runs that have no row yet, or one that was made while they went on: it
 * has nothing to search.
 */
export async function runsWithoutRow(): Promise<RunId[]> {
  const stores = ['runs', 'presses', 'searchTexts'] as const
  const keys = await unlessSilent(Promise.all(stores.map((store) => keysOf(store))), [])
  const [runs = [], rows = [], texts = []] = keys
  const searched = new Set(texts)
  const known = new Set(rows.filter((id) => searched.has(id)))
  const kept = new Set(runs)
  for (const id of rows.filter((one) => !kept.has(one))) {
    const press = await readRow(id)
    // It may have been written since; where the base does not say, the next one looks.
    const isGone =
      press?.workspace !== 'embeddings' && (await unlessSilent(headOf(id), 'unknown')) === undefined
    if (press && isGone) await unlessSilent(deletePresses([press]), undefined)
  }
  return runs.filter((id) => !known.has(id))
}

const isOpen = ({ state }: Press) => state === 'waiting' || state === 'streaming'

/** Rows that a page left in the middle: what is said of them from now on. */
export async function withoutLeft(rows: readonly Press[]): Promise<readonly Press[]> {
  const open = rows.filter(isOpen)
  if (open.length === 0) return rows
  const busy = (await heldLocks(lockOf(''))) ?? new Set()
  const left = open.filter(({ id }) => !busy.has(lockOf(id)))
  const jobs = left.filter(({ workspace }) => workspace === 'embeddings')
  await changeRows(jobs, (press) => (isOpen(press) ? { ...press, state: 'interrupted' } : press))
  const now = new Map<RunId, Press>()
  for (const { id, workspace } of left) {
    const press = workspace === 'embeddings' ? await readRow(id) : await rowOf(id)
    if (press) now.set(id, press)
  }
  return rows.map((press) => now.get(press.id) ?? press)
}
