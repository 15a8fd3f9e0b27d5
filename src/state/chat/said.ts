/** What a turn says: its own words, or those of the run that it is the answer of. */
import { peekRun } from '../../runs/registry.ts'
import { read } from '../../runs/read.ts'
import { modelOf } from '../../runs/run.ts'
import type { Part } from '../../request/doc.ts'
import type { ReplyCandidate } from '../../gemini/reply.ts'
import type { Run } from '../../runs/run.ts'
import type { Turn } from './tree.ts'

/** The run of an answer; null for words written by hand, and where it can no longer be read. */
export const runOf = ({ run }: Turn): Run | null => (run === undefined ? null : peekRun(run))

const nothing: readonly Part[] = []

/** The candidate of an answer that counts. */
export function candidateOf(turn: Turn): ReplyCandidate | undefined {
  const run = runOf(turn)
  if (!run) return undefined
  const { candidates } = read(run).reply
  return turn.candidate === undefined
    ? candidates[0]
    : candidates.find(({ index }) => index === turn.candidate)
}

/** The parts of a turn, exactly as typed or as received, signatures included. */
export const partsOf = (turn: Turn): readonly Part[] =>
  turn.run === undefined || turn.parts.length > 0 ? turn.parts : (candidateOf(turn)?.parts ?? nothing)

/** The id of the model that wrote a turn; undefined for one written by hand. */
export function writerOf(turn: Turn): string | undefined {
  const run = runOf(turn)
  return run ? modelOf(run) : turn.model
}
