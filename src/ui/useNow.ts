import { useEffect, useState } from 'react'

/**
 * The time of the clock, for what grows old on the screen; only the component that shows it is drawn anew.
 * @param every milliseconds from one look at the clock to the next
 * @returns epoch milliseconds
 */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
