import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { recallAt, reciprocalRank } from '../../vectors/neighbours.ts'
import { analysis } from './run.ts'
import type { Metric } from './view.ts'

/** Ranks are looked for among so many neighbours; an expected text below counts as not found. */
export const judgedDepth = 100

/** What is searched with: a typed query's vector, or a row. */
export type Asked = { text: string; vector: Float32Array } | { row: number }

/** A search and the rows that somebody said should be found. */
interface Judgement {
  asked: Asked
  expected: ReadonlySet<number>
}

/** Judgements of one result, by the name of the search. */
const judged = createStore<{ resultId: number; all: ReadonlyMap<string, Judgement> }>(() => ({
  resultId: 0,
  all: new Map(),
}))

export const nameOfAsked = (asked: Asked) => ('row' in asked ? `row ${asked.row}` : `query ${asked.text}`)

const none: ReadonlyMap<string, Judgement> = new Map()

export function useJudgements(resultId: number): ReadonlyMap<string, Judgement> {
  return useStore(judged, (state) => (state.resultId === resultId ? state.all : none))
}

/** Marks a row as one that the search should find, or takes the mark away. */
export function toggleExpected(resultId: number, asked: Asked, row: number): void {
  const now = judged.getState()
  const all = new Map(now.resultId === resultId ? now.all : [])
  const name = nameOfAsked(asked)
  const expected = new Set(all.get(name)?.expected)
  if (!expected.delete(row)) expected.add(row)
  if (expected.size > 0) all.set(name, { asked, expected })
  else all.delete(name)
  judged.setState({ resultId, all })
}

export interface Quality {
  queries: number
  /** Means over the judged searches, 0 to 1. */
  recall: number
  meanReciprocalRank: number
}

/** How well the judged searches find what was expected, at the length and in the metric in use. */
export async function measureQuality(
  judgements: ReadonlyMap<string, Judgement>,
  k: number,
  metric: Metric,
): Promise<Quality> {
  let [recall, reciprocal] = [0, 0]
  for (const { asked, expected } of judgements.values()) {
    const from = 'row' in asked ? { row: asked.row } : { query: asked.vector }
    const found = await analysis.ask('nearest', { ...from, k: judgedDepth, metric })
    const ranking = found.map(({ index }) => index)
    recall += recallAt(k, ranking, expected) ?? 0
    reciprocal += reciprocalRank(ranking, expected) ?? 0
  }
  const queries = judgements.size
  return { queries, recall: recall / queries, meanReciprocalRank: reciprocal / queries }
}
