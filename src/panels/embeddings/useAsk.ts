import { useEffect, useState } from 'react'
import { analysis } from '../../state/embedding/run.ts'
import type { JobInput, JobName, JobOutput } from '../../state/embedding/analysis.ts'

interface Answer<Name extends JobName> {
  /** The last answer, of the present question or of an earlier one about the same vectors. */
  output: JobOutput<Name> | null
  /** What `output` answers. */
  input: JobInput<Name> | null
  /** Whether `output` answers the present question. */
  fresh: boolean
  problem: string | null
}

/**
 * Asks the vectors' thread, and again whenever `key` changes; a question that is no longer wanted is cancelled.
 * @param key names the vectors first, then the question: `7 768 nearest 3`. Null asks nothing.
 */
export function useAsk<Name extends JobName>(
  name: Name,
  input: JobInput<Name>,
  key: string | null,
  onProgress?: (share: number, coordinates?: Float32Array) => void,
): Answer<Name> {
  const [answer, setAnswer] = useState<{
    key: string
    input: JobInput<Name>
    output: JobOutput<Name> | null
    problem: string | null
  } | null>(null)
  useEffect(() => {
    if (key === null) return
    const controller = new AbortController()
    const { signal } = controller
    const report = (share: number, coordinates?: Float32Array) => {
      if (!signal.aborted) onProgress?.(share, coordinates)
    }
    analysis.ask(name, input, { signal, onProgress: report }).then(
      (output) => !signal.aborted && setAnswer({ key, input, output, problem: null }),
      (error: unknown) => {
        // Other vectors are taking the place of these: then the key changes too.
        if (signal.aborted || (error instanceof DOMException && error.name === 'AbortError')) return
        setAnswer({
          key,
          input,
          output: null,
          problem: error instanceof Error ? error.message : String(error),
        })
      },
    )
    return () => controller.abort()
    // oxlint-disable-next-line react/exhaustive-deps -- `key` names the input
  }, [name, key])
  // Rows of another result must not be taken for rows of this one.
  const same = key !== null && answer !== null && answer.key.split(' ')[0] === key.split(' ')[0]
  return {
    output: same ? answer.output : null,
    input: same ? answer.input : null,
    fresh: same && answer.key === key,
    problem: same && answer.key === key ? answer.problem : null,
  }
}
