import type { Turn } from '../../state/chat/tree.ts'

/** What a message cost, from the usage that its answer reported. Tokens. */
export interface Spent {
  /** Of the message itself; null where what went before it is not known. */
  own: number | null
  /** Of the history that was sent again with it. */
  again: number | null
}

/**
 * Reads from the answers' own usage what each user turn added: the prompt tokens of its answer, less those of the
 * answer before and what that one wrote. Only where the one request continued the other; else null.
 * @param shown the turns on show, in order; one entry a turn comes back
 */
export function spentBy(shown: readonly Turn[]): Spent[] {
  let before: number | null = 0
  return shown.map((turn, index) => {
    if (turn.role === 'model') {
      const usage = turn.run?.reply.usageMetadata
      const whole = turn.run?.state === 'complete' || turn.run?.state === 'cut off'
      before =
        usage?.promptTokenCount !== undefined && whole
          ? usage.promptTokenCount + (usage.candidatesTokenCount ?? 0)
          : null
      return { own: null, again: null }
    }
    const sent = shown[index + 1]?.run?.reply.usageMetadata?.promptTokenCount
    if (sent === undefined || before === null || sent <= before) return { own: null, again: null }
    return { own: sent - before, again: before }
  })
}
