/** Rules about one setting each: sampling, penalties, candidates, limits of length. */
import { getAt } from '../settings/path.ts'
import { figure, refuses, set, severityOf, withValue, without } from './fixes.ts'
import type { Finding, Rule } from './finding.ts'

/** Every setting that is set and that the model ignores or refuses. */
const notTaken: Rule = (seen) => {
  const { doc, body, facts, fields } = seen
  return fields.flatMap(({ path, wire, title, taken, locked }): Finding[] => {
    // What is kept otherwise than the wire has it can be found in its row alone.
    if (getAt(wire === undefined ? body : doc.settings, path) === undefined) return []
    // An entry of a list has its rule, which knows its place there.
    if (wire?.includes('[]')) return []
    const severity = locked ? 'error' : severityOf(taken, facts)
    if (!severity) return []
    const says = {
      error: `${facts.id} refuses it.`,
      warning: `${facts.id} may refuse it: no similar model is known to accept it.`,
      note: `${facts.id} ignores it.`,
    }[severity]
    const change = wire === undefined ? without(seen, path) : set(path)
    return [{ severity, path: wire ?? path, says, fix: { title: `remove ${title}`, change } }]
  })
}

/** A number beyond what the model’s record allows. */
const beyondLimit: Rule = (seen) =>
  seen.fields.flatMap(({ path, title, modelMax }): Finding[] => {
    const value = getAt(seen.body, path)
    if (modelMax === undefined || typeof value !== 'number' || value <= modelMax) return []
    return [
      {
        severity: 'error',
        path,
        says: `${figure(value)} is over the limit of ${seen.facts.id}, ${figure(modelMax)}.`,
        fix: { title: `set ${title} to ${figure(modelMax)}`, change: withValue(seen, path, modelMax) },
      },
    ]
  })

const LENGTH = 'generationConfig.maxOutputTokens'

/** Documented: 65,536 tokens a request, and from Gemini 4 on a budget over as many requests as it takes. */
const outputInHops: Rule = (seen) => {
  const value = getAt(seen.body, LENGTH)
  const { id, perHop, generation } = seen.facts
  if (typeof value !== 'number' || perHop === undefined || value <= perHop) return []
  return [
    {
      severity: generation === 'newest' ? 'warning' : 'note',
      path: LENGTH,
      says: `${id} sends at most ${figure(perHop)} tokens per request. Continue asks for more, and each request is billed for its input again.`,
      fix: {
        title: `set Max output tokens to ${figure(perHop)}`,
        change: withValue(seen, LENGTH, perHop),
      },
    },
  ]
}

/** Documented: the limit counts thoughts, and cuts hard. Below this many tokens thoughts often leave nothing. */
const ROOM = 1024

const littleRoom: Rule = (seen) => {
  const value = getAt(seen.body, LENGTH)
  const { thinking, id } = seen.facts
  if (typeof value !== 'number' || value >= ROOM || value < 1) return []
  const { thinkingBudget: budget = thinking.usualBudget, thinkingLevel: level } = (getAt(
    seen.body,
    'generationConfig.thinkingConfig',
  ) ?? {}) as { thinkingBudget?: unknown; thinkingLevel?: unknown }
  const thinks = thinking.level === 'yes' || thinking.budget === 'yes'
  if (!thinks || budget === 0 || (level ?? thinking.usualLevel) === 'MINIMAL') return []
  return [
    {
      severity: 'warning',
      path: LENGTH,
      says: `${id} thinks within this limit too: ${figure(value)} tokens may leave nothing for the answer.`,
      fix: { title: `set Max output tokens to ${figure(ROOM)}`, change: withValue(seen, LENGTH, ROOM) },
    },
  ]
}

const candidates: Rule = (seen) => {
  const path = 'generationConfig.candidateCount'
  const count = getAt(seen.body, path)
  const severity = severityOf(seen.facts.candidates, seen.facts)
  if (typeof count !== 'number' || count <= 1 || !severity) return []
  const { id } = seen.facts
  const says =
    severity === 'error'
      ? `${id} gives one answer and refuses to give more.`
      : `${id} ${refuses(severity)} more than one.`
  return [{ severity, path, says, fix: { title: 'remove Candidate count', change: without(seen, path) } }]
}

const LOGPROBS = 'generationConfig.logprobs'
const ASKED = 'generationConfig.responseLogprobs'

/** The API's reference: `logprobs` is valid only with `responseLogprobs`. */
const logprobsAlone: Rule = (seen) => {
  if (getAt(seen.body, LOGPROBS) === undefined || getAt(seen.body, ASKED) === true) return []
  const possible = seen.facts.logprobs !== 'refused'
  return [
    {
      severity: 'error',
      path: LOGPROBS,
      says: 'It is refused while Log probabilities is off.',
      fix: possible
        ? { title: 'turn on Log probabilities', change: withValue(seen, ASKED, true) }
        : { title: 'remove Logprobs', change: without(seen, LOGPROBS) },
    },
  ]
}

/** Input that does not fit; from Gemini 4 on what is asked for shares the window with it. */
const tooLong: Rule = (seen) => {
  const { facts, known } = seen
  const { id, inputTokenLimit: window, sharesWindow } = facts
  const { tokens } = known
  if (!tokens || window === undefined) return []
  if (tokens > window)
    return [
      {
        // The count is of a moment ago.
        severity: 'warning',
        path: 'contents',
        says: `${figure(tokens)} tokens do not fit: ${id} takes ${figure(window)}. Nothing is dropped automatically.`,
      },
    ]
  const asked = getAt(seen.body, LENGTH)
  if (!sharesWindow || typeof asked !== 'number' || tokens + asked <= window || window - tokens < 1) return []
  const room = window - tokens
  return [
    {
      severity: 'warning',
      path: LENGTH,
      says: `${figure(tokens)} input tokens leave ${figure(room)} of the ${figure(window)} that ${id} has for input and output.`,
      fix: { title: `set Max output tokens to ${figure(room)}`, change: withValue(seen, LENGTH, room) },
    },
  ]
}

export const settingRules: readonly Rule[] = [
  tooLong,
  beyondLimit,
  logprobsAlone,
  candidates,
  littleRoom,
  outputInHops,
]
/** Last: a rule of its own for a setting says more. */
export const generalRules: readonly Rule[] = [notTaken]
