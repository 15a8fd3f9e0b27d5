/** The list of History: read a page at a time, and kept up with what this tab and others do. */
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import {
  bytesOf,
  countRows,
  idle,
  parentRow,
  readRow,
  readRows,
  rowOf,
  runsWithoutRow,
  saidIn,
  withoutLeft,
} from '../../runs/history.ts'
import { readMany } from '../../store/database.ts'
import { readSurely, unlessSilent } from '../../store/sure.ts'
import { hearRuns } from '../../runs/journal.ts'
import { withoutKeys } from '../../runs/keyAtRest.ts'
import { orderOf, parsePress, pressOf } from '../../runs/press.ts'
import { isOwn, keyOf, knownRuns, peekRun, watchRuns } from '../../runs/registry.ts'
import { choice, chooseInstead, letGo } from './choice.ts'
import { hearRows } from './tabs.ts'
import type { Press } from '../../runs/press.ts'
import type { Run, RunId } from '../../runs/run.ts'

export interface History {
  /** In their order, as far as they are read. */
  rows: readonly Press[]
  /** Those that have come while some are chosen: the list holds still until then. */
  waiting: readonly Press[]
  /** How many are kept on disk; null before the first page. */
  total: number | null
  /** Every row is in `rows`. */
  whole: boolean
  /** How many runs have no row yet. */
  unlisted: number
}

export const history = createStore<History>(() => ({
  rows: [],
  waiting: [],
  total: null,
  whole: false,
  unlisted: 0,
}))

export const useHistory = <T>(selector: (state: History) => T): T => useStore(history, selector)

/** Every row there is, those that wait behind the others. */
export const everyRow = ({ rows, waiting }: Pick<History, 'rows' | 'waiting'>): readonly Press[] =>
  waiting.length > 0 ? [...rows, ...waiting] : rows

/** The first page fills any screen; the others are read while nobody waits. */
const FIRST_PAGE = 100
const NEXT_PAGE = 500

const orderIn = (press: Press): string => press.order ?? orderOf(press)

/** Index at which an order stands, or would stand. */
function placeOf(rows: readonly Press[], order: string): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (orderIn(rows[middle]!) < order) low = middle + 1
    else high = middle
  }
  return low
}

/** Runs whose rows have given way to those of the runs that go on from them, with the rows as they were. */
const insides = new Map<RunId, Press | undefined>()

/** Rows with others put in their places; a row of the same id gives way, and so do those of the runs that it goes on from. */
function placed(rows: readonly Press[], added: readonly Press[]): readonly Press[] {
  const [one] = added
  if (added.length === 1 && one && one.gone === undefined) {
    const at = placeOf(rows, orderIn(one))
    if (rows[at]?.id === one.id) return rows.with(at, one)
  }
  const ids = new Set(added.map(({ id }) => id))
  const others = rows.filter(({ id }) => !ids.has(id) && !insides.has(id))
  const fresh = added.filter(
    ({ id, gone, inside }) => gone === undefined && inside === undefined && !insides.has(id),
  )
  if (fresh.length === 1 && one && fresh[0] === one)
    return others.toSpliced(placeOf(others, orderIn(one)), 0, one)
  const last = others.at(-1)
  // A page comes behind what is there.
  if (!last || fresh.every((press) => orderIn(press) > orderIn(last))) return [...others, ...fresh]
  return [...others, ...fresh].toSorted((a, b) => (orderIn(a) < orderIn(b) ? -1 : 1))
}

const without = (presses: readonly Press[], ids: readonly RunId[]) =>
  presses.some(({ id }) => ids.includes(id)) ? presses.filter(({ id }) => !ids.includes(id)) : presses

/** Puts rows in their places; one that is `gone` leaves the list, and is chosen no more, whoever deleted it. */
export function put(...added: Press[]): void {
  const { rows, waiting } = history.getState()
  const earlier = new Set(added.flatMap((press) => press.earlier ?? []))
  for (const id of earlier) if (!insides.has(id)) insides.set(id, undefined)
  if (earlier.size > 0) for (const press of rows) if (earlier.has(press.id)) insides.set(press.id, press)
  const ids = added.map(({ id }) => id)
  history.setState({ rows: placed(rows, added), waiting: without(waiting, ids) })
  for (const press of added) if (press.gone === undefined) chooseInstead(press)
  letGo(added.flatMap(({ id, gone }) => (gone === undefined ? [] : id)))
}

/** Puts rows in their places whose later steps are gone. */
export function putAlone(presses: readonly Press[]): void {
  for (const { id } of presses) insides.delete(id)
  put(...presses)
}

/** The same for what comes by itself. */
function putQuietly(press: Press): void {
  const { rows, waiting } = history.getState()
  const isNew = !rows.some(({ id }) => id === press.id || press.earlier?.includes(id))
  if (isNew && choice.getState().chosen.length > 0)
    history.setState({ waiting: [...without(waiting, [press.id, ...(press.earlier ?? [])]), press] })
  else put(press)
}

choice.subscribe(({ chosen }) => {
  const { waiting } = history.getState()
  if (chosen.length === 0 && waiting.length > 0) put(...waiting)
})

/** Whether a run has a row: one of a temporary chat leaves no trace. */
async function isListed({ origin }: Run): Promise<boolean> {
  if (origin.kind !== 'chat') return true
  // It is here already where a chat has run.
  const { isTemporary } = await import('../chat/chat.ts')
  return !isTemporary(origin.conversation)
}

/** Deleted rows of runs that this tab holds in memory, on disk or not. */
const hidden = new Set<RunId>()
export const hideHere = (ids: readonly RunId[]): void => ids.forEach((id) => hidden.add(id))
export const showHere = (ids: readonly RunId[]): void => ids.forEach((id) => hidden.delete(id))

/** The row of a press that is kept in this page's memory alone, and is no run. */
export function putHeld(press: Press): void {
  if (!hidden.has(press.id)) putQuietly(press)
}

/** The row of a run that goes on in this tab, has just ended, or is kept in its memory alone. */
async function putOwn(run: Run): Promise<void> {
  const isOut = () => hidden.has(run.id) || insides.has(run.id)
  if (isOut() || !(await isListed(run))) return
  const known = history.getState().rows.find(({ id }) => id === run.id)
  const { state, time } = pressOf(run, '')
  if (known && known.state === state && (known.time === null) === (time === null)) return
  const parent = await rowAbove(run)
  // It goes to disk as it is here, pinned or deleted; cut short, no part of a key would be known for one.
  const key = keyOf(run.id)
  const said = withoutKeys(await saidIn(run), key)
  const press = withoutKeys(pressOf(run, said, run.ending ? bytesOf(run) : 0, parent), key)
  if (isOut()) return
  // It takes over the place of the run that it goes on from.
  const { pinned } = history.getState().rows.find(({ id }) => id === run.id) ?? rowHere(run.parent) ?? {}
  putQuietly(pinned ? { ...press, pinned, order: orderOf({ ...press, pinned }) } : press)
}

/** A row of the list, or one that stood in it. */
const rowHere = (id: RunId | undefined): Press | undefined =>
  id === undefined ? undefined : (history.getState().rows.find((row) => row.id === id) ?? insides.get(id))

/** The row of the run that one goes on from, which may be of this tab's memory alone. */
const rowAbove = async (run: Run): Promise<Press | null> => rowHere(run.parent) ?? parentRow(run)

/** Puts the row of a run in its place that has begun or ended elsewhere, or has come from a file. */
export async function putEnded(id: RunId): Promise<void> {
  const press = await rowOf(id)
  if (press) putQuietly(press)
}

/** Puts rows back that were deleted, as they are by now: a run may have ended since. */
export async function putBack(presses: readonly Press[]): Promise<void> {
  const ids = presses.map(({ id }) => id)
  showHere(ids)
  const now = await readMany('presses', ids, parsePress)
  put(...presses.map((press) => now.get(press.id) ?? press))
  for (const run of ids.map(peekRun)) if (run && isOwn(run.id)) await putOwn(run)
}

/** Reads rows anew that another tab has changed. */
async function putAgain(ids: readonly RunId[]): Promise<void> {
  for (const id of ids) {
    const press = await readRow(id)
    const known = history.getState().rows.find((row) => row.id === id)
    // What stood in another one's row has its own again, where that was deleted.
    if (press && press.inside === undefined) putAlone([press])
    else if (press) put(press)
    else if (known && (await unlessSilent(readSurely('presses', id), known)) === undefined)
      put({ ...known, gone: 0 })
  }
  history.setState({ total: await countRows() })
}

async function readAll(): Promise<void> {
  const first = await readRows(null, FIRST_PAGE)
  put(...(await withoutLeft(first.records)))
  history.setState({ total: await countRows() })
  let { next } = first
  while (next !== null) {
    await idle()
    const page = await readRows(next, NEXT_PAGE)
    put(...(await withoutLeft(page.records)))
    next = page.next
  }
  history.setState({ whole: true })
  const missing = (await runsWithoutRow()).filter((id) => !isOwn(id))
  for (const [at, id] of missing.entries()) {
    history.setState({ unlisted: missing.length - at })
    await idle()
    await putEnded(id)
  }
  history.setState({ unlisted: 0, total: await countRows() })
}

let reading: Promise<void> | undefined

/** Reads the list and follows what happens from here on. To be called whenever History is opened. */
export function openHistory(): Promise<void> {
  reading ??= begin()
  return reading
}

async function begin(): Promise<void> {
  watchRuns((run) => {
    if (isOwn(run.id)) void putOwn(run)
  })
  hearRuns((id) => void putEnded(id))
  hearRows((ids) => void putAgain(ids))
  const all = readAll()
  for (const run of knownRuns()) if (isOwn(run.id)) await putOwn(run)
  await all
}

/** The row on disk that a run stands in: its own, or that of the last run that goes on from it. */
async function readRowWith(id: RunId): Promise<Press | null> {
  let press = await readRow(id)
  for (let next = press?.inside; next !== undefined; next = press?.inside) press = await readRow(next)
  return press ?? null
}

/**
 * The row that a run stands in, looked up where the list has not come to it; null where there is none, undefined until
 * that is known.
 */
export function usePress(id: RunId | null): Press | null | undefined {
  const listed = useHistory(({ rows }) =>
    id === null ? undefined : rows.find((press) => press.id === id || press.earlier?.includes(id)),
  )
  const [found, setFound] = useState<{ id: RunId; press: Press | null } | null>(null)
  useEffect(() => {
    let isOver = false
    const look = async (wanted: RunId) => {
      const press = await readRowWith(wanted)
      if (!isOver) setFound({ id: wanted, press })
    }
    if (id !== null && !listed) void look(id)
    return () => {
      isOver = true
    }
  }, [id, listed])
  return listed ?? (found?.id === id ? found?.press : undefined)
}
