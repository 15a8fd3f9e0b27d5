/** One run as it was: its answer, its figures, and the stream played again. */
import { memo, useState } from 'react'
import { AnswerFoot } from '../../../reply/AnswerFoot.tsx'
import { Answers } from '../../../reply/Answers.tsx'
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
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useSmall } from '../../../ui/phone.ts'
import { useMissing } from '../useMissing.ts'
import { exactly, when } from '../when.ts'
import { Player } from './Player.tsx'
import { RunActions } from './RunActions.tsx'
import { useReplay } from './useReplay.ts'
import { runWords as words } from '../words.ts'
import type { ReactNode } from 'react'
import type { StripState } from '../../../reply/strip.ts'
import type { Run, RunId } from '../../../runs/run.ts'
import type { Speed } from './Player.tsx'

const itself = (run: Run) => run

interface Props {
  id: RunId
  onClose: () => void
}

export default function RunRegion({ id, onClose }: Props) {
  const run = useRun(id, itself)
  const missing = useMissing(id)
  return (
    <section aria-label="Run" className="flex h-full min-h-0 flex-col bg-ground">
      {!run ? (
        <>
          <Head onClose={onClose} />
          {missing && (
            <p role="status" className="p-4 text-ui text-soft">
              {words.notHere}
            </p>
          )}
        </>
      ) : whyNotPlayed(run) === null ? (
        <Played key={run.id} run={run} onClose={onClose} />
      ) : (
        <Still run={run} onClose={onClose} />
      )}
    </section>
  )
}

interface HeadProps {
  run?: Run
  /** How it stood at the moment on show. */
  state?: ReactNode
  /** Plays it again, or says why not. */
  replay?: ReactNode
  onClose: () => void
}

function Head({ run, state, replay, onClose }: HeadProps) {
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <>
      <header className="flex min-h-10 shrink-0 items-center gap-x-3 border-b border-line bg-panel pr-2 pl-4 max-narrow:flex-wrap">
        <h2 className="text-ui font-semibold">Run</h2>
        {run && (
          <p className="flex min-w-0 flex-1 items-center gap-3 overflow-hidden text-label whitespace-nowrap text-mute narrow:max-wide:flex-none">
            <span title={exactly(run.at)} className="narrow:max-wide:hidden">
              {when(run.at)}
            </span>
            <span className="truncate font-mono narrow:max-wide:hidden">{modelOf(run)}</span>
            <span className="hidden truncate wide:inline">
              {run.origin.kind === 'file' ? words.fromFile(run.host) : run.host}
            </span>
            {state}
          </p>
        )}
        <div className="ml-auto flex min-w-0 items-center overflow-x-auto max-narrow:order-last max-narrow:ml-0 max-narrow:w-full">
          {replay}
          {run && <RunActions run={run} onProblem={setProblem} onDeleted={onClose} />}
        </div>
        <IconButton label="Close" icon={<Icon name="cross" />} onClick={onClose} />
      </header>
      {problem && (
        <p role="alert" className="border-b border-line px-4 py-2 text-ui text-fail">
          {problem}
        </p>
      )}
    </>
  )
}

/** Frames come 30 times a second, chunks seldom: the answer is drawn anew with each chunk. */
const Answered = memo(function Answered({ run }: { run: Run }) {
  return <Answers run={run} bare />
})

function Played({ run, onClose }: { run: Run; onClose: () => void }) {
  const [speed, setSpeed] = useState<Speed>('1×')
  const replay = useReplay(run, Number.parseInt(speed, 10))
  const small = useSmall()
  const { now, at } = replay
  const { candidates } = read(now).reply
  const only = candidates.length < 2 ? (candidates[0]?.index ?? 0) : null
  return (
    <MomentContext value={now.ending ? null : at}>
      <Head
        run={run}
        state={<State run={now} at={at} />}
        replay={
          <Button icon={<Icon name="play" />} onClick={replay.restart}>
            Replay
          </Button>
        }
        onClose={onClose}
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
      <Player run={run} replay={replay} speed={speed} onSpeed={setSpeed} />
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
function Still({ run, onClose }: { run: Run; onClose: () => void }) {
  const { candidates } = read(run).reply
  return (
    <>
      <Head
        run={run}
        replay={
          <Button icon={<Icon name="play" />} disabled title={whyNotPlayed(run) ?? undefined}>
            Replay
          </Button>
        }
        onClose={onClose}
      />
      <div className="min-h-0 flex-1">
        <Answers run={run} bare />
      </div>
      <p className="px-4 py-1 text-label text-mute">{whyNotPlayed(run)}</p>
      <AnswerFoot run={run} candidate={candidates.length < 2 ? (candidates[0]?.index ?? 0) : undefined} />
    </>
  )
}
