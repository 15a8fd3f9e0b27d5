import { useEffect, useMemo, useRef } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { read } from '../../runs/read.ts'
import { useRun } from '../../runs/registry.ts'
import { liveHere, useChat } from '../../state/chat/chat.ts'
import { needsNoResult } from '../../state/chat/faults.ts'
import { answerAgain, canAnswerAgain, playLoop, stopLoop } from '../../state/chat/loop.ts'
import { limitsOf, loadLimits, setLimit, useLoops, usualLimits } from '../../state/chat/loops.ts'
import { faultFor, isReady, useResults } from '../../state/chat/results.ts'
import { stepsOf } from '../../state/chat/steps.ts'
import { useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { NumberField, useNumberText } from '../../ui/NumberField.tsx'
import { Popup } from '../../ui/Popup.tsx'
import { usePhone } from '../../ui/screen.ts'
import { useNow } from '../../ui/useNow.ts'
import { callWords, loopWords as words } from './words.ts'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Run } from '../../runs/run.ts'
import type { Limits, Stop } from '../../state/chat/loops.ts'
import type { Turn } from '../../state/chat/tree.ts'

const whole = (run: Run) => run

/** The loop of calls and results at the end of the conversation; nothing where no calls are about. */
export default function ToolLoop() {
  const state = useChat(useShallow(({ shown, live, current }) => ({ shown, live, current })))
  const { id } = state.current
  // What calls there are is told by runs: of one that was read late, once it is there.
  const run = useRun(state.shown.at(-1)?.run ?? null, whole)
  // oxlint-disable-next-line react/exhaustive-deps -- as above
  const steps = useMemo(() => stepsOf(state), [state, run])
  const loop = useLoops(({ running }) => running[id])
  const box = useRef<HTMLElement>(null)
  const { waiting, answer } = steps
  const acting = waiting !== null || loop !== undefined
  useEffect(() => void loadLimits(id), [id])
  const acted = useRef(false)
  useEffect(() => {
    // The buttons go with the loop: whoever stood on one stays here.
    if (acted.current && !acting && document.activeElement === document.body)
      box.current?.focus({ preventScroll: true })
    acted.current = acting
  }, [acting])
  const most = useLoops(({ limits }) => limits[id] ?? usualLimits)
  const phone = usePhone()
  if (!acting && !answer) return null
  return (
    <section
      ref={box}
      aria-label="Tool loop"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- takes the focus of buttons that go
      tabIndex={-1}
      className="flex flex-col gap-1.5 border-t border-line py-2 outline-none"
    >
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1 text-label narrow:gap-x-3 text-soft">
        <h4 className="text-ui font-semibold text-ink">Tool loop</h4>
        <p role="status">{words.status(steps.steps, most.steps, steps.calls)}</p>
        {acting &&
          (phone ? (
            <span className="-mr-2 ml-auto flex items-center">
              {waiting && <Ready {...waiting} />}
              <Popup label={words.limits} icon={<Icon name="sliders" />}>
                <div className="flex flex-col gap-2 p-2">
                  <LimitFields />
                </div>
              </Popup>
            </span>
          ) : (
            <span className="ml-auto flex flex-wrap gap-x-4 gap-y-1">
              <LimitFields />
            </span>
          ))}
      </div>
      {acting && <Buttons waiting={waiting} running={loop !== undefined} phone={phone} />}
      <Said answer={answer} run={run} />
      {waiting && <Faults calls={waiting.calls} />}
    </section>
  )
}

type Waiting = { turn: Turn; calls: readonly FunctionCall[] }

function Buttons({ waiting, running, phone }: { waiting: Waiting | null; running: boolean; phone: boolean }) {
  const live = useChat((state) => liveHere(state) !== undefined)
  // Not `disabled`: the focus stays on the button that was pressed.
  const off = running || !waiting
  const stops = running || live
  const press = (mode: 'send' | 'step' | 'run') => () => {
    if (!off) void playLoop(mode)
  }
  const stop = () => {
    if (stops) stopLoop()
  }
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Button variant="primary" aria-disabled={off} onClick={press('send')}>
        Send results
      </Button>
      <Button aria-disabled={off} icon={<Icon name="step" />} onClick={press('step')}>
        Step
      </Button>
      <Button aria-disabled={off} icon={<Icon name="play" />} onClick={press('run')}>
        Run loop
      </Button>
      {phone ? (
        <IconButton label="Stop loop" aria-disabled={!stops} icon={<Icon name="stop" />} onClick={stop} />
      ) : (
        <Button aria-disabled={!stops} icon={<Icon name="stop" size={12} />} onClick={stop}>
          Stop loop
        </Button>
      )}
      {waiting && !phone && (
        <span className="ml-auto text-label text-mute">
          <Ready {...waiting} />
        </span>
      )}
    </div>
  )
}

function Ready({ turn, calls }: Waiting) {
  const given = useResults(turn.id)
  const settings = useSettings((state) => state)
  const ready = calls.filter(({ name }, at) => isReady(given[at], faultFor(settings, name))).length
  const phone = usePhone()
  return phone ? words.ready(ready, calls.length) : callWords.ready(ready, calls.length)
}

function LimitFields() {
  return (
    <>
      <LimitField of="steps" title="Most steps" most={100} />
      <LimitField of="calls" title="Most calls" most={1000} />
    </>
  )
}

function LimitField({ of, title, most }: { of: keyof Limits; title: string; most: number }) {
  const conversation = useChat((state) => state.current.id)
  useLoops(({ limits }) => limits[conversation])
  const number = useNumberText({
    title,
    min: 1,
    max: most,
    step: 1,
    integer: true,
    value: limitsOf(conversation)[of],
    usual: usualLimits[of],
    onChange: (value) => setLimit(of, value ?? usualLimits[of]),
  })
  return (
    <span className="flex flex-col items-end">
      <span className="flex items-center gap-2 text-label text-soft">
        <span aria-hidden="true">{title}</span>
        <span className="w-12">
          <NumberField number={number} />
        </span>
      </span>
      {number.problem && <span className="text-wire text-fail">{number.problem}</span>}
    </span>
  )
}

/** Faults that the results are about to go back with. */
function Faults({ calls }: { calls: readonly FunctionCall[] }) {
  const settings = useSettings((state) => state)
  const faulty = calls.flatMap(({ name = '' }, at) => {
    const fault = faultFor(settings, name)
    return fault ? [{ key: `${at} ${name}`, name, fault }] : []
  })
  return faulty.map(({ key, name, fault }) => (
    <p key={key} className="text-label text-caution">
      <span className="font-mono">{name}</span> {words.faults[fault]}
      {needsNoResult(fault) ? '; it needs no result.' : '.'}
    </p>
  ))
}

/** What the loop does by itself, or why it has stopped. */
function Said({ answer, run }: { answer: Turn | null; run: Run | null }) {
  const id = useChat((state) => state.current.id)
  const last = useChat((state) => state.shown.at(-1)?.id)
  const live = useChat((state) => liveHere(state) !== undefined)
  const loop = useLoops(({ running }) => running[id])
  const stopped = useLoops((state) => state.stopped[id])
  const again = answer && run && canAnswerAgain(answer)
  const why = stopped?.turn === last ? stopped?.why : undefined
  const said = loop
    ? loop.mode === 'run' && words.running
    : why
      ? sentence(why)
      : answer && !live && ended(run)
  return (
    <>
      <p aria-live="polite" className="text-label text-soft empty:hidden">
        {loop?.slow ? <Slow {...loop.slow} /> : said}
      </p>
      {again && !loop && (
        <span>
          <Button variant="bordered" onClick={() => void answerAgain(answer)}>
            Answer the calls again
          </Button>
        </span>
      )}
    </>
  )
}

/** What the end of an answer means for its loop; one that another tab waits for has none yet. */
function ended(run: Run | null): string | null {
  const outcome = run ? read(run).outcome : 'complete'
  return outcome && (words.endedBadly[outcome] || words.answered)
}

/** The names are spoken once; the seconds go by in silence. */
function Slow({ names, until }: { names: readonly string[]; until: number }) {
  const now = useNow(1000)
  return (
    <>
      {words.slow(names)} <span role="timer">{words.wait(Math.max(1, Math.ceil((until - now) / 1000)))}</span>
    </>
  )
}

function sentence(why: Stop): string {
  switch (why.kind) {
    case 'ask':
      return words.ask(why.name, why.problem)
    case 'acts':
      return words.acts(why.name)
    case 'limit':
      return words.limit(why.of, why.most)
    case 'ended badly':
      return words.endedBadly[why.outcome ?? 'no answer']
    case 'broke':
      return words.broke(why.problem)
    case 'not sent':
      return words.notSent
    case 'refused':
    case 'answered':
    case 'stepped':
    case 'stopped':
    case 'left':
    case 'connection':
    case 'changed':
      return words[why.kind]
  }
}
