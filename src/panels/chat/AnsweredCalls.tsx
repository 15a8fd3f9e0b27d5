import { useCallback, useMemo } from 'react'
import { CallContext } from '../../reply/calls/context.ts'
import { Titled } from '../../reply/calls/CallGroup.tsx'
import { answeredCalls, stepOf } from '../../state/chat/answered.ts'
import { useChat } from '../../state/chat/chat.ts'
import { JsonView } from '../../ui/JsonView.tsx'
import { pretty } from '../../ui/json.ts'
import { callWords } from './words.ts'
import type { ReactNode } from 'react'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Turn } from '../../state/chat/tree.ts'

/** An answer whose calls were answered: a line each, which opens to arguments and result. */
export function AnsweredCalls({ turn, children }: { turn: Turn; children: ReactNode }) {
  const shown = useChat((state) => state.shown)
  const index = shown.findIndex(({ id }) => id === turn.id)
  const next = shown[index + 1]
  const answered = useMemo(() => answeredCalls(turn, next), [turn, next])
  const step = useMemo(() => stepOf(shown, index), [shown, index])
  const about = useCallback(
    (_: FunctionCall, at: number) => {
      const { response, at: place } = answered[at] ?? {}
      if (!response) return null
      const name = <span className="font-mono text-label">{response.name}</span>
      return {
        folded: true,
        note: callWords.step(step, next?.answers?.[place ?? -1]),
        result: (
          <Titled title={<>Result of {name}</>}>
            <JsonView text={pretty(response.response)} />
          </Titled>
        ),
      }
    },
    [answered, step, next],
  )
  return <CallContext value={about}>{children}</CallContext>
}
