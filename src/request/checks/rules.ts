import { isMedia, mediaIn } from '../media.ts'
import type { Part as WirePart } from '../../gemini/types.ts'
import type { Part } from '../doc.ts'
import { getAt } from '../settings/path.ts'
import { unmatched } from './calls.ts'
import { fieldsFor } from '../settings/fields.ts'
import type { ModelFacts, Taken } from '../capabilities.ts'
import type { At, SettingPath } from '../settings/table.ts'
import type { Named } from './calls.ts'
import type { Change, Finding, Rule } from './finding.ts'

const figure = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 10 })

/** The table ties each path to its type; a rule that goes through rows knows neither. */
const set = (path: string, value?: At<SettingPath>): Change => ({
  kind: 'set',
  path: path as SettingPath,
  ...(value !== undefined && { value }),
})

/** How bad it is that a model makes nothing of something. A guess of ours is a Warning at most. */
function severityOf(taken: Taken, { certain }: ModelFacts): Finding['severity'] | null {
  if (taken === 'ignored') return 'note'
  if (taken === 'refused') return certain ? 'error' : 'warning'
  return taken === 'doubtful' ? 'warning' : null
}

/** Every setting that is set and that the model ignores or refuses. */
const notTaken: Rule = ({ settings }, facts) =>
  fieldsFor(facts).flatMap(({ path, title, taken, locked }): Finding[] => {
    if (getAt(settings, path) === undefined) return []
    const severity = locked ? 'error' : severityOf(taken, facts)
    if (!severity) return []
    const says = {
      error: `${facts.id} refuses it.`,
      warning: `${facts.id} may refuse it: no model of its kind is known to accept it.`,
      note: `${facts.id} ignores it.`,
    }[severity]
    const change = set(path)
    return [{ severity, path, says, fix: { title: `remove ${title}`, change } }]
  })

/** A number beyond what the model’s record allows. */
const beyondLimit: Rule = ({ settings }, facts) =>
  fieldsFor(facts).flatMap(({ path, title, modelMax }): Finding[] => {
    const value = getAt(settings, path)
    if (modelMax === undefined || typeof value !== 'number' || value <= modelMax) return []
    return [
      {
        severity: 'error',
        path,
        says: `${figure(value)} is beyond the limit of ${facts.id}, ${figure(modelMax)}.`,
        fix: {
          title: `set ${title} to ${figure(modelMax)}`,
          change: set(path, modelMax),
        },
      },
    ]
  })

const candidates: Rule = ({ settings }, facts) => {
  const path = 'generationConfig.candidateCount'
  const count = settings.generationConfig.candidateCount ?? 1
  const severity = severityOf(facts.candidates, facts)
  if (count <= 1 || !severity) return []
  const says =
    severity === 'error'
      ? `${facts.id} gives one answer and refuses more.`
      : `${facts.id} may refuse more than one.`
  const fix = { title: 'remove Candidate count', change: set(path) }
  return [{ severity, path, says, fix }]
}

/** The API's reference: `logprobs` is valid only with `responseLogprobs`. */
const logprobsAlone: Rule = ({ settings }) => {
  const { logprobs, responseLogprobs } = settings.generationConfig
  if (logprobs === undefined || responseLogprobs) return []
  return [
    {
      severity: 'error',
      path: 'generationConfig.logprobs',
      says: 'It is refused while Log probabilities is off.',
      fix: {
        title: 'turn on Log probabilities',
        change: set('generationConfig.responseLogprobs', true),
      },
    },
  ]
}

const asWire = (part: Part): WirePart => (isMedia(part) ? {} : part)

const namesOf = (some: readonly Named[]) => some.map(({ name = 'a function' }) => name).join(', ')

/**
 * Observed: `Please ensure that the number of function response parts is equal to the number of function call parts of
 * the function call turn.` A call that still waits for its result is the last turn, and no fault.
 */
const callsWithoutResults: Rule = ({ turns }) =>
  turns.flatMap(({ role, parts: all }, index): Finding[] => {
    // In their places still, so that a path leads to the part.
    const parts = all.map(asWire)
    const calls = role === 'model' ? parts.flatMap(({ functionCall }) => functionCall ?? []) : []
    const results = role === 'user' ? parts.flatMap(({ functionResponse }) => functionResponse ?? []) : []
    const next = turns[index + 1]?.parts.map(asWire).flatMap(({ functionResponse }) => functionResponse ?? [])
    const before = turns[index - 1]?.parts.map(asWire).flatMap(({ functionCall }) => functionCall ?? []) ?? []
    const missing = next ? unmatched(calls, next) : []
    const extra = unmatched(results, before)
    if (missing.length + extra.length === 0) return []
    const key = missing.length > 0 ? 'functionCall' : 'functionResponse'
    const says =
      missing.length > 0
        ? `The next turn holds no result of ${namesOf(missing)}, and the API wants one for each call.`
        : `This result of ${namesOf(extra)} answers no call in the turn before.`
    const leave = missing.length > 0 && next && next.length > 0 ? [index, index + 1] : [index]
    return [
      {
        severity: 'error',
        path: `contents[${index}].parts[${parts.findIndex((part) => part[key] !== undefined)}].${key}`,
        says,
        fix: {
          title: `leave out turn ${leave.map((at) => at + 1).join(' and ')}`,
          change: { kind: 'leave out', turns: leave },
        },
      },
    ]
  })

/** Observed: `Requests ending with a model turn are not supported.` */
const lastTurnByModel: Rule = ({ turns }, facts) => {
  const severity = severityOf(facts.lastTurnByModel, facts)
  const last = turns.length - 1
  if (turns[last]?.role !== 'model' || !severity) return []
  const says = `The last turn is the model’s, and ${facts.id} ${severity === 'error' ? 'refuses' : 'may refuse'} to go on from it.`
  const fix = { title: `leave out turn ${last + 1}`, change: { kind: 'leave out', turns: [last] } as const }
  return [{ severity, path: `contents[${last}]`, says, fix }]
}

/** A conversation leaves out what a model does not take, and says so; a single prompt is sent as it stands. */
const picturesNotTaken: Rule = ({ turns }, facts) => {
  if (facts.images) return []
  const index = turns.findIndex(({ parts }) => parts.some(isMedia))
  const count = mediaIn(turns[index]?.parts ?? []).length
  if (count === 0) return []
  const what = count === 1 ? 'the picture' : `${count} pictures`
  return [
    {
      severity: facts.certain ? 'error' : 'warning',
      path: `contents[${index}].parts`,
      says: `${facts.id} takes no pictures: remove ${what}, or choose another model.`,
    },
  ]
}

const tooLong: Rule = (_, { id, inputTokenLimit }, { tokens }) =>
  tokens && inputTokenLimit !== undefined && tokens > inputTokenLimit
    ? [
        {
          // The count is of a moment ago.
          severity: 'warning',
          path: 'contents',
          says: `${figure(tokens)} tokens do not fit: ${id} takes ${figure(inputTokenLimit)}. Nothing is dropped by itself.`,
        },
      ]
    : []

export const rules: readonly Rule[] = [
  callsWithoutResults,
  lastTurnByModel,
  picturesNotTaken,
  tooLong,
  beyondLimit,
  logprobsAlone,
  candidates,
  notTaken,
]
