import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { holdsKey } from '../keyInText.ts'
import { createLaunch } from '../launch.ts'
import { askForKey } from '../session.ts'
import { createEmbedJob } from './job.ts'
import { querySettings } from './requests.ts'
import { analysis } from './run.ts'
import { presentWorld } from './world.ts'
import type { Failure } from '../../gemini/error.ts'

/** A typed query against the rows of one result. */
export interface Query {
  /** As typed. */
  text: string
  /** As embedded; null while the neighbours are those of a row. */
  asked: { text: string; vector: Float32Array; resultId: number } | null
  busy: boolean
  failure: Failure | null
  /** Epoch ms. */
  failedAt: number
  problem: string | null
}

const empty: Query = { text: '', asked: null, busy: false, failure: null, failedAt: 0, problem: null }

export const query = createStore<Query>(() => empty)

export function useQueryText<T>(selector: (state: Query) => T): T {
  return useStore(query, selector)
}

const asking = createLaunch()
export const queryLaunch = asking.store
export const unscheduleQuery = asking.unschedule

/** An emptied field gives the list back to the selected row. */
export function typeQuery(text: string): void {
  // What was to be asked again is another question now.
  asking.unschedule()
  query.setState({ text, problem: null, ...(text.trim() === '' && { asked: null, failure: null }) })
}

// A job of one text: it brings cache, retries and failures with it.
const job = createEmbedJob()

/** Embeds the query with the model of the result it is compared with, and its task's query side. */
export async function askQuery(): Promise<void> {
  asking.unschedule()
  const { result } = analysis.store.getState()
  const text = query.getState().text.trim()
  if (!result || text === '') return
  if (holdsKey(text))
    return query.setState({ problem: 'This looks like an API key. Take it out; it was not sent.' })
  if (askForKey()) return
  query.setState({ busy: true, failure: null, problem: null })
  await job.start(querySettings(result.settings), [{ text }], presentWorld())
  const { phase, rows, dimensions, batches } = job.store.getState()
  if (phase === 'running' || phase === 'looking up') return
  const failure = batches.find((batch) => batch.failure)?.failure ?? null
  const fits = phase === 'done' && dimensions === result.dimensions
  const asked = fits ? { text, vector: rows.slice(), resultId: result.id } : null
  const other = phase === 'done' && !fits
  const problem = other
    ? `The query came back with ${dimensions} numbers, the texts have ${result.dimensions}: they cannot be compared. Embed the texts again.`
    : null
  query.setState({ busy: false, failure, failedAt: Date.now(), asked, problem })
}

/** The same at a moment the user chose to wait for. @param at epoch milliseconds */
export const askQueryAt = (at: number): void => asking.schedule(at, () => void askQuery())
