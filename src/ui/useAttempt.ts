import { useState } from 'react'

/**
 * For what a press starts and nobody awaits: a rejection becomes a sentence in the place of the press, and stays until
 * the next one.
 */
export function useAttempt(): {
  problem: string | null
  /** @param failed what did not happen, as a sentence; the reason is put behind it */
  attempt: (failed: string, work: () => Promise<unknown>) => void
} {
  const [problem, setProblem] = useState<string | null>(null)
  return {
    problem,
    attempt(failed, work) {
      setProblem(null)
      work().catch((error: unknown) => setProblem(failureSentence(failed, error)))
    },
  }
}

/** @param failed what did not happen, as a sentence */
export function failureSentence(failed: string, error: unknown): string {
  const why = (error instanceof Error ? error.message || error.name : String(error)).trim()
  return `${failed} ${why}${/[.!?]$/.test(why) ? '' : '.'}`
}
