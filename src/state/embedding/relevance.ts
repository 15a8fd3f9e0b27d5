import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { recallAt, reciprocalRank } from '../../vectors/neighbours.ts'
import { analysis } from './run.ts'
import type { Metric } from './view.ts'

/** Ranks are looked for among so many neighbours; an expected text below counts as not found. */
export const rankedDepth = 100

/** What is searched with: a typed query's vector, or a row. */
export type Search = { text: string; vector: Float32Array } | { row: number }

/** A search and the rows that somebody said it should find. */
interface Relevance {
  search: Search
  expected: ReadonlySet<number>
}

/** What was marked for one result, by the name of the search. */
const marked = createStore<{ resultId: number; all: ReadonlyMap<string, Relevance> }>(() => ({
  resultId: 0,
  all: new Map(),
}))

export const nameOfSearch = (search: Search) =>
  'row' in search ? `row ${search.row}` : `query ${search.text}`

const none: ReadonlyMap<string, Relevance> = new Map()

export function useRelevance(resultId: number): ReadonlyMap<string, Relevance> {
  return useStore(marked, (state) => (state.resultId === resultId ? state.all : none))
}

/** Marks a row as one that the search should find, or takes the mark away. */
export function toggleExpected(resultId: number, search: Search, row: number): void {
  const now = marked.getState()
  const all = new Map(now.resultId === resultId ? now.all : [])
  const name = nameOfSearch(search)
  const expected = new Set(all.get(name)?.expected)
  if (!expected.delete(row)) expected.add(row)
  if (expected.size > 0) all.set(name, { search, expected })
  else all.delete(name)
  marked.setState({ resultId, all })
}

export interface Quality {
  queries: number
  /** Means over the marked searches, 0 to 1. */
  recall: number
  meanReciprocalRank: number
}

/**
 * How well the marked searches find what was expected, at the length and in the metric in use.
 * @throws AbortError where another result has taken the place of the one that was marked
 */
export async function measureQuality(
  resultId: number,
  relevance: ReadonlyMap<string, Relevance>,
  k: number,
  metric: Metric,
): Promise<Quality> {
  let [recall, reciprocal] = [0, 0]
  for (const { search, expected } of relevance.values()) {
    // Each search waits for the one before: rows of the next result are not those that were marked.
    if (analysis.store.getState().result?.id !== resultId) throw new DOMException('Replaced.', 'AbortError')
    const from = 'row' in search ? { row: search.row } : { query: search.vector }
    const found = await analysis.ask('nearest', { ...from, k: rankedDepth, metric })
    const ranking = found.map(({ index }) => index)
    recall += recallAt(k, ranking, expected) ?? 0
    reciprocal += reciprocalRank(ranking, expected) ?? 0
  }
  const queries = relevance.size
  return { queries, recall: recall / queries, meanReciprocalRank: reciprocal / queries }
}
