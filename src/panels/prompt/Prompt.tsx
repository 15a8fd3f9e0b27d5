/**
 * panels/: one thing on screen each, put together from `state/`, `answer/` and `ui/`. Panels never import each
 * other; what two of them need stands in `answer/` or `ui/`. Only `App.tsx` imports this folder.
 */
import { Suspense, useEffect, useState } from 'react'
import { isEmpty } from '../../request/draft.ts'
import { act } from '../../reply/act.ts'
import { LaunchQuestions } from '../../compose/LaunchQuestions.tsx'
import { useRecord } from '../../state/connection/useRecord.ts'
import { useRun } from '../../runs/registry.ts'
import { modelOf } from '../../runs/run.ts'
import { applyToPrompt } from '../../state/prompt/applyToPrompt.ts'
import { useDoc } from '../../state/documents/documents.ts'
import {
  askForRest,
  continuePrompt,
  promptLaunch,
  removePromptKey,
  runPromptAgain,
  schedulePrompt,
  usePromptBeside,
  usePromptRunId,
} from '../../state/prompt/promptRun.ts'
import { usePrompt } from '../../state/prompt/prompt.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { lazyPart } from '../../ui/parts.ts'
import { useAttempt } from '../../ui/useAttempt.ts'
import type { Run } from '../../runs/run.ts'
import { Composer } from './Composer.tsx'
import { words } from './words.ts'

const loadAnswers = async () => ({ default: (await import('../../reply/Answers.tsx')).Answers })
/** Not in the first load: it is there long before the first answer. */
const Answers = lazyPart(loadAnswers)
/** It comes with the second run. */
const EarlierAnswers = lazyPart(() => import('./EarlierAnswers.tsx'))
const Blank = lazyPart(async () => ({ default: (await import('./Blank.tsx')).Blank }))

/** The Prompt workspace: what is asked at the left, what came back at the right. Fills its parent. */
export default function Prompt() {
  return (
    <div className="flex h-full min-h-0 w-full flex-col narrow:flex-row">
      <Composer />
      <section aria-label="Response" className="min-h-0 min-w-0 flex-1">
        <Response />
      </section>
      <LaunchQuestions launch={promptLaunch} onRemoveKey={removePromptKey} onFix={applyToPrompt} />
    </div>
  )
}

const whole = (run: Run) => run

type Shown = 'examples' | 'answer'

/** The answer; before the first, and whenever the field is empty again, what there is to begin with. */
function Response() {
  const { settings } = useDoc()
  const run = useRun(usePromptRunId(), whole)
  const outputTokenLimit = useRecord(run ? modelOf(run) : undefined)?.outputTokenLimit
  const { problem, attempt } = useAttempt()
  // Asked for early, and again when it is needed: only then a failure is worth a word.
  useEffect(() => void loadAnswers().catch(() => undefined), [])
  const empty = usePrompt(isEmpty)
  const beside = usePromptBeside()
  /** What the reader asked to see, until the field is filled or emptied. */
  const [asked, setAsked] = useState<{ id: string | undefined; show: Shown } | null>(null)
  const [wasEmpty, setWasEmpty] = useState(empty)
  if (empty !== wasEmpty) {
    setWasEmpty(empty)
    setAsked(null)
  }
  const usual: Shown = empty && !beside && run && run.ending !== null ? 'examples' : 'answer'
  const show = run && asked?.id === run.id ? asked.show : usual
  const ask = (next: Shown) => setAsked({ id: run?.id, show: next })
  if (run && show === 'answer') {
    const runner = {
      settings,
      again: () => void runPromptAgain(),
      at: schedulePrompt,
      askForRest: (candidate: number) => attempt(words.notOpened, () => askForRest(candidate)),
      goOn: (limit?: number) => void continuePrompt(limit),
    }
    return (
      <div className="flex h-full min-h-0 flex-col">
        {problem && (
          <p role="alert" className="px-4 py-2 text-ui text-fail">
            {problem}
          </p>
        )}
        {beside && (
          <p className="flex min-h-9 shrink-0 items-center gap-2 border-b border-line bg-panel py-1 pr-2 pl-4 text-label text-soft low:min-h-8">
            <span className="min-w-0 flex-1">{words.beside}</span>
            <Button size={24} variant="bordered" onClick={() => ask('examples')}>
              All states
            </Button>
          </p>
        )}
        <div className="min-h-0 flex-1">
          <ErrorBoundary name="the answer">
            <Suspense fallback={null}>
              <Answers
                run={run}
                steps={
                  <Suspense fallback={null}>
                    <EarlierAnswers />
                  </Suspense>
                }
                onAdvice={(action) => act(action, runner)}
                known={{ outputTokenLimit, continues: true }}
              />
            </Suspense>
          </ErrorBoundary>
        </div>
      </div>
    )
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div
        className={`h-10 low:h-8 shrink-0 items-center justify-between border-b border-line bg-panel pr-2 pl-4 narrow:flex ${run ? 'flex' : 'hidden'}`}
      >
        <h2 className="text-ui font-semibold">Response</h2>
        {run && <Button onClick={() => ask('answer')}>Show the last answer</Button>}
      </div>
      <div className="min-h-0 flex-1">
        <ErrorBoundary name="the examples">
          <Suspense fallback={null}>
            <Blank />
          </Suspense>
        </ErrorBoundary>
      </div>
    </div>
  )
}
