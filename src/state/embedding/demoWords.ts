import { useEffect, useState } from 'react'
import { theDemo, useSession } from '../connection/session.ts'

/** How much of the demo's word vectors has arrived; null before, after, and where another backend answers. */
export function useDemoWords(): { bytes: number; total: number } | null {
  const demo = useSession(({ backend }) => backend === 'demo')
  const [loaded, setLoaded] = useState<{ bytes: number; total: number } | null>(null)
  useEffect(() => {
    if (!demo) return
    let current = true
    let leave: (() => void) | undefined
    const watch = async () => {
      const found = await theDemo().catch(() => null)
      // Where its file did not arrive there is nothing to watch; Embed says so.
      if (current) leave = found?.watchWords(setLoaded)
    }
    void watch()
    return () => {
      current = false
      leave?.()
    }
  }, [demo])
  return demo && loaded && loaded.bytes < loaded.total ? loaded : null
}
