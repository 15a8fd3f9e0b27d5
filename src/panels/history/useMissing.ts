import { useEffect, useState } from 'react'
import { findRun } from '../../runs/registry.ts'
import type { RunId } from '../../runs/run.ts'

/** Whether there is no such run; false while it is looked for. */
export function useMissing(id: RunId): boolean {
  const [missing, setMissing] = useState<RunId | null>(null)
  useEffect(() => {
    let current = true
    const look = async () => {
      const found = await findRun(id)
      if (current && !found) setMissing(id)
    }
    void look()
    return () => {
      current = false
    }
  }, [id])
  return missing === id
}
