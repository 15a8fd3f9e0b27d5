import { createContext, useContext, useEffect, useState } from 'react'
import { phaseOf } from '../runs/exchange.ts'
import { isTyping } from '../runs/frame.ts'
import { read } from '../runs/read.ts'
import type { Run } from '../runs/run.ts'

/** Between chunks; each of them moves the clock by itself. */
const EVERY_MS = 200

/** Of a run that is played again, ms since its start: the moment on show. Null where time is the clock's own. */
export const MomentContext = createContext<number | null>(null)

export const useMoment = (): number | null => useContext(MomentContext)

/** ms since the run started, counting while it is live; the total once it has settled. */
export function useElapsed(run: Run): number {
  const moment = useMoment()
  const live = moment === null && phaseOf(run) !== 'settled'
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!live) return
    const timer = setInterval(() => {
      if (!isTyping()) setNow(Date.now())
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [live])
  if (moment !== null) return moment
  return live ? Math.max(0, now - run.at, run.chunks.at(-1)?.at ?? 0) : (read(run).figures.total ?? 0)
}
