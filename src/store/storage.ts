import { createStore } from 'zustand/vanilla'

export interface Storage {
  /** `memory`: nothing survives this tab. */
  mode: 'idb' | 'memory'
  /** A sentence for the user, where something could not be kept. */
  problem: string | null
  /** The storage belongs to a newer version of this page: only a reload helps. */
  outdated: boolean
  /** What storage is busy with while nothing can be read, as a sentence. */
  busy: string | null
  /** The reader has not been told yet that every run is kept now (`keptRunsNote.ts`). */
  tellsOfRuns: boolean
  /** Drafts not on disk yet, by key. */
  unsaved: readonly string[]
}

/** Whether what is written is kept; set by `database.ts` alone, read by panels. */
export const storage = createStore<Storage>(() => ({
  mode: 'idb',
  problem: null,
  outdated: false,
  busy: null,
  tellsOfRuns: false,
  unsaved: [],
}))
