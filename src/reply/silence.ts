import { isOwn } from '../runs/registry.ts'
import type { Run } from '../runs/run.ts'

/** A silence longer than this is worth a word. */
export const LATE_MS = 10_000

/**
 * For how long nothing has come of a run that goes on in this tab, ms: since its last event, or since it was last sent.
 * 0 until it is worth a word, and of a run that is not seen here, which another tab receives.
 * @param elapsed ms since the run began
 * @param seen whether its silence is: it goes on in this tab, or is played again
 */
export function silenceOf(run: Run, elapsed: number, seen = isOwn(run.id)): number {
  if (run.ending || !seen) return 0
  const sent = (run.attempts.at(-1)?.nextAt ?? run.at) - run.at
  const silent = elapsed - Math.max(sent, run.chunks.at(-1)?.at ?? 0)
  return silent >= LATE_MS ? silent : 0
}
