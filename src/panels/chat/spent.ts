import { read } from '../../runs/read.ts'
import { runOf } from '../../state/chat/said.ts'
import type { Reading } from '../../runs/read.ts'
import type { UsageMetadata } from '../../gemini/types.ts'
import type { Turn } from '../../state/chat/tree.ts'

/** What a message cost, from the usage that its answer reported. Tokens. */
export interface Spent {
  /** Of the message itself; null where what went before it is not known. */
  own: number | null
  /** Of the history that was sent again with it. */
  again: number | null
}

function readingOf(turn: Turn | undefined): Reading | null {
  const run = turn && runOf(turn)
  return run ? read(run) : null
}

/** What an answer was asked with: where it took several requests, the first one alone, for the later sent it again. */
const askedWith = (usage: UsageMetadata | undefined): number | undefined =>
  usage?.initialPromptTokenCount ?? usage?.promptTokenCount

/**
 * Reads from the answers' own usage what each user turn added: the prompt tokens of its answer, less those of the
 * answer before and what that one wrote. Only where the one request continued the other; else null.
 * @param shown the turns on show, in order; one entry a turn comes back
 */
export function spentBy(shown: readonly Turn[]): Spent[] {
  let before: number | null = 0
  return shown.map((turn, index) => {
    if (turn.role === 'model') {
      const { reply, outcome } = readingOf(turn) ?? {}
      const usage = reply?.usageMetadata
      const asked = askedWith(usage)
      const whole = outcome === 'complete' || outcome === 'cut off'
      before = asked !== undefined && whole ? asked + (usage?.candidatesTokenCount ?? 0) : null
      return { own: null, again: null }
    }
    const sent = askedWith(readingOf(shown[index + 1])?.reply.usageMetadata)
    if (sent === undefined || before === null || sent <= before) return { own: null, again: null }
    return { own: sent - before, again: before }
  })
}
