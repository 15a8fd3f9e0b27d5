/** One run as it was: its answer, its figures, and the stream played again. */
import { memo, useEffect, useState } from 'react'
import { AnswerFoot } from '../../../reply/AnswerFoot.tsx'
import { Answers } from '../../../reply/Answers.tsx'
import { AnsweredCalls } from '../../../reply/calls/AnsweredCalls.tsx'
import { Facts, FoldedFacts } from '../../../reply/Facts.tsx'
import { Ratings } from '../../../reply/Ratings.tsx'
import { StateMark, stateLook } from '../../../reply/StateMark.tsx'
import { Statistics, StatisticsLine } from '../../../reply/Statistics.tsx'
import { MomentContext } from '../../../reply/elapsed.ts'
import { LATE_MS } from '../../../reply/silence.ts'
import { read } from '../../../runs/read.ts'
import { useRun } from '../../../runs/registry.ts'
import { whyNotPlayed } from '../../../runs/replay.ts'
import { modelOf } from '../../../runs/run.ts'
import { showRun } from '../../../state/history/shownRun.ts'
import { numberIn, stepsOf, useAnswersTo, useRunsIn } from '../../../state/history/steps.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useSmall } from '../../../ui/screen.ts'
import { SideScroll } from '../../../ui/SideScroll.tsx'
import { useMissing } from '../useMissing.ts'
import { exactly, when } from '../when.ts'
import { Player } from './Player.tsx'
import { RunActions } from './RunActions.tsx'
import { Steps } from './Steps.tsx'
import { useReplay } from './useReplay.ts'
import { useTour } from './useTour.ts'
import { stepWords, words } from './words.ts'
import type { ReactNode } from 'react'
import type { StripState } from '../../../reply/strip.ts'
import type { Press } from '../../../runs/press.ts'
import type { Run, RunId } from '../../../runs/run.ts'
import type { Speed } from './Player.tsx'

const itself = (run: Run) => run

interface Props {
  /** On show: the last run of its row, or a step of its loop. */
  id: RunId
  /** Its row; null where there is none. */
  press: Press | null
  onClose: () => void
}

export default function RunRegion({ id, press, onClose }: Props) {
  const run = useRun(id, itself)
  const missing = useMissing(id, words.notHere)
  const runs = useRunsIn(press?.steps === undefined ? null : press)
  const steps = stepsOf(runs)
  const numbers = steps.map((step) => (press ? numberIn(press, runs, step.id) : 0))
  const at = steps.findIndex((step) => step.id === id)
  const [tour, goOn] = useTour(id)
  const [speed, setSpeed] = useState<Speed>('1×')
  const show = (step: Run) => showRun(press?.id ?? id, step.id === press?.id ? null : step.id)
  const playFrom = (from: number) => {
    const next = steps.slice(from).find((step) => whyNotPlayed(step) === null)
    goOn(next?.id ?? null)
    if (next) show(next)
  }
  const about: About | null = run && {
    run,
    press,
    loop:
      at < 0 ? null : { number: numbers[at]!, all: press?.steps ?? steps.length, replay: () => playFrom(0) },
    onClose,
  }
  return (
    <section aria-label="Run" className="flex h-full min-h-0 flex-col bg-ground">
      {!about ? (
        <>
          <Head onClose={onClose} />
          {missing && (
            <p role="status" className="p-4 text-ui text-soft">
              {missing}
            </p>
          )}
        </>
      ) : (
        <Looped steps={at < 0 ? [] : steps} numbers={numbers} at={at} onChoose={show}>
          {whyNotPlayed(about.run) === null ? (
            <Played
              key={`${id} ${tour?.number ?? ''}`}
              about={about}
              speed={speed}
              onSpeed={setSpeed}
              begun={tour !== null}
              onEnd={tour ? () => playFrom(at + 1) : null}
            />
          ) : (
            <Still about={about} />
          )}
        </Looped>
      )}
    </section>
  )
}

interface LoopedProps {
  steps: readonly Run[]
  /** Which step of the loop each is. */
  numbers: readonly number[]
  /** Index of the one on show. */
  at: number
  onChoose: (step: Run) => void
  children: ReactNode
}

/** A step of a loop beside the others, its calls with their results. */
function Looped({ steps, numbers, at, onChoose, children }: LoopedProps) {
  const step = steps[at] ?? null
  const given = useAnswersTo(step, steps[at + 1] ?? null)
  if (!step) return children
  const body = (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {given === 'failed' && (
        <p role="status" className="border-b border-line px-4 py-2 text-ui text-soft">
          {stepWords.noResults}
        </p>
      )}
      {given && given !== 'failed' ? (
        <AnsweredCalls {...given} step={numbers[at]!}>
          {children}
        </AnsweredCalls>
      ) : (
        children
      )}
    </div>
  )
  return (
    <div className="flex min-h-0 flex-1 max-wide:flex-col">
      <Steps steps={steps} numbers={numbers} chosen={step} onChoose={onChoose} />
      {body}
    </div>
  )
}

/** What the head of a run tells of it. */
interface About {
  run: Run
  press: Press | null
  /** Its place in its loop, and what plays all of it. */
  loop: { number: number; all: number; replay: () => void } | null
  onClose: () => void
}

interface HeadProps extends Partial<Omit<About, 'onClose'>> {
  /** How it stood at the moment on show. */
  state?: ReactNode
  /** Plays it again, or says why not. */
  replay?: ReactNode
  onClose: () => void
}

function Head({ run, press = null, loop, state, replay, onClose }: HeadProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [note, setNote] = useState<string | null>(null)
  return (
    <>
      <header className="@container flex min-h-10 shrink-0 items-center gap-x-3 border-b border-line bg-panel pr-2 pl-4 max-narrow:flex-wrap">
        <h2 className="text-ui font-semibold">Run</h2>
        {run && (
          <p className="flex min-w-0 flex-1 items-center gap-3 overflow-hidden text-label whitespace-nowrap text-mute narrow:max-wide:flex-none">
            <span title={exactly(run.at)} className="narrow:max-wide:hidden">
              {when(run.at)}
            </span>
            {/* A name of one letter says nothing: beside the buttons of a loop it needs a wide place. */}
            <span
              className={`truncate font-mono narrow:max-wide:hidden ${loop ? 'narrow:@max-[1140px]:hidden' : ''}`}
            >
              {modelOf(run)}
            </span>
            <span className={`hidden truncate wide:inline ${loop ? '@max-[1240px]:hidden' : ''}`}>
              {run.origin.kind === 'file' ? words.fromFile(run.host) : run.host}
            </span>
            {loop && <span>{stepWords.place(loop.number, loop.all)}</span>}
            {state}
          </p>
        )}
        <div className="ml-auto flex min-w-0 max-narrow:order-last max-narrow:ml-0 max-narrow:w-full">
          <SideScroll className="flex items-center">
            {replay}
            {loop && (
              <Button icon={<Icon name="play" />} onClick={loop.replay}>
                Replay loop
              </Button>
            )}
            {run && (
              <RunActions
                run={run}
                press={press}
                onProblem={(sentence) => {
                  setNote(null)
                  setProblem(sentence)
                }}
                onNote={setNote}
                onDeleted={onClose}
              />
            )}
          </SideScroll>
        </div>
        <IconButton label="Close" icon={<Icon name="cross" />} onClick={onClose} />
      </header>
      {problem && (
        <p role="alert" className="border-b border-line px-4 py-2 text-ui text-fail">
          {problem}
        </p>
      )}
      {note && (
        <p role="status" className="border-b border-line px-4 py-2 text-ui text-soft">
          {note}
        </p>
      )}
    </>
  )
}

/** Frames come 30 times a second, chunks seldom: the answer is drawn anew with each chunk. */
const Answered = memo(function Answered({ run }: { run: Run }) {
  return <Answers run={run} bare />
})

interface PlayedProps {
  about: About
  speed: Speed
  onSpeed: (speed: Speed) => void
  /** Plays at once. */
  begun: boolean
  /** Called when it has been played to its end; null where nothing follows. */
  onEnd: (() => void) | null
}

function Played({ about, speed, onSpeed, begun, onEnd }: PlayedProps) {
  const { run } = about
  const replay = useReplay(run, Number.parseInt(speed, 10), begun)
  const small = useSmall()
  const { now, at, end } = replay
  useEffect(() => {
    if (at >= end) onEnd?.()
    // oxlint-disable-next-line react/exhaustive-deps -- once, when its end is reached
  }, [at >= end])
  const { candidates } = read(now).reply
  const only = candidates.length < 2 ? (candidates[0]?.index ?? 0) : null
  return (
    <MomentContext value={now.ending ? null : at}>
      <Head
        {...about}
        state={<State run={now} at={at} />}
        replay={
          <Button icon={<Icon name="play" />} onClick={replay.restart}>
            Replay
          </Button>
        }
      />
      <div className="flex min-h-0 flex-1 max-wide:flex-col">
        <div className="min-h-0 min-w-0 flex-1">
          <Answered run={now} />
        </div>
        {small ? (
          <div className="flex max-h-1/2 shrink-0 flex-wrap items-center gap-x-1 overflow-y-auto border-t border-line px-4 py-1">
            <StatisticsLine run={now} />
            {only !== null && <FoldedFacts run={now} index={only} />}
          </div>
        ) : (
          <div
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keyboard too
            tabIndex={0}
            className="flex shrink-0 flex-col gap-2 overflow-y-auto border-line px-4 py-3 focus-visible:outline-offset-[-2px] max-wide:max-h-1/3 max-wide:border-t wide:w-92 wide:border-l"
          >
            <Statistics run={now} />
            {only !== null && (
              <>
                <Facts run={now} index={only} />
                <Ratings run={now} index={only} />
              </>
            )}
          </div>
        )}
      </div>
      <Player run={run} replay={replay} speed={speed} onSpeed={onSpeed} />
    </MomentContext>
  )
}

/** How the run stood at a moment. @param at ms since its start */
function stateAt(run: Run, at: number): [state: StripState, word: string] {
  const { outcome } = read(run)
  if (outcome) return [outcome, outcome]
  const last = run.chunks.at(-1)
  if (!last) return ['waiting', 'waiting']
  const silent = at - last.at
  return silent >= LATE_MS
    ? ['stalled', `stalled ${Math.floor(silent / 1000)} s`]
    : ['streaming', 'streaming']
}

function State({ run, at }: { run: Run; at: number }) {
  const [state, word] = stateAt(run, at)
  return (
    <span className={`flex shrink-0 items-center gap-2 font-semibold ${stateLook(state)}`}>
      <StateMark state={state} />
      {word}
    </span>
  )
}

/** A run that cannot be played: as it is, and why not. */
function Still({ about }: { about: About }) {
  const { run } = about
  const { candidates } = read(run).reply
  return (
    <>
      <Head
        {...about}
        replay={
          <Button icon={<Icon name="play" />} disabled title={whyNotPlayed(run) ?? undefined}>
            Replay
          </Button>
        }
      />
      <div className="min-h-0 flex-1">
        <Answers run={run} bare />
      </div>
      <p className="px-4 py-1 text-label text-mute">{whyNotPlayed(run)}</p>
      <AnswerFoot run={run} candidate={candidates.length < 2 ? (candidates[0]?.index ?? 0) : undefined} />
    </>
  )
}
