import { runStore } from './run.ts'
import type { Run } from './run.ts'

/** Of each model the waits for the first token in this tab, ms, newest last; of the last few runs. */
const waits = new Map<string, number[]>()
const MOST = 20
const noted = new Set<string>()

function note(run: Run | null): void {
  if (run?.phase !== 'settled' || noted.has(run.id)) return
  noted.add(run.id)
  const first = run.chunks.find(({ kind }) => kind !== 'empty')
  if (first) waits.set(run.model, [...(waits.get(run.model) ?? []), first.at].slice(-MOST))
}

for (const workspace of ['prompt', 'chat'] as const) {
  const store = runStore(workspace)
  note(store.getState().run)
  store.subscribe(({ run }) => note(run))
}

/** The shortest and the longest wait for this model's first token in this tab, ms; null before its first answer. */
export function earlierWaits(model: string): { least: number; most: number } | null {
  const known = waits.get(model)
  return known ? { least: Math.min(...known), most: Math.max(...known) } : null
}
