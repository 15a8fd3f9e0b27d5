/** Which result of the next turn answers which call. */
import { wireParts } from '../../request/doc.ts'
import { pairs } from '../../request/checks/calls.ts'
import { partsOf } from './said.ts'
import type { FunctionCall, FunctionResponse } from '../../gemini/types.ts'
import type { Part } from '../../request/doc.ts'
import type { Turn } from './tree.ts'

export interface AnsweredCall {
  call: FunctionCall
  /** Null where nothing answers it. */
  response: FunctionResponse | null
  /** Its place among the results of the next turn, from 0; -1 where nothing answers it. */
  at: number
}

export const callsAmong = (parts: readonly Part[]): FunctionCall[] =>
  wireParts(parts).flatMap(({ functionCall }) => functionCall ?? [])

export const resultsAmong = (parts: readonly Part[]): FunctionResponse[] =>
  wireParts(parts).flatMap(({ functionResponse }) => functionResponse ?? [])

export const callsOf = (turn: Turn): FunctionCall[] => callsAmong(partsOf(turn))
export const resultsOf = (turn: Turn): FunctionResponse[] => resultsAmong(partsOf(turn))

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
