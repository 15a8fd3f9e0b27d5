/**
 * The only place with words for failures and stop reasons. Data in, data out: no component, no clock.
 * What counts is the kind, the code, the status and the API's own words; a message's text is searched for the names of
 * settings alone, so that a refusal leads to its row.
 */
import type { ThinkingLevel } from '../request/capabilities.ts'
import type { HarmCategory, Threshold } from '../request/settings/table.ts'
import { outcomeOf } from '../gemini/reply.ts'
import { read } from '../runs/read.ts'
import { modelOf } from '../runs/run.ts'
import type { Outcome } from '../gemini/reply.ts'
import { callAdvice } from './advice/calls.ts'
import { adviseEnding } from './advice/endings.ts'
import { adviseFailure } from './advice/failures.ts'
import { continueAction } from './advice/goOn.ts'
import type { Change } from '../request/checks/finding.ts'
import type { Run } from '../runs/run.ts'

/** A piece of a sentence: plain words, a word the API would recognise, or a figure that matters. */
export type Span = string | { mono: string } | { strong: string }

/** What a button beside the advice does. Whoever shows the advice carries it out. */
export type Action =
  | { kind: 'run-again' }
  /** @property candidate the index of the one to go on from */
  | { kind: 'ask-for-rest'; candidate: number }
  /** @property limit the higher one that it takes, where the limit over all requests is used up */
  | { kind: 'continue'; limit?: number }
  /** @property at epoch milliseconds. */
  | { kind: 'run-when-over'; at: number }
  | { kind: 'raise-limit'; to: number }
  /** Another level, or another budget in tokens. */
  | { kind: 'think-less'; level: ThinkingLevel }
  | { kind: 'think-less'; budget: number }
  | { kind: 'set-safety'; category: HarmCategory; threshold: Threshold }
  /** @property name accessible name of the control. */
  | { kind: 'show-setting'; name: string }
  /** Changes the settings as a finding of Checks would. */
  | { kind: 'fix'; change: Change }
  | { kind: 'open-connection' }
  | { kind: 'use-demo' }
  | { kind: 'show-models' }
  /** @property turn id of a turn of the conversation on the screen */
  | { kind: 'show-turn' | 'leave-turn-out' | 'add-results'; turn: string }

export interface Labelled {
  label: string
  /** What it costs, behind the label: it describes the button and is no part of its name. */
  note?: string
  action: Action
}

export interface Advice {
  state: Exclude<Outcome, 'complete'>
  tone: 'plain' | 'caution' | 'fail'
  /** Starts with the state's word; says what happened. */
  title: string
  /** Why, and what to do: one to three sentences. */
  body: Span[]
  /** The first one is the likeliest way out. */
  actions: Labelled[]
  /** The server's own words, a line each: code and status first. Shown last, in mono. */
  words: string[]
  /** Structured details worth showing as JSON. */
  details?: unknown
  /** Help pages the server named; https only. */
  links: { url: string; description: string }[]
  /** Epoch milliseconds until which the server asked to wait. */
  until?: number
  /** Output tokens by use, where thoughts ate the limit. */
  spent?: { thoughts: number; limit: number }
}

/** A turn of a conversation whose calls or results have no partner, and for which the API refused all of it. */
export interface UnansweredCall {
  turn: string
  /** Among the turns on show, counted from 1. */
  position: number
  /** Names of the functions: called without a result; results that nothing called for. */
  missing: readonly string[]
  extra: readonly string[]
  /** The next request would not hold it any more. */
  mended: boolean
}

/** What is known beyond the run itself. */
export interface Known {
  /** Why a conversation was refused, where the turns tell. */
  call?: UnansweredCall | null
  /** The model's own `outputTokenLimit`. */
  outputTokenLimit?: number | undefined
  /** What Checks would do about a refusal (`advice/refused.ts`, which has the rules with it). */
  ways?: readonly Labelled[]
  /** Whoever shows the advice can ask for the rest of an answer. */
  continues?: boolean
}

/** True where an error came before any answer: it is then shown alone, as an `alert`, in place of the answer. */
export function failedBeforeAnswer(run: Run): boolean {
  const { outcome, failure } = read(run)
  return outcome === 'failed' && failure !== null && run.chunks.length === 0 && !run.before
}

/**
 * What to tell about a settled run's candidate.
 * @param index the candidate's own index.
 * @returns null while it runs, and for a plain, whole answer.
 */
export function adviseRun(run: Run, index = 0, known: Known = {}): Advice | null {
  if (!run.ending) return null
  const { reply } = read(run)
  const state = outcomeOf(reply, run.ending, index)
  if (state === 'complete') return null
  const advice = adviseSettled(run, index, state, known)
  const goOn = continueAction(run)
  // Another way to ask for the rest beside the server's own would only be a worse one.
  const others = advice.actions.filter(({ action }) => action.kind !== 'ask-for-rest')
  return goOn ? { ...advice, actions: [goOn, ...others] } : advice
}

/** The row that a fix is about is shown by it anyway; what else there is to do comes after. */
function withWays(advice: Advice, ways: readonly Labelled[]): Advice {
  const labels = new Set(ways.map(({ label }) => label))
  return { ...advice, actions: [...ways, ...advice.actions.filter(({ label }) => !labels.has(label))] }
}

function adviseSettled(run: Run, index: number, state: Advice['state'], known: Known): Advice {
  const { failure } = read(run)
  if (failure && state === 'failed') {
    const endedAt = run.at + (run.elapsed ?? 0)
    const general = adviseFailure(failure, { model: modelOf(run), endedAt })
    // A server that names the field knows better.
    const byCall = known.call && failure.kind === 'invalid' && failure.fieldViolations.length === 0
    const advice = byCall ? { ...general, ...callAdvice(known.call!) } : withWays(general, known.ways ?? [])
    return failedBeforeAnswer(run) ? advice : { ...advice, body: [...advice.body, ' What arrived is kept.'] }
  }
  return adviseEnding(run, index, state, known)
}

export { adviseFailure }
