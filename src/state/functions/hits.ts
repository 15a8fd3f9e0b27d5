/** How often each row of a table has answered a call in this tab. */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { HandlerRow } from '../../request/functions/handlers.ts'

/** By function and pattern: a row that moves keeps its count, one that is written anew begins at nothing. */
const hits = createStore<Readonly<Record<string, number>>>(() => ({}))

const keyOf = (name: string, { args }: HandlerRow) => `${name} ${JSON.stringify(args)}`

/** A row of the function of this name has answered. */
export function countHit(name: string, row: HandlerRow): void {
  const key = keyOf(name, row)
  hits.setState((all) => ({ [key]: (all[key] ?? 0) + 1 }))
}

/** How often each of these rows has answered, in their order. */
export function useHits(name: string, rows: readonly HandlerRow[]): number[] {
  const all = useStore(hits)
  return rows.map((row) => all[keyOf(name, row)] ?? 0)
}
