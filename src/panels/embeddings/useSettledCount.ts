import { useEffect, useState } from 'react'
import { setup } from '../../state/embedding/setup.ts'
import { presentCount } from '../../state/embedding/tokens.ts'
import { session } from '../../state/connection/session.ts'
import type { Count } from '../../state/embedding/tokens.ts'

const QUIET_MS = 600

/** What is to be counted, once nothing was edited for a while; null until then. */
export function useSettledCount(): Count | null {
  const [settled, setSettled] = useState<Count | null>(presentCount)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const wait = () => {
      clearTimeout(timer)
      // A figure of other texts must not stand beside these.
      setSettled(null)
      timer = setTimeout(() => setSettled(presentCount()), QUIET_MS)
    }
    const leave = [
      setup.subscribe(wait),
      session.subscribe((now, before) => {
        if (now.connectionId !== before.connectionId) wait()
      }),
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of leave) stop()
    }
  }, [])
  return settled
}
