/** Which turns a run sent: a list that most answers share with the one before but for its last two. */
import { findRun, peekRun } from '../../runs/registry.ts'
import type { Run, RunId, SentTurn } from '../../runs/run.ts'
import type { Turn } from './tree.ts'

const isSame = (a: SentTurn | undefined, b: SentTurn | undefined) =>
  a !== undefined && b !== undefined && a.id === b.id && a.role === b.role && a.candidate === b.candidate

/** The lists of runs at hand, so that each answer of a long conversation is looked through once. */
const lists = new WeakMap<Run, readonly SentTurn[]>()

/** @param chain runs each of which begins with the list of the one before it */
function listOf(chain: readonly Run[]): readonly SentTurn[] | null {
  let list: readonly SentTurn[] = []
  for (const run of chain) {
    const { asked } = run
    if (asked.kind !== 'turns') return null
    const known = lists.get(run)
    list = known ?? [...list.slice(0, asked.after?.count ?? 0), ...asked.turns]
    lists.set(run, list)
  }
  return list
}

/** The turns that a run sent, in order; null where that is not known, or where an earlier run is not at hand. */
export function sentTurns(run: Run): readonly SentTurn[] | null {
  const chain = [run]
  for (let first = run; !lists.has(first) && afterOf(first) !== undefined;) {
    const before = peekRun(afterOf(first)!)
    // A file may have a run begin with its own turns.
    if (!before || chain.includes(before)) return null
    chain.unshift(before)
    first = before
  }
  return listOf(chain)
}

/** The same, with the journal asked for the runs that are not at hand. */
export async function findSentTurns(run: Run): Promise<readonly SentTurn[] | null> {
  const chain = [run]
  for (let id = lists.has(run) ? undefined : afterOf(run); id !== undefined;) {
    const before: Run | null = await findRun(id)
    if (!before || chain.includes(before)) return null
    chain.unshift(before)
    id = lists.has(before) ? undefined : afterOf(before)
  }
  return listOf(chain)
}

const afterOf = ({ asked }: Run): RunId | undefined => (asked.kind === 'turns' ? asked.after?.run : undefined)

/**
 * A list of sent turns, its beginning by reference where the last answer in it sent the same.
 * @param sent the turns themselves, in the same order
 */
export function sentBefore(
  turns: readonly SentTurn[],
  sent: readonly Turn[],
): { after?: { run: RunId; count: number }; turns: readonly SentTurn[] } {
  const last = sent.findLast(({ run }) => run !== undefined)?.run
  const run = last === undefined ? null : peekRun(last)
  const list = run && sentTurns(run)
  if (!run || !list) return { turns }
  const differs = turns.findIndex((turn, at) => !isSame(turn, list[at]))
  const count = differs < 0 ? turns.length : differs
  return count > 0 ? { after: { run: run.id, count }, turns: turns.slice(count) } : { turns }
}
