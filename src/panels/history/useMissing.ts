import { useEffect, useState } from 'react'
import { findRun } from '../../runs/registry.ts'
import { failureSentence } from '../../ui/useAttempt.ts'
import { words } from './words.ts'
import type { RunId } from '../../runs/run.ts'

/**
 * Why a run is not shown, as a sentence; null where it is, and while it is looked for.
 * @param gone what is said where there is none
 */
export function useMissing(id: RunId, gone: string): string | null {
  const [found, setFound] = useState<{ of: RunId; problem: string | null } | null>(null)
  useEffect(() => {
    let current = true
    const look = async () => {
      const problem = await findRun(id).then(
        (run) => (run ? null : gone),
        (error: unknown) => failureSentence(words.notRead, error),
      )
      if (current) setFound({ of: id, problem })
    }
    void look()
    return () => {
      current = false
    }
  }, [id, gone])
  return found?.of === id ? found.problem : null
}
