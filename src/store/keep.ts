/** How much of what was run is kept, as the reader has chosen. Read at every press, so it lies where it can be read at once. */
import { createStore } from 'zustand/vanilla'

/** How many runs can be kept; null is all of them. */
export const keepChoices = [200, 1000, 5000, null] as const
export type KeepMost = (typeof keepChoices)[number]

export interface Keep {
  most: KeepMost
  /** Off: a new run stays in memory alone, until its tab is closed. */
  fresh: boolean
}

const NAME = 'keep-runs'
/** Of the runs that are kept, unless all are. */
const MOST_BYTES = 500_000_000

function stored(): Keep {
  const keep: Keep = { most: 1000, fresh: true }
  try {
    const value: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null')
    if (typeof value !== 'object' || value === null) return keep
    const most = keepChoices.find((one) => 'most' in value && one === value.most)
    return {
      most: most === undefined ? keep.most : most,
      fresh: !('fresh' in value && value.fresh === false),
    }
  } catch {
    // Storage is off or holds something else: what is usual.
    return keep
  }
}

/** What is in force in this tab; another tab's choice holds from the next page on. */
export const keep = createStore<Keep>(stored)

export function changeKeep(change: Partial<Keep>): void {
  keep.setState(change)
  try {
    localStorage.setItem(NAME, JSON.stringify(keep.getState()))
  } catch {
    // Storage is off: the choice holds until the page is closed.
  }
}

/** How many runs are kept, and how many bytes of them; those that something refers to are beyond both. */
export function keepLimits({ most }: Pick<Keep, 'most'> = keep.getState()): { most: number; bytes: number } {
  return most === null ? { most: Infinity, bytes: Infinity } : { most, bytes: MOST_BYTES }
}
