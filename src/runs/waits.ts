import { modelOf } from './run.ts'
import type { Run } from './run.ts'

/** Of each model the waits for the first token in this tab, ms, newest last; of the last few runs. */
const waits = new Map<string, number[]>()
const MOST_WAITS = 20

/** To be called with each run that this tab has ended. @param first ms to the first token; null where none came */
export function noteWait(run: Run, first: number | null): void {
  const model = modelOf(run)
  if (first !== null) waits.set(model, [...(waits.get(model) ?? []), first].slice(-MOST_WAITS))
}

/** The shortest and the longest wait for this model's first token in this tab, ms; null before its first answer. */
export function earlierWaits(model: string): { least: number; most: number } | null {
  const times = waits.get(model)
  return times ? { least: Math.min(...times), most: Math.max(...times) } : null
}
