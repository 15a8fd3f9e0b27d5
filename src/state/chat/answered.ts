/** Which result of the next turn answers which call. */
import { wireParts } from '../../request/doc.ts'
import { pairs } from '../../request/checks/calls.ts'
import { partsOf } from './said.ts'
import type { FunctionCall, FunctionResponse } from '../../gemini/types.ts'
import type { Turn } from './tree.ts'

export interface AnsweredCall {
  call: FunctionCall
  /** Null where nothing answers it. */
  response: FunctionResponse | null
  /** Its place among the results of the next turn, from 0; -1 where nothing answers it. */
  at: number
}

export const callsOf = (turn: Turn): FunctionCall[] =>
  wireParts(partsOf(turn)).flatMap(({ functionCall }) => functionCall ?? [])

export const resultsOf = (turn: Turn): FunctionResponse[] =>
  wireParts(partsOf(turn)).flatMap(({ functionResponse }) => functionResponse ?? [])

/** The calls of a turn with the results that the turn after it gives them. */
export const answeredCalls = (turn: Turn, next: Turn | undefined): AnsweredCall[] =>
  paired(callsOf(turn), next?.role === 'user' ? resultsOf(next) : [])

/** Calls with their results. */
export function paired(calls: readonly FunctionCall[], results: readonly FunctionResponse[]): AnsweredCall[] {
  return pairs(calls, results).map((at, index) => ({
    call: calls[index]!,
    response: results[at] ?? null,
    at,
  }))
}

/** Which step of its loop a turn with calls is, from 1: those since a person wrote last. @param index of the turn in `shown` */
export function stepOf(shown: readonly Turn[], index: number): number {
  let step = 1
  for (let at = index - 1; at > 0; at -= 2) {
    const [results, calls] = [shown[at], shown[at - 1]]
    if (!results || !calls || resultsOf(results).length === 0 || callsOf(calls).length === 0) break
    step += 1
  }
  return step
}
