import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { holdsKey } from '../connection/keyInText.ts'
import { createLaunch } from '../documents/launch.ts'
import { askForKey } from '../connection/session.ts'
import { createEmbedJob } from './job.ts'
import { querySettings } from './requests.ts'
import { analysis } from './run.ts'
import { presentConnection, presentHost } from './connection.ts'
import type { Failure } from '../../gemini/error.ts'
import type { Result } from './analysis.ts'
import type { EmbedJob } from './job.ts'

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

// A job of one text: it brings cache, retries and failures with it.
const job = createEmbedJob()

/** An emptied field takes back what is being asked, and gives the list back to the selected row. */
export function typeQuery(text: string): void {
  // What was to be asked again is another question now.
  asking.unschedule()
  query.setState({ text, problem: null })
  if (text.trim() !== '') return
  job.stop()
  query.setState({ asked: null, failure: null, busy: false })
}

/** Embeds the query with the model of the result it is compared with, and its task's query side. Never rejects. */
export async function askQuery(): Promise<void> {
  asking.unschedule()
  const { result } = analysis.store.getState()
  const text = query.getState().text.trim()
  if (!result || text === '') return
  if (holdsKey(text))
    return query.setState({ problem: 'This looks like an API key. Take it out; it was not sent.' })
  if (presentHost() !== result.host)
    return query.setState({
      problem: 'The texts were embedded over another connection. Embed them again, then ask.',
    })
  if (askForKey()) return
  query.setState({ busy: true, failure: null, problem: null })
  const ended = await job.start(querySettings(result.settings), [{ text }], presentConnection())
  // Another question has been asked, or this one was taken back.
  if (!ended || ended.phase === 'stopped') return
  const failed = ended.failure ?? failedBatch(ended)
  const problem = failed ? null : problemOf(ended, result)
  const asked = failed || problem ? null : { text, vector: ended.rows.slice(), resultId: result.id }
  query.setState({
    busy: false,
    failure: failed?.failure ?? null,
    failedAt: failed?.at ?? 0,
    asked,
    problem,
  })
}

function failedBatch({ batches }: EmbedJob): EmbedJob['failure'] {
  const failed = batches.find((batch) => batch.failure)
  return failed?.failure ? { failure: failed.failure, at: failed.failedAt ?? 0 } : null
}

/** Why a vector that came cannot be compared with those of the result; null where it can. */
function problemOf({ rows, dimensions, done, unusable }: EmbedJob, result: Result): string | null {
  if (analysis.store.getState().result?.id !== result.id)
    return 'The texts were embedded again meanwhile. Ask once more.'
  const numbers = unusable.get(0)?.numbers ?? dimensions
  if (numbers !== result.dimensions)
    return `The query came back with ${numbers} numbers, the texts have ${result.dimensions}: they cannot be compared. Embed the texts again.`
  if (done === 0) return 'The query came back with numbers too large to compute with.'
  return rows.some((value) => value !== 0)
    ? null
    : 'The query came back as a vector of zeros, which has no direction: nothing is near it.'
}

/** The same at a moment the user chose to wait for. @param at epoch milliseconds */
export const askQueryAt = (at: number): void => asking.schedule(at, () => void askQuery())
