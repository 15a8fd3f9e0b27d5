/** A tool loop, step by step: its runs, and what answered the calls of each. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { read } from '../../runs/read.ts'
import { firstCandidate } from '../../runs/difference/runs.ts'
import { findRun, peekRun, watchRun } from '../../runs/registry.ts'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Press } from '../../runs/press.ts'
import type { Run, RunId } from '../../runs/run.ts'
import type { AnsweredCall } from '../chat/answered.ts'
import type { Answered, Turn } from '../chat/tree.ts'

/** The runs of a row, the first one first. */
export const runsIn = ({ earlier = [], id }: Pick<Press, 'earlier' | 'id'>): readonly RunId[] => [
  ...earlier,
  id,
]

/** One run a step: of an answer in several requests the last. */
export const stepsOf = (runs: readonly Run[]): Run[] => runs.filter((_, at) => !runs[at + 1]?.hop)

/** The functions that an answer calls, in their order. */
export const callsIn = (run: Run): FunctionCall[] => {
  const { candidates } = read(run).reply
  const candidate = candidates.find(({ index }) => index === firstCandidate(run))
  return candidate?.parts.flatMap(({ functionCall }) => functionCall ?? []) ?? []
}

/** Gives the list before where the next one holds the same. */
function createSteady(): (now: readonly Run[]) => readonly Run[] {
  let last: readonly Run[] = []
  return (now) => {
    const isSame = now.length === last.length && now.every((run, at) => run === last[at])
    if (!isSame) last = now
    return last
  }
}

/**
 * Where two rows part: the runs whose requests are compared, and which step that is, from 1.
 * @returns null where neither is a loop
 */
export function partingOf(first: Press, second: Press): { first: RunId; second: RunId; step: number } | null {
  if (first.steps === undefined && second.steps === undefined) return null
  const [one, other] = [runsIn(first), runsIn(second)]
  const last = Math.min(one.length, other.length) - 1
  const parts = one.findIndex((id, at) => id !== other[at])
  const at = parts < 0 ? last : Math.min(parts, last)
  return { first: one[at]!, second: other[at]!, step: at + 1 }
}

/** Every run of a row as it is now; those that are not at hand yet are looked up, and missing until then. */
export function useRunsIn(press: Press | null): readonly Run[] {
  const ids = press ? runsIn(press).join(' ') : ''
  const [steady] = useState(createSteady)
  const subscribe = useCallback(
    (listen: () => void) => {
      const all = ids === '' ? [] : ids.split(' ')
      const leave = all.map((id) => watchRun(id, listen))
      for (const id of all) void findRun(id)
      return () => leave.forEach((one) => one())
    },
    [ids],
  )
  return useSyncExternalStore(subscribe, () =>
    steady(ids === '' ? [] : ids.split(' ').flatMap((id) => peekRun(id) ?? [])),
  )
}

/** How the calls of a step were answered. */
export interface StepAnswers {
  answered: readonly AnsweredCall[]
  /** What answered them, in the order of the results. */
  answers: readonly Answered[] | undefined
}

/** The turn of results that a step was asked with; null where it is gone. */
async function resultsTurn({ asked, origin, ...run }: Run): Promise<Turn | null> {
  if (asked.kind !== 'turns' || origin.kind !== 'chat') return null
  const [{ findSentTurns }, { readEveryTurn }, { chat }] = await Promise.all([
    import('../chat/sentTurns.ts'),
    import('../chat/records.ts'),
    import('../chat/chat.ts'),
  ])
  const last = (await findSentTurns({ asked, origin, ...run }))?.at(-1)
  if (!last) return null
  return chat.getState().turns.get(last.id) ?? (await readEveryTurn(origin.conversation)).get(last.id) ?? null
}

/** @param next the step that was asked with the results; null where they are gone */
export async function answersTo(step: Run, next: Run): Promise<StepAnswers | null> {
  const turn = await resultsTurn(next)
  if (!turn) return null
  const { paired, resultsOf } = await import('../chat/answered.ts')
  return { answered: paired(callsIn(step), resultsOf(turn)), answers: turn.answers }
}

/** The same for a component; null until it is known, and for the last step. */
export function useAnswersTo(step: Run | null, next: Run | null): StepAnswers | null {
  const [found, setFound] = useState<{ of: RunId; answers: StepAnswers | null } | null>(null)
  const id = step && next ? `${step.id} ${next.id}` : null
  useEffect(() => {
    let current = true
    const look = async () => {
      if (id === null || !step || !next) return
      const answers = await answersTo(step, next)
      if (current) setFound({ of: id, answers })
    }
    void look().catch(() => undefined)
    return () => {
      current = false
    }
    // oxlint-disable-next-line react/exhaustive-deps -- a step that another one follows has ended
  }, [id])
  return found?.of === id ? found.answers : null
}
