/** Runs by id: those that go on, those on the screen, and those in the journal. */
import { useCallback, useSyncExternalStore } from 'react'
import { hearRuns } from './journal.ts'
import { phaseOf } from './exchange.ts'
import type { Run, RunId } from './run.ts'

/**
 * Runs at hand, the longest unused first. Whatever the journal cannot give back (a run that goes on, a temporary one) is
 * held, and so are the runs of the conversation on the screen.
 */
const known = new Map<RunId, Run>()
/** How many hold each: a run that ends is still on the screen. */
const held = new Map<RunId, number>()
/** Runs that are held neither by a run that goes on nor by a screen; more would be the memory of a long day. */
const MOST_IDLE = 30

const listeners = new Map<RunId, Set<() => void>>()
const everybody = new Set<(run: Run) => void>()

/** The run as it is now, if it is at hand. */
export const peekRun = (id: RunId): Run | null => known.get(id) ?? null

/** All runs at hand. */
export const knownRuns = (): readonly Run[] => [...known.values()]

/** Whether a run of this id goes on in this tab. */
export function isLive(id: RunId): boolean {
  const run = known.get(id)
  return run !== undefined && phaseOf(run) !== 'settled'
}

function forgetIdle(): void {
  if (known.size <= held.size + MOST_IDLE) return
  const idle = [...known.keys()].filter((id) => !held.has(id) && !listeners.has(id))
  for (const id of idle.slice(0, Math.max(0, idle.length - MOST_IDLE))) known.delete(id)
}

/** Puts a state of a run in the place of the one before, and tells whoever shows it. */
export function publishRun(run: Run): void {
  // The newest last.
  known.delete(run.id)
  known.set(run.id, run)
  forgetIdle()
  for (const listen of listeners.get(run.id) ?? []) listen()
  for (const listen of everybody) listen(run)
}

/**
 * Puts a run that was read from the journal at hand, unless what is at hand says as much: this tab knows its own runs
 * better, and what has been derived from the same run is not derived anew.
 */
export function adoptRead(run: Run): void {
  const here = known.get(run.id)
  const same =
    here?.ending?.kind === run.ending?.kind &&
    here?.elapsed === run.elapsed &&
    here?.chunks.length === run.chunks.length
  if (!here || !(same || isOwn(run.id))) publishRun(run)
}

/** Keeps runs at hand until `releaseRuns` has been called as often. */
export function holdRuns(ids: Iterable<RunId>): void {
  for (const id of ids) held.set(id, (held.get(id) ?? 0) + 1)
}

export function releaseRuns(ids: Iterable<RunId>): void {
  for (const id of ids) {
    const others = (held.get(id) ?? 1) - 1
    if (others > 0) held.set(id, others)
    else held.delete(id)
  }
  forgetIdle()
}

/** Forgets a run: its owner was deleted, or was temporary. */
export function forgetRun(id: RunId): void {
  held.delete(id)
  known.delete(id)
  inMemory.delete(id)
  for (const listen of listeners.get(id) ?? []) listen()
}

/** What reads them is loaded with the first that is read. */
async function loadRun(id: RunId): Promise<Run | null> {
  return (await import('./readRuns.ts')).loadRun(id)
}

const loading = new Map<RunId, Promise<Run | null>>()

/** The run, from the journal if need be; null where there is none. */
export async function findRun(id: RunId): Promise<Run | null> {
  const here = known.get(id)
  if (here) return here
  const asked = loading.get(id) ?? loadRun(id)
  loading.set(id, asked)
  // What reads it may not arrive: the next one that asks tries again.
  const found = await asked.finally(() => loading.delete(id))
  // It may have begun, or have been read, while the journal was asked.
  const since = known.get(id)
  if (since || !found) return since ?? null
  publishRun(found)
  return found
}

/** Brings a run to hand for whoever watches it. Where that fails it stays away: who has to say so asks `findRun`. */
export function wantRun(id: RunId): void {
  findRun(id).catch(() => undefined)
}

/** Calls `listen` with every change of one run. @returns what ends that */
export function watchRun(id: RunId, listen: () => void): () => void {
  const all = listeners.get(id) ?? new Set()
  all.add(listen)
  listeners.set(id, all)
  return () => {
    all.delete(listen)
    if (all.size === 0) listeners.delete(id)
    forgetIdle()
  }
}

/** Calls `listen` with every state of every run that comes to hand. @returns what ends that */
export function watchRuns(listen: (run: Run) => void): () => void {
  everybody.add(listen)
  return () => everybody.delete(listen)
}

/** Follows what other tabs end: a run of theirs that is on the screen here is read anew. To be called once. */
export function followJournal(): void {
  hearRuns((id) => {
    if (isOwn(id) || !(known.has(id) || listeners.has(id))) return
    const again = async () => {
      const run = await loadRun(id)
      if (run && !isOwn(id)) publishRun(run)
    }
    // It is on the screen as it was.
    again().catch(() => undefined)
  })
}

/** Runs that this tab has started: the journal knows less of them than it does. Each with the key that it was made with. */
const own = new Map<RunId, string | null>()
export const markOwn = (id: RunId, key: string | null = null): void => void own.set(id, key)
export const isOwn = (id: RunId): boolean => own.has(id)

/** The key to be kept out of what is written of a run; null of one that was read, which holds none any more. */
export const keyOf = (id: RunId): string | null => own.get(id) ?? null

/** Runs that this tab keeps in its memory alone, and what writes each. */
const inMemory = new Map<RunId, () => Promise<void>>()
export const isInMemory = (id: RunId): boolean => inMemory.has(id)
export const markInMemory = (id: RunId, keep: () => Promise<void>): void => void inMemory.set(id, keep)

/** Keeps a run of this tab's memory from now on, and those whose answer it goes on with. Any other is kept already. */
export async function keepMemoryRun(id: RunId): Promise<void> {
  const keep = inMemory.get(id)
  inMemory.delete(id)
  const parent = peekRun(id)?.parent
  if (parent !== undefined) await keepMemoryRun(parent)
  await keep?.()
}

const nothing = () => () => undefined

/**
 * Subscribes a component to one value of a run, read from the journal where it is not at hand.
 * @returns null while it is looked up, and where there is none
 */
export function useRun<T>(id: RunId | null, select: (run: Run) => T): T | null {
  const subscribe = useCallback(
    (listen: () => void) => {
      if (id === null) return nothing()
      const leave = watchRun(id, listen)
      wantRun(id)
      return leave
    },
    [id],
  )
  return useSyncExternalStore(subscribe, () => {
    const run = id === null ? null : peekRun(id)
    return run && select(run)
  })
}
