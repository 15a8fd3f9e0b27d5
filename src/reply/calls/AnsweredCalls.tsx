import { useCallback } from 'react'
import { JsonView } from '../../ui/JsonView.tsx'
import { pretty } from '../../ui/json.ts'
import { Titled } from './CallGroup.tsx'
import { CallContext } from './context.ts'
import { answeredWords } from './words.ts'
import type { ReactNode } from 'react'
import type { FunctionCall } from '../../gemini/types.ts'
import type { AnsweredCall } from '../../state/chat/answered.ts'
import type { Answered } from '../../state/chat/tree.ts'

interface Props {
  answered: readonly AnsweredCall[]
  /** What answered them, in the order of the results. */
  answers: readonly Answered[] | undefined
  /** Which step of its loop the answer is, from 1. */
  step: number
  children: ReactNode
}

/** An answer whose calls were answered: a line each, which opens to arguments and result. */
export function AnsweredCalls({ answered, answers, step, children }: Props) {
  const about = useCallback(
    (_: FunctionCall, at: number) => {
      const { response, at: place } = answered[at] ?? {}
      if (!response) return null
      const name = <span className="font-mono text-label">{response.name}</span>
      return {
        folded: true,
        note: answeredWords(step, answers?.[place ?? -1]),
        result: (
          <Titled title={<>Result of {name}</>}>
            <JsonView text={pretty(response.response)} />
          </Titled>
        ),
      }
    },
    [answered, step, answers],
  )
  return <CallContext value={about}>{children}</CallContext>
}
