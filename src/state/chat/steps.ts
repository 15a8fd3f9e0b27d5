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

/** @param state of the conversation on the screen */
export function stepsOf(state: Pick<Chat, 'shown' | 'live' | 'current'>): Steps {
  const { shown } = state
  const live = liveHere(state)?.turn
  const from = shown.findLastIndex((turn) => turn.role === 'user' && !hasResults(turn)) + 1
  const since = shown.slice(from)
  let steps = 0
  let count = 0
  let waiting: Steps['waiting'] = null
  for (const turn of since) {
    const calls = turn.role === 'model' && turn.id !== live && isSentAgain(turn) ? callsOf(turn) : []
    if (calls.length === 0) continue
    steps += 1
    count += calls.length
    if (turn === since.at(-1)) waiting = { turn, calls }
  }
  const last = since.at(-1)
  const answers = last?.role === 'model' && since.some(hasResults)
  return { steps, calls: count, waiting, answer: answers && !waiting ? last : null }
}
