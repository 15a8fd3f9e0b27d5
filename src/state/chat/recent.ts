import type { Run } from '../run.ts'

/** So many answers of this page keep what went over the wire; more would be the memory of a long day. */
export const MOST_RECENT = 20

/** Runs of this page by id, newest last: a turn keeps no raw chunks, and the inspector shows them while they are here. */
const recent = new Map<string, Run>()

export function keepRecent(run: Run): void {
  recent.set(run.id, run)
  for (const oldest of recent.keys()) if (recent.size > MOST_RECENT) recent.delete(oldest)
}

export const recentRun = (id: string): Run | undefined => recent.get(id)
