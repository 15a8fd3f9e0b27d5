import { useEffect, useRef } from 'react'
import { CallContext } from '../../reply/calls/context.ts'
import { StateMark } from '../../reply/StateMark.tsx'
import { useChat } from '../../state/chat/chat.ts'
import { useLoops } from '../../state/chat/loops.ts'
import { loadResults, setResult, useResults } from '../../state/chat/results.ts'
import { stepsOf } from '../../state/chat/steps.ts'
import { CallField } from './CallField.tsx'
import type { ReactNode } from 'react'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Turn } from '../../state/chat/tree.ts'

interface Props {
  turn: Turn
  children: ReactNode
}

/** An answer, and where its calls wait for their results at the end of the conversation, the fields for them. */
export function WaitingCalls({ turn, children }: Props) {
  const waits = useChat((state) => state.shown.at(-1) === turn && stepsOf(state).waiting !== null)
  return waits ? <Waiting turn={turn}>{children}</Waiting> : children
}

function Waiting({ turn, children }: Props) {
  const { id, conversation } = turn
  const given = useResults(id)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    void loadResults(id)
  }, [id])
  const refused = useLoops(({ stopped }) => {
    const { turn: of, why } = stopped[conversation] ?? {}
    return of === id && why?.kind === 'refused' ? why : null
  })
  useEffect(() => {
    const fields = box.current?.querySelectorAll<HTMLElement>('[data-result] textarea')
    if (refused) fields?.[refused.at]?.focus()
  }, [refused])
  const waiting = (call: FunctionCall, at: number) => ({
    note: <Waits />,
    result: (
      <CallField
        call={call}
        turn={turn}
        at={at}
        given={given[at]}
        problem={refused?.at === at ? refused.problem : undefined}
        onChange={(next) => setResult(id, at, next)}
      />
    ),
  })
  return (
    <div ref={box} className="flex flex-col gap-3">
      <CallContext value={waiting}>{children}</CallContext>
    </div>
  )
}

/** Beside a call that nobody has answered yet. */
function Waits() {
  return (
    <span className="flex items-center gap-2">
      <StateMark state="waiting" />
      <span>
        <b className="font-semibold text-ink">waiting</b>
        <span className="@max-[460px]:hidden"> for your result</span>
      </span>
    </span>
  )
}
