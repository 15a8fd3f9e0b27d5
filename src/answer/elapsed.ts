import { useEffect, useState } from 'react'
import { isTyping } from '../state/frame.ts'
import type { Run } from '../state/run.ts'

/** Between chunks; each of them moves the clock by itself. */
const EVERY_MS = 200

/** ms since the run started, counting while it is live; the total once it has settled. */
export function useElapsed(run: Pick<Run, 'startedAt' | 'elapsed' | 'phase' | 'chunks'>): number {
  const live = run.phase !== 'settled'
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!live) return
    const timer = setInterval(() => {
      if (!isTyping()) setNow(Date.now())
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [live])
  return live ? Math.max(0, now - run.startedAt, run.chunks.at(-1)?.at ?? 0) : (run.elapsed ?? 0)
}
