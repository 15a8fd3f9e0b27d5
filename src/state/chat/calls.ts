/** Calls and results that do not answer each other: the API refuses the whole conversation for one of them. */
import { modelOf } from '../../runs/run.ts'
import { unmatched } from '../../request/checks/calls.ts'
import { callsAmong, callsOf, resultsAmong, resultsOf } from './answered.ts'
import { chat } from './chat.ts'
import { fitTurn } from './fit.ts'
import { turnsSent } from './history.ts'
import { sentTurns } from './sentTurns.ts'
import { partsOf } from './said.ts'
import { insertAfter, replaceParts } from './turns.ts'
import type { Part } from '../../gemini/types.ts'
import type { Named } from '../../request/checks/calls.ts'
import type { UnansweredCall } from '../advice.ts'
import type { Run } from '../../runs/run.ts'
import type { Turn } from './tree.ts'

interface Said {
  turn: Turn
  calls: Named[]
  results: Named[]
}

/** A turn by what a model gets of it. */
function saidTo(model: string, turn: Turn): Said {
  const { parts } = fitTurn(turn, model).said
  return {
    turn,
    calls: turn.role === 'model' ? callsAmong(parts) : [],
    results: turn.role === 'user' ? resultsAmong(parts) : [],
  }
}

/** The first turn whose calls the next one does not answer, or whose results answer nothing; null where all do. */
function firstUnanswered(said: readonly Said[]): { turn: Turn; missing: Named[]; extra: Named[] } | null {
  for (const [at, { turn, calls, results }] of said.entries()) {
    const extra = unmatched(results, said[at - 1]?.calls ?? [])
    if (extra.length > 0) return { turn, missing: [], extra }
    const missing = unmatched(calls, said[at + 1]?.results ?? [])
    if (missing.length > 0) return { turn, missing, extra: [] }
  }
  return null
}

const namesOf = (some: readonly Named[]) => some.map(({ name = 'a function' }) => name)

/**
 * The turn for which the API refuses what a run has sent.
 * @param shown the turns on show, the run's own among them at `index`
 * @returns null where calls and results go together, and where what was sent is not on show any more
 */
export function unansweredIn(run: Run, shown: readonly Turn[], index: number): UnansweredCall | null {
  const model = modelOf(run)
  const sent: Said[] = []
  for (const { id, role, candidate } of sentTurns(run) ?? []) {
    const turn = shown.find((one) => one.id === id) ?? chat.getState().turns.get(id)
    if (!turn) return null
    const { candidate: _, ...rest } = turn
    sent.push(saidTo(model, { ...rest, role, ...(candidate !== undefined && { candidate }) }))
  }
  const found = firstUnanswered(sent)
  const at = shown.findIndex(({ id }) => id === found?.turn.id)
  if (!found || at < 0) return null
  const now = turnsSent(shown.slice(0, index)).map((turn) => saidTo(model, turn))
  return {
    turn: found.turn.id,
    position: at + 1,
    missing: namesOf(found.missing),
    extra: namesOf(found.extra),
    mended: firstUnanswered(now) === null,
  }
}

/** A result that says nothing, in its place. */
export const emptyResult = ({ id, name }: Named): Part => ({
  functionResponse: { ...(id !== undefined && { id }), name: name ?? '', response: {} },
})

/** Gives every call of a turn on show that has no result an empty one, in the turn after it. */
export async function addEmptyResults(id: string): Promise<void> {
  const { shown } = chat.getState()
  const at = shown.findIndex((turn) => turn.id === id)
  const [turn, next] = [shown[at], shown[at + 1]]
  if (!turn) return
  const given = next ? resultsOf(next) : []
  const results = unmatched(callsOf(turn), given).map(emptyResult)
  if (!next || next.role === 'model' || given.length === 0) {
    await insertAfter(id, results)?.written
    return
  }
  await replaceParts([{ old: next, parts: [...partsOf(next), ...results] }])
}
