/** How far the calls since the last message of a person have come: told by the turns on show, kept nowhere. */
import { callsOf } from './answered.ts'
import { liveHere } from './chat.ts'
import { hasResults } from './faults.ts'
import { isSentAgain } from './history.ts'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Chat } from './chat.ts'
import type { Turn } from './tree.ts'

export interface Steps {
  /** Turns in which the model called functions. */
  steps: number
  /** Their calls, those that wait included. */
  calls: number
  /** The calls at the end that have no results yet, and their turn. */
  waiting: { turn: Turn; calls: readonly FunctionCall[] } | null
  /** Calls were answered, and what the model says to that is the last turn: its end is the loop's. */
  answer: Turn | null
}

/** Those since a person wrote last. */
const sincePerson = (shown: readonly Turn[]) =>
  shown.slice(shown.findLastIndex((turn) => turn.role === 'user' && !hasResults(turn)) + 1)

/** The calls of a turn that somebody answers: those of an answer that is not sent again nobody does. */
const toAnswer = (turn: Turn): FunctionCall[] =>
  turn.role === 'model' && isSentAgain(turn) ? callsOf(turn) : []

/** Which step of its loop a turn with calls is, from 1. @param index of the turn in `shown` */
export const stepOf = (shown: readonly Turn[], index: number): number =>
  sincePerson(shown.slice(0, index)).filter((turn) => toAnswer(turn).length > 0).length + 1

/** @param state of the conversation on the screen */
export function stepsOf(state: Pick<Chat, 'shown' | 'live' | 'current'>): Steps {
  const { shown } = state
  const live = liveHere(state)?.turn
  const since = sincePerson(shown)
  let steps = 0
  let count = 0
  let waiting: Steps['waiting'] = null
  for (const turn of since) {
    const calls = turn.id === live ? [] : toAnswer(turn)
    if (calls.length === 0) continue
    steps += 1
    count += calls.length
    if (turn === since.at(-1)) waiting = { turn, calls }
  }
  const last = since.at(-1)
  const answers = last?.role === 'model' && since.some(hasResults)
  return { steps, calls: count, waiting, answer: answers && !waiting ? last : null }
}
