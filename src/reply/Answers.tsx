import { adviseRun, failedBeforeAnswer } from '../state/advice.ts'
import { read } from '../runs/read.ts'
import { Button } from '../ui/Button.tsx'
import { SideScroll } from '../ui/SideScroll.tsx'
import { useAttempt } from '../ui/useAttempt.ts'
import { AdviceNote } from './AdviceNote.tsx'
import { Answer } from './Answer.tsx'
import { AnswerFoot, StripRow } from './AnswerFoot.tsx'
import { DemoChip } from './DemoChip.tsx'
import { Facts } from './Facts.tsx'
import { Ratings } from './Ratings.tsx'
import { embedAnswers } from './embedAnswers.ts'
import { useWays } from './useWays.ts'
import { spoken } from './spoken.ts'
import { words } from './words.ts'
import type { Action, Known } from '../state/advice.ts'
import type { Run } from '../runs/run.ts'
import type { ReactNode } from 'react'

interface Props {
  run: Run
  /** Without strip and figures: they stand elsewhere. */
  bare?: boolean
  /** The way to other answers, in the head of the first. */
  steps?: ReactNode
  onAdvice?: ((action: Action) => void) | undefined
  known?: Known | undefined
}

/** A run in the Prompt workspace, and that it has begun and ended for those who hear it. */
export function Answers(props: Props) {
  return (
    <>
      <p role="status" aria-label="Answer status" className="sr-only">
        {spoken(props.run)}
      </p>
      <Shown {...props} />
    </>
  )
}

/**
 * Everything a run has to say, for the Prompt workspace: its candidates side by side over one foot, or the failure
 * alone in their place. Fills its parent and scrolls inside.
 */
function Shown({ run, bare = false, steps, onAdvice, known }: Props) {
  const { problem, attempt } = useAttempt()
  const ways = useWays(run)
  if (failedBeforeAnswer(run)) {
    const advice = adviseRun(run, 0, { ...known, ways })
    return (
      <div className="flex h-full min-h-0 flex-col">
        <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-panel px-4 narrow:h-10 low:h-8">
          <h2 className="text-ui font-semibold">Response</h2>
          <DemoChip id={run.id} candidate={0} />
          {steps}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5 narrow:px-8">
          {advice && <AdviceNote advice={advice} onAdvice={onAdvice} role="alert" />}
        </div>
        {!bare && (
          <div className="border-t border-line px-4 py-2 low:py-1 narrow:px-8">
            <StripRow run={run} />
          </div>
        )}
      </div>
    )
  }
  const { candidates } = read(run).reply
  const indexes = candidates.map((candidate) => candidate.index)
  const only = indexes.length < 2 ? (indexes[0] ?? 0) : null
  if (only !== null) {
    return (
      <Answer
        run={run}
        candidate={only}
        title="Response"
        steps={steps}
        onAdvice={onAdvice}
        known={known}
        foot={!bare && <AnswerFoot run={run} candidate={only} />}
      />
    )
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <SideScroll className="grid auto-cols-[minmax(21rem,1fr)] narrow:auto-cols-[minmax(18rem,1fr)] grid-flow-col divide-x divide-line">
        {indexes.map((index) => (
          <Answer
            key={index}
            run={run}
            candidate={index}
            title={`Candidate ${index + 1}`}
            steps={index === indexes[0] ? steps : null}
            onAdvice={onAdvice}
            known={known}
            foot={
              <div className="flex shrink-0 flex-col gap-2 border-t border-line px-4 py-2 @md:px-8">
                <Facts run={run} index={index} />
                <Ratings run={run} index={index} />
              </div>
            }
          />
        ))}
      </SideScroll>
      {run.ending && (
        <div className="flex shrink-0 items-center justify-end gap-2 border-t border-line px-2 py-1">
          {problem && (
            <p role="alert" className="text-ui text-fail">
              {problem}
            </p>
          )}
          <Button
            size={24}
            title={words.embedAll}
            onClick={() => attempt(words.noneEmbedded, () => embedAnswers(candidates))}
          >
            Embed all {indexes.length} answers
          </Button>
        </div>
      )}
      {!bare && <AnswerFoot run={run} />}
    </div>
  )
}
