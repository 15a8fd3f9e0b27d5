import type { Ask } from './ask.ts'
import { thinksUnasked } from './thinking.ts'

/** Models that cannot be told to think less: a low limit leaves them no room to answer. */
const thinksFirst = /^gemini-.*pro/

const byLevel: Record<string, number> = { MINIMAL: 0, LOW: 48, MEDIUM: 160, HIGH: 420, XHIGH: 900 }

/** Tokens this request spends on thinking, and tokens it may put out in all. */
export function limits(ask: Ask): { tokens: number; output: number } {
  const { traits, config, promptTokens } = ask
  const output = config.maxOutputTokens ?? traits.model.outputTokenLimit ?? 8192
  const { thinkingBudget, thinkingLevel } = config.thinkingConfig ?? {}
  const wanted = thinkingLevel ? (byLevel[thinkingLevel] ?? 160) : 60 + Math.min(200, promptTokens.total)
  const budget =
    thinkingBudget === undefined || thinkingBudget < 0 ? wanted : Math.min(wanted, thinkingBudget)
  // Other models keep most of a low limit for the answer, so that the demo shows a cut text, not an empty one.
  const room = thinksFirst.test(traits.id) ? output : Math.floor(output / 4)
  const thinks = thinksUnasked(traits) || (traits.thinks && thinkingBudget !== undefined)
  return { tokens: thinks ? Math.min(budget, room) : 0, output }
}
