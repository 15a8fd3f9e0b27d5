import { useState } from 'react'
import { useNow } from '../../ui/useNow.ts'

/** "just now", then "14 s ago". @param at epoch milliseconds */
export function Ago({ at }: { at: number }) {
  const seconds = Math.max(0, Math.round((useNow(1000) - at) / 1000))
  if (seconds < 5) return <>just now</>
  if (seconds < 60) return <>{seconds} s ago</>
  if (seconds < 3600) return <>{Math.floor(seconds / 60)} min ago</>
  return <>{Math.floor(seconds / 3600)} h ago</>
}

/** How long this has been on screen, in tenths of a second. */
export function Elapsed() {
  const [start] = useState(Date.now)
  return <>{(Math.max(0, useNow(100) - start) / 1000).toFixed(1)} s</>
}
