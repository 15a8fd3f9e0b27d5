/** Which rows of History are on show: a text that is looked for, and three filters. */
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { foldText } from '../../runs/press.ts'
import { searchPresses } from '../../runs/search.ts'
import { history, useHistory } from './history.ts'
import type { Press } from '../../runs/press.ts'
import type { RunId } from '../../runs/run.ts'

export interface Filters {
  text: string
  /** Each is null for All. */
  workspace: Press['workspace'] | null
  model: string | null
  state: Press['state'] | null
  /** What the search has found so far; null where nothing is looked for. */
  found: ReadonlySet<RunId> | null
  searching: boolean
}

const all: Filters = { text: '', workspace: null, model: null, state: null, found: null, searching: false }
export const filters = createStore<Filters>(() => all)

export const useFilters = <T>(selector: (state: Filters) => T): T => useStore(filters, selector)

export const setFilter = (change: Partial<Pick<Filters, 'workspace' | 'model' | 'state'>>): void =>
  filters.setState(change)

/** Quick keys are one search. */
const PAUSE_MS = 100
let timer: ReturnType<typeof setTimeout> | undefined
let searching = new AbortController()

async function search(text: string): Promise<void> {
  searching.abort()
  searching = new AbortController()
  const { signal } = searching
  filters.setState({ searching: true })
  const found = new Set<RunId>()
  await searchPresses(text, (ids) => ids.forEach((id) => found.add(id)), signal)
  if (!signal.aborted) filters.setState({ found, searching: false })
}

/** Looks for a text in prompts and answers. */
export function setText(text: string): void {
  clearTimeout(timer)
  searching.abort()
  filters.setState({ text })
  if (text.trim() === '') filters.setState({ found: null, searching: false })
  else timer = setTimeout(() => void search(text), PAUSE_MS)
}

/** Every row again. */
export function showAll(): void {
  clearTimeout(timer)
  searching.abort()
  filters.setState(all)
}

// What has got its row since is looked through too.
history.subscribe((now, before) => {
  const { text } = filters.getState()
  if (before.unlisted > 0 && now.unlisted === 0 && text.trim() !== '') void search(text)
})

/** Rows of the list that the filters leave, in their order. */
export function filterRows(
  rows: readonly Press[],
  { text, workspace, model, state, found }: Filters,
): readonly Press[] {
  const wanted = foldText(text)
  // Words of any step find the loop.
  const isFound = ({ id, earlier }: Press) =>
    found !== null && (found.has(id) || earlier?.some((one) => found.has(one)) === true)
  if (wanted === '' && workspace === null && model === null && state === null) return rows
  return rows.filter(
    (press) =>
      (workspace === null || press.workspace === workspace) &&
      (model === null || press.model === model) &&
      (state === null || press.state === state) &&
      // Before the search is through, and for what goes on, the words in the row tell.
      (wanted === '' || isFound(press) || foldText(press.words).includes(wanted)),
  )
}

/** The rows on show. */
export function useShownRows(): readonly Press[] {
  const rows = useHistory((state) => state.rows)
  const wanted = useFilters((state) => state)
  return useMemo(() => filterRows(rows, wanted), [rows, wanted])
}
