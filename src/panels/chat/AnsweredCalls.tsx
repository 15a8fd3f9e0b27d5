import { useMemo } from 'react'
import { AnsweredCalls as Calls } from '../../reply/calls/AnsweredCalls.tsx'
import { answeredCalls } from '../../state/chat/answered.ts'
import { useChat } from '../../state/chat/chat.ts'
import { stepOf } from '../../state/chat/steps.ts'
import type { ReactNode } from 'react'
import type { Turn } from '../../state/chat/tree.ts'

/** An answer of the conversation whose calls the next turn answers. */
export function AnsweredCalls({ turn, children }: { turn: Turn; children: ReactNode }) {
  const shown = useChat((state) => state.shown)
  const index = shown.findIndex(({ id }) => id === turn.id)
  const next = shown[index + 1]
  const answered = useMemo(() => answeredCalls(turn, next), [turn, next])
  const step = useMemo(() => stepOf(shown, index), [shown, index])
  return (
    <Calls answered={answered} answers={next?.answers} step={step}>
      {children}
    </Calls>
  )
}
