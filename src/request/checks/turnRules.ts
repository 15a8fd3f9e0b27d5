/** Turns: who speaks last, calls and their results, signatures. */
import { SIGNATURE_STAND_IN } from '../signature.ts'
import { wrongReferences } from '../functions/references.ts'
import { isJson, jsonOf } from '../json.ts'
import { isMedia, isResultMedia } from '../media.ts'
import { unmatched } from './calls.ts'
import { byId, refuses, severityOf } from './fixes.ts'
import { listOf, once } from './seen.ts'
import type { Part as WirePart } from '../../gemini/types.ts'
import type { Part } from '../doc.ts'
import type { Named } from './calls.ts'
import type { Finding, Rule, Seen } from './finding.ts'
import type { Special } from './seen.ts'

const namesOf = (some: readonly Named[]) => some.map(({ name = 'a function' }) => name).join(', ')

const wire = ({ part }: Special): WirePart => (isMedia(part) ? {} : part)

/** Calls of the model and results of the user, by turn. */
function callsIn({ special }: Seen) {
  const calls = new Map<number, Named[]>()
  const results = new Map<number, Named[]>()
  const first = new Map<string, string>()
  for (const one of special) {
    const { functionCall, functionResponse } = wire(one)
    if (functionCall && one.role === 'model') add(calls, one.turn, functionCall)
    // Recorded: results may stand in the turn of the calls themselves.
    if (functionResponse) add(results, one.role === 'user' ? one.turn : one.turn + 1, functionResponse)
    const key = functionCall ? 'functionCall' : functionResponse ? 'functionResponse' : null
    if (key && !first.has(`${one.turn} ${key}`)) first.set(`${one.turn} ${key}`, `${one.path}.${key}`)
  }
  return {
    calls,
    results,
    placeOf: (turn: number, key: string) => first.get(`${turn} ${key}`) ?? `contents[${turn}]`,
  }
}

function add(map: Map<number, Named[]>, turn: number, one: Named): void {
  const before = map.get(turn)
  if (before) before.push(one)
  else map.set(turn, [one])
}

/**
 * Observed: `Please ensure that the number of function response parts is equal to the number of function call parts of
 * the function call turn.` A call that still waits for its result is the last turn, and no fault.
 */
const callsWithoutResults: Rule = (seen) => {
  const { calls, results, placeOf } = callsIn(seen)
  const last = seen.doc.turns.length - 1
  const turns = [...new Set([...calls.keys(), ...results.keys()])]
    .toSorted((a, b) => a - b)
    .filter((turn) => turn <= last)
  return turns.flatMap((turn): Finding[] => {
    const next = turn < last ? (results.get(turn + 1) ?? []) : null
    const missing = next ? unmatched(calls.get(turn) ?? [], next) : []
    const extra = unmatched(results.get(turn) ?? [], calls.get(turn - 1) ?? [])
    if (missing.length + extra.length === 0) return []
    const key = missing.length > 0 ? 'functionCall' : 'functionResponse'
    const says =
      missing.length > 0
        ? `The next turn has no result of ${namesOf(missing)}; the API needs one for each call.`
        : `This result of ${namesOf(extra)} has no matching call in the previous turn.`
    const leave = missing.length > 0 && next && next.length > 0 ? [turn, turn + 1] : [turn]
    // A request that would end with the model's words is refused for that.
    if (leave.at(-1) === last)
      for (let at = turn - 1; seen.doc.turns[at]?.role === 'model'; at -= 1) leave.unshift(at)
    return [
      {
        severity: 'error',
        path: placeOf(turn, key),
        says,
        fix: {
          title: `leave out turn ${leave.map((at) => at + 1).join(' and ')}`,
          change: { kind: 'leave out', turns: leave },
        },
      },
    ]
  })
}

/** The current turn begins after the last words of the user; only there signatures are asked for. */
function startOfTurn({ doc, special }: Seen): number {
  const results = new Map<number, number>()
  for (const one of special)
    if (wire(one).functionResponse) results.set(one.turn, (results.get(one.turn) ?? 0) + 1)
  const { turns } = doc
  return (
    turns.findLastIndex(({ role, parts }, at) => role === 'user' && (results.get(at) ?? 0) < parts.length) + 1
  )
}

/** Observed: `Function call is missing a thought_signature in functionCall parts.` The first call of each step carries it. */
const unsignedCalls: Rule = (seen) => {
  const { facts, special } = seen
  const called = special.filter((one) => one.role === 'model' && wire(one).functionCall)
  if (called.length === 0 || !facts.signs) return []
  const start = startOfTurn(seen)
  const first = called.filter(
    ({ turn }, at) => turn >= start && called.findIndex((other) => other.turn === turn) === at,
  )
  return first
    .filter((one) => wire(one).thoughtSignature === undefined)
    .map(({ turn, part, path }): Finding => {
      const severity = byId(facts)
      return {
        severity,
        path: `${path}.thoughtSignature`,
        says: `${facts.id} ${refuses(severity)} a call without its thought signature. For calls that no model signed, there is a documented stand-in.`,
        fix: {
          title: 'add the stand-in',
          change: {
            kind: 'part',
            turn,
            was: part,
            now: { ...(part as WirePart), thoughtSignature: SIGNATURE_STAND_IN },
          },
        },
      }
    })
}

/** Observed: `Requests ending with a model turn are not supported.` */
const lastTurnByModel: Rule = ({ doc: { turns }, facts }) => {
  const severity = severityOf(facts.lastTurnByModel, facts)
  const last = turns.length - 1
  if (turns[last]?.role !== 'model' || !severity) return []
  const says = `The last turn is the model’s, and ${facts.id} ${refuses(severity)} to continue from it. To steer how an answer begins, use the system instruction or a response schema.`
  const fix = { title: `leave out turn ${last + 1}`, change: { kind: 'leave out', turns: [last] } as const }
  return [{ severity, path: `contents[${last}]`, says, fix }]
}

const displayNameOf = (one: object): unknown =>
  isResultMedia(one) ? one.displayName : jsonOf(jsonOf(one)['inlineData'])['displayName']

/** What is wrong with the references of a result: a file that it names may have been left out of a link, or removed. */
const wrongIn = once((part: Part): string => {
  const { response, parts } = jsonOf(jsonOf(part)['functionResponse'])
  const names = listOf(parts).filter(isJson).map(displayNameOf)
  return wrongReferences(
    response,
    names.filter((name) => typeof name === 'string'),
  ).join(' ')
})

const resultReferences: Rule = ({ special }) =>
  special.flatMap(({ part, path }): Finding[] => {
    const says = wrongIn(part)
    return says === '' ? [] : [{ severity: 'warning', path: `${path}.functionResponse.response`, says }]
  })

export const turnRules: readonly Rule[] = [
  callsWithoutResults,
  lastTurnByModel,
  unsignedCalls,
  resultReferences,
]
