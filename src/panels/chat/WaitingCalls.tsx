import { useEffect, useMemo, useRef, useState } from 'react'
import { CallContext } from '../../reply/calls/context.ts'
import { StateMark } from '../../reply/StateMark.tsx'
import { wireParts } from '../../request/doc.ts'
import { readResult } from '../../request/functions/result.ts'
import { read } from '../../runs/read.ts'
import { liveHere, useChat } from '../../state/chat/chat.ts'
import { loadResults, sendResults, setResult, useResults } from '../../state/chat/results.ts'
import { partsOf } from '../../state/chat/said.ts'
import { Button } from '../../ui/Button.tsx'
import { CallField } from './CallField.tsx'
import { callWords } from './words.ts'
import type { ReactNode } from 'react'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Run } from '../../runs/run.ts'
import type { Turn } from '../../state/chat/tree.ts'

interface Props {
  turn: Turn
  /** Of the answer; null for a turn written by hand. */
  run: Run | null
  children: ReactNode
}

const none: readonly FunctionCall[] = []

/** An answer, and where its calls wait for their results at the end of the conversation, the fields for them. */
export function WaitingCalls({ turn, run, children }: Props) {
  const last = useChat((state) => state.shown.at(-1)?.id === turn.id && liveHere(state) === undefined)
  const whole = run === null || (run.ending !== null && read(run).failure === null)
  const calls = useMemo(
    () => (last && whole ? wireParts(partsOf(turn)).flatMap(({ functionCall }) => functionCall ?? []) : none),
    [last, whole, turn],
  )
  return calls.length === 0 ? (
    children
  ) : (
    <Waiting turn={turn.id} calls={calls}>
      {children}
    </Waiting>
  )
}

function Waiting({
  turn,
  calls,
  children,
}: {
  turn: string
  calls: readonly FunctionCall[]
  children: ReactNode
}) {
  const [problem, setProblem] = useState<{ at: number; problem: string } | null>(null)
  const given = useResults(turn)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    void loadResults(turn)
  }, [turn])
  const ready = calls.filter((_, at) => readResult(given[at]?.text ?? '').ok).length
  const send = async () => {
    const sent = await sendResults(turn, calls)
    const refused = 'problem' in sent ? sent : null
    setProblem(refused)
    if (refused) box.current?.querySelectorAll<HTMLElement>('[data-result] textarea')[refused.at]?.focus()
  }
  const waiting = (call: FunctionCall, at: number) => ({
    note: <Waits />,
    result: (
      <CallField
        call={call}
        text={given[at]?.text ?? ''}
        problem={problem?.at === at ? problem.problem : undefined}
        onChange={(next) => {
          setResult(turn, at, next)
          setProblem(null)
        }}
      />
    ),
  })
  return (
    <div ref={box} className="flex flex-col gap-3">
      <CallContext value={waiting}>{children}</CallContext>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" onClick={() => void send()}>
          Send results
        </Button>
        <span className="text-label text-mute">{callWords.ready(ready, calls.length)}</span>
      </div>
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
