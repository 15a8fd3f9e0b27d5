/** The list of History: read a page at a time, and kept up with what this tab and others do. */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { countRows, idle, readRows, rowOf, runsWithoutRow } from '../../runs/history.ts'
import { hearRuns } from '../../runs/journal.ts'
import { orderOf, pressOf } from '../../runs/press.ts'
import { knownRuns, isOwn, watchRuns } from '../../runs/registry.ts'
import { isTemporary } from '../chat/chat.ts'
import { saidIn } from '../../runs/history.ts'
import type { Press } from '../../runs/press.ts'
import type { Run, RunId } from '../../runs/run.ts'

export interface History {
  /** In their order, as far as they are read. */
  rows: readonly Press[]
  /** How many are kept; null before the first page. */
  total: number | null
  /** Every row is in `rows`. */
  whole: boolean
}

export const history = createStore<History>(() => ({ rows: [], total: null, whole: false }))

export const useHistory = <T>(selector: (state: History) => T): T => useStore(history, selector)

/** The first page fills any screen; the others are read while nobody waits. */
const FIRST_PAGE = 100
const NEXT_PAGE = 500

const orderIn = (press: Press): string => press.order ?? orderOf(press)

/** Rows with others put in their places; a row of the same id gives way. */
function placed(rows: readonly Press[], added: readonly Press[]): Press[] {
  const ids = new Set(added.map(({ id }) => id))
  const others = rows.filter(({ id }) => !ids.has(id))
  const fresh = added.filter(({ gone }) => gone === undefined)
  const last = others.at(-1)
  // A page comes behind what is there.
  if (!last || fresh.every((press) => orderIn(press) > orderIn(last))) return [...others, ...fresh]
  return [...others, ...fresh].toSorted((a, b) => (orderIn(a) < orderIn(b) ? -1 : 1))
}

const put = (...added: Press[]): void => history.setState(({ rows }) => ({ rows: placed(rows, added) }))

/** Whether a run has a row: one of a temporary chat leaves no trace. */
const isListed = ({ origin }: Run): boolean => origin.kind !== 'chat' || !isTemporary(origin.conversation)

/** The row of a run that goes on in this tab, or that is kept in its memory alone. */
async function putLive(run: Run): Promise<void> {
  const said = await saidIn(run)
  const known = history.getState().rows.find(({ id }) => id === run.id)
  const press = pressOf(run, said)
  if (!known || known.state !== press.state || known.time !== press.time)
    put(known ? { ...known, ...press } : press)
}

async function putEnded(id: RunId): Promise<void> {
  const press = await rowOf(id)
  if (press) put(press)
}

async function readAll(): Promise<void> {
  const first = await readRows(null, FIRST_PAGE)
  put(...first.records)
  history.setState({ total: await countRows() })
  let { next } = first
  while (next !== null) {
    await idle()
    const page = await readRows(next, NEXT_PAGE)
    put(...page.records)
    next = page.next
  }
  history.setState({ whole: true })
  for (const id of await runsWithoutRow()) {
    await idle()
    if (!isOwn(id)) await putEnded(id)
  }
}

let reading: Promise<void> | undefined

/** Reads the list and follows what happens from here on. To be called whenever History is opened. */
export function openHistory(): Promise<void> {
  reading ??= begin()
  return reading
}

async function begin(): Promise<void> {
  watchRuns((run) => {
    if (isOwn(run.id) && isListed(run)) void putLive(run)
  })
  hearRuns((id) => void putEnded(id))
  await readAll()
  for (const run of knownRuns()) if (isOwn(run.id) && isListed(run)) await putLive(run)
}
