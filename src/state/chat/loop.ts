/**
 * The tool loop: handlers answer the calls that wait at the end of the conversation on the screen, and the results go
 * back, step by step. It belongs to that conversation: whoever leaves it stops it.
 */
import { read } from '../../runs/read.ts'
import { session } from '../connection/session.ts'
import { presentSettings } from './answer.ts'
import { apply, chat, liveHere, set } from './chat.ts'
import { answeredCalls, resultsOf } from './answered.ts'
import { hasResults, needsNoResult, resultInstead } from './faults.ts'
import { chatLaunch, stopChat } from './launch.ts'
import { forgetStop, limitsOf, setRunning, setStopped } from './loops.ts'
import { faultFor, fillResult, loadResults, resultsFor, resultsTurn, sendResults } from './results.ts'
import { runOf } from './said.ts'
import { stepsOf } from './steps.ts'
import { versionsByPlace, versionsOf } from './tree.ts'
import { besideResult, isResultMedia } from '../../request/media.ts'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Settings } from '../../request/settings/table.ts'
import type { Limits, Mode, Stop } from './loops.ts'
import type { Steps } from './steps.ts'
import type { Turn } from './tree.ts'

const here = () => chat.getState().current.id
const lastShown = () => chat.getState().shown.at(-1)?.id

/** What stops the loop of a conversation. */
const controllers = new Map<string, AbortController>()

/** A press of Stop loop: a running handler, the answer on its way, and whatever was to come. */
export function stopLoop(): void {
  controllers.get(here())?.abort({ kind: 'stopped' } satisfies Stop)
  stopChat()
}

/** Ends when Stop loop is pressed, the conversation is left, or another connection is chosen. */
function watched(conversation: string) {
  const controller = new AbortController()
  let last = lastShown()
  const stop = (kind: 'left' | 'connection') => controller.abort({ kind } satisfies Stop)
  const { connectionId } = session.getState()
  const leaves = [
    chat.subscribe(() => {
      if (here() === conversation) last = lastShown()
      else stop('left')
    }),
    session.subscribe((state) => state.connectionId !== connectionId && stop('connection')),
  ]
  controllers.set(conversation, controller)
  return {
    signal: controller.signal,
    /** The last turn of the conversation while it was on the screen. */
    last: () => last,
    leave() {
      for (const leave of leaves) leave()
      controllers.delete(conversation)
    },
  }
}

/** Settles once a signal has aborted. */
const aborted = (signal: AbortSignal) =>
  new Promise<void>((done) => {
    if (signal.aborted) done()
    else signal.addEventListener('abort', () => done(), { once: true })
  })

interface Play {
  conversation: string
  mode: Mode
  settings: Settings
  signal: AbortSignal
}

/** Plays the loop of the conversation on the screen until it stops, and keeps why. */
export async function playLoop(mode: Mode): Promise<void> {
  const conversation = here()
  if (controllers.has(conversation)) return
  chatLaunch.say(null)
  const { signal, last, leave } = watched(conversation)
  forgetStop(conversation)
  setRunning(conversation, { mode, slow: null })
  let why: Stop
  try {
    why = await play({ conversation, mode, settings: presentSettings(), signal })
  } catch (error) {
    why = { kind: 'broke', problem: error instanceof Error ? error.message : String(error) }
  } finally {
    leave()
    setRunning(conversation, null)
  }
  setStopped(conversation, last(), signal.aborted ? (signal.reason as Stop) : why)
}

async function play(asked: Play): Promise<Stop> {
  const { conversation, mode, settings, signal } = asked
  for (;;) {
    const steps = stepsOf(chat.getState())
    const { waiting } = steps
    if (!waiting) return { kind: 'answered' }
    const { turn, calls } = waiting
    // What was typed before a reload comes before any handler.
    await loadResults(turn.id)
    if (signal.aborted) return { kind: 'stopped' }
    if (mode !== 'send') {
      const stop = limited(steps, limitsOf(conversation)) ?? (await fill(asked, waiting, steps.calls))
      if (stop || signal.aborted) return stop ?? { kind: 'stopped' }
    }
    const made = resultsTurn(calls, resultsFor(turn.id), settings)
    if ('problem' in made) return { kind: 'refused', ...made }
    await slowDown(asked, calls)
    if (signal.aborted) return { kind: 'stopped' }
    if (lastShown() !== turn.id) return { kind: 'changed' }
    const sent = await sendResults(turn.id, calls, settings, signal)
    if ('problem' in sent) return { kind: 'refused', ...sent }
    if (signal.aborted) return { kind: 'stopped' }
    const live = liveHere(chat.getState())
    if (!sent.sent) return { kind: 'not sent' }
    // Whoever left or chose another connection waits for no answer.
    await Promise.race([live?.run.settled, aborted(signal)])
    if (signal.aborted) return { kind: 'stopped' }
    const answer = chat.getState().shown.at(-1)
    if (!answer || (live && answer.id !== live.turn)) return { kind: 'changed' }
    const run = runOf(answer)
    const outcome = run && read(run).outcome
    if (outcome !== 'complete') return { kind: 'ended badly', outcome }
    const next = stepsOf(chat.getState()).waiting
    if (!next) return { kind: 'answered' }
    if (mode !== 'run') return { kind: 'stepped' }
  }
}

function limited({ steps, calls }: Steps, most: Limits): Stop | null {
  if (steps > most.steps) return { kind: 'limit', of: 'steps', most: most.steps }
  return calls > most.calls ? { kind: 'limit', of: 'calls', most: most.calls } : null
}

const SLOW_MS = 5000

/** Waits where a function is slow on purpose; the wait can be stopped. */
async function slowDown({ conversation, mode, settings, signal }: Play, calls: readonly FunctionCall[]) {
  const names = calls.flatMap(({ name = '' }) => (faultFor(settings, name) === 'slow' ? [name] : []))
  if (names.length === 0) return
  setRunning(conversation, { mode, slow: { names, until: Date.now() + SLOW_MS } })
  await new Promise<void>((done) => {
    const timer = setTimeout(finish, SLOW_MS)
    function finish() {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      done()
    }
    signal.addEventListener('abort', finish)
  })
  if (!signal.aborted) setRunning(conversation, { mode, slow: null })
}

const isBlank = (turn: string, at: number) => (resultsFor(turn)[at]?.text ?? '').trim() === ''

/**
 * Has handlers answer the calls that nobody has answered yet, all of them, so that only the others are left to ask about.
 * @param count calls up to and with these
 * @returns why the loop may not go on
 */
async function fill(
  { settings, signal }: Play,
  { turn, calls }: NonNullable<Steps['waiting']>,
  count: number,
): Promise<Stop | null> {
  const { answerCall } = await import('../functions/answerCall.ts')
  let asks: Stop | null = null
  let acts: Stop | null = null
  for (const [at, call] of calls.entries()) {
    const { name = '' } = call
    const own = settings.functions?.find(({ declaration }) => declaration.name === name)
    if (!isBlank(turn.id, at)) continue
    if (needsNoResult(own?.fault)) {
      if (!own?.acts) continue
      // What goes back in its place waits for a press as any answer of it does.
      fillResult(turn.id, at, { text: JSON.stringify(resultInstead(own.fault) ?? {}), by: 'hand' })
      acts ??= { kind: 'acts', name }
      continue
    }
    if (!own) {
      asks ??= { kind: 'ask', name, problem: null }
      continue
    }
    const number = count - calls.length + at + 1
    // A function that acts is answered here too: its answer waits for a press.
    const answer = await answerCall(own, call, number, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
    if (!answer || signal.aborted) return null
    if (lastShown() !== turn.id) return { kind: 'changed' }
    // What was typed while the handler ran stays.
    if (!isBlank(turn.id, at)) continue
    if (answer.kind === 'ask') asks ??= { kind: 'ask', name, problem: answer.why }
    else if (answer.kind === 'failed') asks ??= { kind: 'ask', name, problem: answer.problem }
    else {
      const { value, by, row, ms } = answer
      fillResult(turn.id, at, {
        text: JSON.stringify(value, null, 2),
        by,
        ms: Math.round(ms),
        ...(row !== undefined && { row }),
      })
      if (own.acts) acts ??= { kind: 'acts', name }
    }
  }
  return asks ?? acts
}

/**
 * The results that an answer which came to nothing was asked with, and their calls. Null where there are none, and where
 * taking them back would bring up or lose something else: another version of either, or media that no field holds.
 */
function resultsBefore(answer: Turn): { calls: Turn; results: Turn } | null {
  const run = runOf(answer)
  const { shown, turns } = chat.getState()
  const at = shown.findIndex(({ id }) => id === answer.id)
  const [calls, results] = at < 2 ? [] : [shown[at - 2], shown[at - 1]]
  if (!run?.ending || read(run).outcome === 'complete' || !calls || !results || !hasResults(results))
    return null
  const places = versionsByPlace(turns)
  const alone = [results, answer].every((turn) => versionsOf(places, turn).length === 1)
  const fits = resultsOf(results).every((functionResponse) =>
    besideResult({ functionResponse }).every(isResultMedia),
  )
  return alone && fits ? { calls, results } : null
}

/** Whether the calls before the last answer can be answered once more. */
export const canAnswerAgain = (answer: Turn): boolean => resultsBefore(answer) !== null

/** Takes back results to which no answer came, so that their calls wait again; what was given stands in their fields. */
export async function answerAgain(answer: Turn): Promise<void> {
  const before = resultsBefore(answer)
  if (!before) return
  const { calls, results } = before
  for (const [at, { response: given, at: place }] of answeredCalls(calls, results).entries()) {
    if (!given) continue
    const { response } = given
    const { fault, ...about } = results.answers?.[place] ?? { by: 'hand' }
    if (needsNoResult(fault) && Object.keys(response).length === 0) continue
    const media = besideResult({ functionResponse: given }).filter(isResultMedia)
    const text = JSON.stringify(response, null, 2)
    if (fault !== 'error') fillResult(calls.id, at, { ...about, text, ...(media.length > 0 && { media }) })
  }
  const removed = [results, answer]
  const written = apply({ remove: removed })
  set({
    undo: {
      words: 'Results taken back',
      async bringBack() {
        set({ undo: null })
        await apply({ restore: removed })
      },
    },
  })
  await written
}
