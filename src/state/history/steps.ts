/** A tool loop, step by step: its runs, and what answered the calls of each. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { read } from '../../runs/read.ts'
import { firstCandidate } from '../../runs/difference/runs.ts'
import { peekRun, wantRun, watchRun } from '../../runs/registry.ts'
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
export const stepsOf = (runs: readonly Run[]): Run[] =>
  runs.filter(({ id }, at) => !(runs[at + 1]?.hop && runs[at + 1]?.parent === id))

/** Which step of its row a run is, from 1; one that cannot be read counts as a step. @param runs those that can */
export function numberIn(press: Pick<Press, 'earlier' | 'id'>, runs: readonly Run[], id: RunId): number {
  const upTo = new Set(runsIn(press).slice(0, runsIn(press).indexOf(id) + 1))
  return upTo.size - runs.filter((run) => run.hop && upTo.has(run.id)).length
}

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
 * Where two rows part: the steps whose requests are compared, and which ones these are, from 1.
 * @param first every run of the row
 * @returns null where neither is a loop
 */
export function partingOf(
  first: readonly Run[],
  second: readonly Run[],
): { first: Run; second: Run; step: number } | null {
  const [one, other] = [stepsOf(first), stepsOf(second)]
  const last = Math.min(one.length, other.length) - 1
  if (last < 0 || (one.length === 1 && other.length === 1)) return null
  const parts = one.findIndex(({ id }, at) => id !== other[at]?.id)
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
      for (const id of all) wantRun(id)
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

/** @param next the step that was asked with the results. @returns null where it is another one's, and where they are gone */
export async function answersTo(step: Run, next: Run): Promise<StepAnswers | null> {
  // Where a run between them cannot be read, these are results of other calls; of an answer in several requests the first
  // one has the parent.
  let first = next
  while (first.hop && first.before) first = first.before
  if (first.parent !== step.id) return null
  const turn = await resultsTurn(next)
  if (!turn) return null
  const { paired, resultsOf } = await import('../chat/answered.ts')
  return { answered: paired(callsIn(step), resultsOf(turn)), answers: turn.answers }
}

/** The same for a component; null until it is known, and for the last step, `failed` where they could not be read. */
export function useAnswersTo(step: Run | null, next: Run | null): StepAnswers | 'failed' | null {
  const [found, setFound] = useState<{ of: RunId; answers: StepAnswers | 'failed' | null } | null>(null)
  const id = step && next ? `${step.id} ${next.id}` : null
  useEffect(() => {
    let current = true
    const look = async () => {
      if (id === null || !step || !next) return
      const answers = await answersTo(step, next).catch((): 'failed' => 'failed')
      if (current) setFound({ of: id, answers })
    }
    void look()
    return () => {
      current = false
    }
    // oxlint-disable-next-line react/exhaustive-deps -- a step that another one follows has ended
  }, [id])
  return found?.of === id ? found.answers : null
}
