/**
 * Faults on purpose. An error and an empty result stand in the turn as any other result. What the API refuses could not
 * stand there, so the turn says that it went wrong, and the request is made wrong anew each time.
 */
import { wireParts } from '../../request/doc.ts'
import type { CallFault, JsonObject } from '../../request/functions/declaration.ts'
import type { Finding } from '../../request/checks/finding.ts'
import type { DocTurn, Part } from '../../request/doc.ts'
import type { Answered, Turn } from './tree.ts'

/** Sent where the only response of a turn is missing: the API takes no turn without parts. */
const NO_RESPONSE = 'There is no response.'

/** What goes back in the place of a result; null where a result is needed. */
export function resultInstead(fault: CallFault | undefined): JsonObject | null {
  if (fault === 'error') return { error: 'The function failed. (A fault on purpose.)' }
  return fault === 'empty' ? {} : null
}

/** Whether a call with this fault goes back without anybody having answered it. */
export const needsNoResult = (fault: CallFault | undefined): boolean =>
  fault === 'error' || fault === 'empty' || fault === 'wrong type' || fault === 'missing response'

/** Whether the turn of these results makes every request wrong that it is in. */
export const goesWrong = (answers: Turn['answers']): boolean =>
  has(answers, 'wrong type') || has(answers, 'missing response') || has(answers, 'missing signature')

const has = (answers: Turn['answers'], fault: CallFault) =>
  answers?.some((one) => one.fault === fault) ?? false

function unsigned(parts: readonly Part[]): Part[] {
  return parts.map((part) => {
    if (!('functionCall' in part)) return part
    const { thoughtSignature: _, ...rest } = part
    return rest
  })
}

/** A response as it goes back; null where it does not. */
function faulty(part: Part, fault: CallFault | undefined): Part | null {
  if (fault === 'missing response') return null
  if (fault !== 'wrong type' || !('functionResponse' in part) || !part.functionResponse) return part
  const { functionResponse } = part
  // A text where the API wants an object.
  const response = JSON.stringify(functionResponse.response) as unknown as Record<string, unknown>
  return { ...part, functionResponse: { ...functionResponse, response } }
}

function faultyResults(parts: readonly Part[], answers: readonly Answered[]): Part[] {
  let at = 0
  const sent = parts.flatMap((part): Part[] => {
    if (!('functionResponse' in part)) return [part]
    const wrong = faulty(part, answers[at++]?.fault)
    return wrong ? [wrong] : []
  })
  return sent.length > 0 ? sent : [{ text: NO_RESPONSE }]
}

/**
 * Turns of a request with the faults that were chosen for their calls.
 * @param turns in the order of the request
 * @param said what the model gets of each
 */
export function withFaults(turns: readonly Turn[], said: readonly DocTurn[]): DocTurn[] {
  return said.map((one, at) => {
    const { answers } = turns[at] ?? {}
    const { role } = one
    if (role === 'model' && has(turns[at + 1]?.answers, 'missing signature'))
      return { role, parts: unsigned(one.parts) }
    if (has(answers, 'wrong type') || has(answers, 'missing response'))
      return { role, parts: faultyResults(one.parts, answers ?? []) }
    return one
  })
}

/** Where a fault of a call is found on the wire. */
const OF_CALLS = /^$|function(?:Call|Response)$/
const OF_SIGNATURES = /thoughtSignature$/

/** Whether a finding is about what goes wrong on the wire on purpose: then nobody need ask about it. @param turns of the request */
export function isOnPurpose(turns: readonly Turn[]): (finding: Finding) => boolean {
  return ({ path }) => {
    const [, turn, rest = ''] = /^contents\[(\d+)\](.*)$/.exec(path) ?? []
    if (turn === undefined) return false
    const [own, next] = [turns[Number(turn)]?.answers, turns[Number(turn) + 1]?.answers]
    if (OF_SIGNATURES.test(rest)) return has(next, 'missing signature')
    return (
      OF_CALLS.test(rest) && [own, next].some((one) => has(one, 'wrong type') || has(one, 'missing response'))
    )
  }
}

/** Whether a turn answers calls. */
export const hasResults = (turn: Turn): boolean =>
  turn.answers !== undefined || wireParts(turn.parts).some(({ functionResponse }) => functionResponse)
