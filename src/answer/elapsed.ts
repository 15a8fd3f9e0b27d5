import { useEffect, useState } from 'react'
import type { Run } from '../state/run.ts'

/** Often enough that the edge of the strip glides, seldom enough to cost nothing. */
const EVERY_MS = 50

/** ms since the run started, counting while it is live; the total once it has settled. */
export function useElapsed(run: Pick<Run, 'startedAt' | 'elapsed' | 'phase'>): number {
  const live = run.phase !== 'settled'
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!live) return
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [live])
  return live ? Math.max(0, now - run.startedAt) : (run.elapsed ?? 0)
}
