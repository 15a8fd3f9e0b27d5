import { useEffect, useState } from 'react'
import { read } from '../runs/read.ts'
import type { Labelled } from '../state/advice.ts'
import type { Run } from '../runs/run.ts'

const none: readonly Labelled[] = []

/**
 * The fixes of Checks that a refusal leads to. The rules are loaded for a refusal alone; where their file does not
 * arrive, the advice stands without them.
 */
export function useWays(run: Run): readonly Labelled[] {
  const refused = read(run).failure?.kind === 'invalid'
  const [found, setFound] = useState<{ of: Run; ways: readonly Labelled[] }>()
  useEffect(() => {
    const { failure } = read(run)
    if (!refused || !failure) return undefined
    let gone = false
    const find = async () => {
      const { refusedActions } = await import('../state/advice/refused.ts')
      if (!gone) setFound({ of: run, ways: refusedActions(failure, run) })
    }
    find().catch(() => undefined)
    return () => {
      gone = true
    }
  }, [refused, run])
  return found?.of === run ? found.ways : none
}
