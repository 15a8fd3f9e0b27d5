import { Suspense, useMemo, useState, use } from 'react'
import { adviseRun, failedBeforeAnswer } from '../state/advice.ts'
import { read } from '../runs/read.ts'
import { settingsOf } from '../runs/run.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Icon } from '../ui/Icon.tsx'
import { lazyPart } from '../ui/parts.ts'
import { useAttempt } from '../ui/useAttempt.ts'
import { useFollow } from '../ui/useFollow.ts'
import { markdownHtml } from '../ui/markdown/Markdown.tsx'
import { AdviceNote } from './AdviceNote.tsx'
import { DemoChip, NoModelLine } from './DemoChip.tsx'
import { CompactFoot } from './AnswerFoot.tsx'
import { Logprobs } from './Logprobs.tsx'
import { LongWait } from './LongWait.tsx'
import { Pieces } from './Pieces.tsx'
import { Sources } from './Sources.tsx'
import { Waiting } from './Waiting.tsx'
import { useElapsed, useMoment } from './elapsed.ts'
import { embedAnswers } from './embedAnswers.ts'
import { exactText, piecesOf } from './pieces.ts'
import { silenceOf } from './silence.ts'
import { useSources } from './useSources.ts'
import { useWays } from './useWays.ts'
import { words } from './words.ts'
import { ContinueInChat } from './calls/ContinueInChat.tsx'
import { AskedContext, CallContext } from './calls/context.ts'
import { askedFormat } from './structured/asked.ts'
import '../ui/print.css'
import type { ReactNode } from 'react'
import type { Action, Known } from '../state/advice.ts'
import type { Run } from '../runs/run.ts'

const Structured = lazyPart(() => import('./structured/Structured.tsx'))

interface BodyProps {
  run: Run
  /** The candidate's own `index`. */
  candidate: number
  /** Carries out the button beside an advice; without it no such buttons are drawn. */
  onAdvice?: ((action: Action) => void) | undefined
  /** What else is known about the model, for better advice. */
  known?: Known | undefined
}

interface Props extends BodyProps {
  /** Head line; the article itself is always named `Candidate N`. */
  title: string
  /** The way to other answers, beside the title. */
  steps?: ReactNode
  /** Pinned under the body. */
  foot?: ReactNode
}

/** Of a conversation it has its own way back there. */
const isOfPrompt = ({ origin }: Run): boolean =>
  origin.kind === 'prompt' || (origin.kind === 'file' && origin.workspace === 'prompt')

/** One candidate in the Prompt workspace: head, body that scrolls, pinned foot. */
export function Answer({ run, candidate, title, steps, foot, ...rest }: Props) {
  const [raw, setRaw] = useState(false)
  const parts = partsOf(run, candidate)
  const { scroller, content } = useFollow({ id: run.id, live: run.ending === null })
  const embeds = run.ending !== null && exactText(parts) !== ''
  const { problem, attempt } = useAttempt()
  // Calls that were answered, in History.
  const around = use(CallContext)
  const continues = useMemo(
    () =>
      run.ending && isOfPrompt(run)
        ? () => ({ actions: <ContinueInChat run={run} candidate={candidate} /> })
        : null,
    [run, candidate],
  )
  return (
    <article
      aria-label={`Candidate ${candidate + 1}`}
      className="@container flex h-full min-h-0 min-w-0 flex-col"
    >
      <header className="flex h-11 shrink-0 items-center border-b border-line bg-panel pr-2 pl-4 narrow:h-10 low:h-8">
        <div className="group/head mr-auto flex items-center gap-2 whitespace-nowrap">
          {/* In a narrow column the way to earlier answers takes its room: Copy must not be pushed out. */}
          <h2 className="text-ui font-semibold text-ink @max-[460px]:group-has-[[role=group]]/head:sr-only">
            {title}
          </h2>
          <DemoChip id={run.id} candidate={candidate} />
          {steps}
        </div>
        {embeds && (
          <Button
            aria-label="Embed this answer"
            title={words.embed}
            onClick={() =>
              attempt(words.notEmbedded, () =>
                embedAnswers(read(run).reply.candidates.filter(({ index }) => index === candidate)),
              )
            }
          >
            Embed
          </Button>
        )}
        <RawButton raw={raw} onChange={setRaw} folds />
        <CopyButton folds text={() => exactText(parts)} html={() => markdownHtml(exactText(parts))} />
      </header>
      {problem && (
        <p role="alert" className="px-4 py-2 text-ui text-fail">
          {problem}
        </p>
      )}
      <div
        ref={scroller}
        data-prints
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keyboard too
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto px-4 py-5 low:py-2 focus-visible:outline-offset-[-2px] @md:px-8"
      >
        <div ref={content}>
          <CallContext value={around ?? continues}>
            <Body {...rest} key={run.id} run={run} candidate={candidate} raw={raw} onRaw={setRaw} />
          </CallContext>
        </div>
      </div>
      {foot}
    </article>
  )
}

/**
 * A model turn's answer in a conversation, or the failure alone in its place: the turn is the article and has its own
 * Copy; Raw stands in the foot.
 */
export function CompactAnswer(props: BodyProps) {
  const [raw, setRaw] = useState(false)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Body {...props} key={props.run.id} raw={raw} onRaw={setRaw} />
      <CompactFoot
        run={props.run}
        candidate={props.candidate}
        actions={<RawButton raw={raw} onChange={setRaw} size={24} />}
      />
    </div>
  )
}

function RawButton({
  raw,
  onChange,
  size = 28,
  folds = false,
}: {
  raw: boolean
  onChange: (raw: boolean) => void
  size?: 24 | 28
  /** Where its column is narrow the icon stands for the word. */
  folds?: boolean
}) {
  return (
    <Button aria-pressed={raw} size={size} icon={<Icon name="code" />} onClick={() => onChange(!raw)}>
      <span className={folds ? 'sr-only @md:not-sr-only' : undefined}>Raw</span>
    </Button>
  )
}

interface ShownProps extends BodyProps {
  raw: boolean
  onRaw: (raw: boolean) => void
}

/** Keyed by its run: what was pressed, opened or found broken in one is not so in the next. */
function Body({ run, candidate, onAdvice, known, raw, onRaw }: ShownProps) {
  const parts = partsOf(run, candidate)
  const pieces = useMemo(() => piecesOf(parts), [parts])
  const { reply, failure, figures } = read(run)
  // The API counts them for the run: they are these where there are no others.
  const isOnly =
    reply.candidates.length === 1 && pieces.filter(({ kind }) => kind === 'thoughts').length === 1
  const thoughtTokens = isOnly ? figures.thoughts : null
  const found = reply.candidates.find((one) => one.index === candidate)
  const live = run.ending === null
  const alone = failedBeforeAnswer(run)
  const ways = useWays(run)
  const advice = useMemo(() => adviseRun(run, candidate, { ...known, ways }), [run, candidate, known, ways])
  const asked = useMemo(() => askedFormat(run), [run])
  const settings = settingsOf(run)
  const sources = useSources(live ? undefined : found, pieces)
  const text = asked ? exactText(parts) : ''
  const rest = asked && text !== '' ? pieces.filter(({ kind }) => kind !== 'text') : pieces
  const structured = asked && text !== '' && (
    <Suspense fallback={null}>
      <Structured
        asked={asked}
        text={text}
        live={live}
        reason={found?.finishReason}
        raw={raw}
        onTree={() => onRaw(false)}
      />
    </Suspense>
  )
  return (
    <div className="flex max-w-190 flex-col gap-4">
      {(raw || pieces.length > 0) && (
        <AskedContext value={live ? null : settings}>
          <Pieces
            pieces={raw ? pieces : rest}
            marks={structured ? undefined : sources.marks}
            live={live}
            thoughtTokens={thoughtTokens}
            insteadOfText={
              raw && (
                <textarea
                  readOnly
                  aria-label="Raw text"
                  value={exactText(parts)}
                  className="field-sizing-content min-h-24 w-full resize-none rounded-control bg-sunk px-4 py-3 font-mono text-label text-ink"
                />
              )
            }
          />
        </AskedContext>
      )}
      {structured}
      {!raw && pieces.length === 0 && live && <Waiting run={run} />}
      {live && pieces.length > 0 && <Stalled run={run} />}
      {advice && (
        <AdviceNote
          advice={advice}
          onAdvice={onAdvice}
          role={alone ? 'alert' : 'note'}
          broken={!alone && failure !== null}
        />
      )}
      {!live && <NoModelLine run={run} candidate={candidate} />}
      {found && !live && <Sources candidate={found} list={sources.list} at={sources.at} />}
      {found && !live && <Logprobs result={found.logprobsResult} />}
    </div>
  )
}

/** Under an answer that has begun. Without a box: it is there, and heard, before it has anything to say. */
function Stalled({ run }: { run: Run }) {
  const elapsed = useElapsed(run)
  const silent = silenceOf(run, elapsed, useMoment() !== null || undefined)
  return (
    <div role="status" aria-label="Stalled" className="contents text-ui">
      <LongWait run={run} silent={silent} />
    </div>
  )
}

const none: never[] = []

function partsOf(run: Run, candidate: number) {
  return read(run).reply.candidates.find((one) => one.index === candidate)?.parts ?? none
}
