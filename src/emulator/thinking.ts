/** How each model can be told how much to think, and what it says to another way. */
import type { GenerateRequest } from './ask.ts'
import { invalid } from './errors.ts'
import type { Traits } from './models.ts'

interface Ways {
  /** The levels it takes; undefined where it takes none. */
  levels?: readonly string[]
  /** Tokens, from and to; 0 and -1 stand outside. Undefined where it takes none. */
  budget?: readonly [number, number]
  /** A budget of 0 turns thinking off. */
  off?: boolean
}

const fromMinimal = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH']
const fromLow = ['LOW', 'MEDIUM', 'HIGH']

/** Google's page on thinking, 2026-10-05; the first that fits. */
const ways: readonly [RegExp, Ways][] = [
  [/^gemini-2\.5-pro/, { budget: [128, 32_768] }],
  [/^gemini-2\.5-flash-lite|^demo-lite$/, { budget: [512, 24_576], off: true }],
  [/^gemini-(?:2\.5-flash|robotics-er-1)/, { budget: [0, 24_576], off: true }],
  [/^gemma|3\.1-flash-lite-image/, { levels: ['MINIMAL', 'HIGH'] }],
  [/^gemini-3\.[78]|^gemini-(?:3|3\.1)-pro|^gemini-pro-latest/, { levels: fromLow, budget: [0, 32_768] }],
  [/^gemini-3|latest$/, { levels: fromMinimal, budget: [0, 32_768] }],
  [/^gemini-4-(?:argon|carbon)/, { levels: fromLow }],
  [/^gemini-4|^demo-pro$/, { levels: [...fromLow, 'XHIGH'] }],
  [/^demo-flash$/, { levels: fromMinimal, budget: [0, 32_768] }],
  [/^demo-/, { levels: fromMinimal, budget: [0, 32_768], off: true }],
]

const waysOf = ({ id }: Traits): Ways => ways.find(([pattern]) => pattern.test(id))?.[1] ?? {}

/** Documented: of these models alone nothing is thought unless a budget asks for it. */
export const thinksUnasked = ({ id, thinks }: Traits): boolean =>
  thinks && !/^(?:gemini-2\.5-flash-lite|demo-lite$)/.test(id)

/** @throws ApiError 400 */
export function checkThinking({ generationConfig: config = {} }: GenerateRequest, traits: Traits): void {
  const thinking = config.thinkingConfig
  if (!thinking) return
  const { thinkingBudget: given, thinkingLevel: level } = thinking
  if (!traits.thinks) throw invalid(`Thinking is not enabled for models/${traits.id}`)
  if (given !== undefined && level !== undefined)
    throw invalid('You can only set only one of thinking budget and thinking level.')
  const { levels, budget, off } = waysOf(traits)
  if (level !== undefined && !levels) throw invalid('Thinking level is not supported for this model.')
  // Words of these two by analogy: documented as refused, not observed.
  if (level !== undefined && !levels?.includes(level))
    throw invalid(`Thinking level ${level} is not supported for this model.`)
  if (given === undefined) return
  if (!budget) throw invalid('Thinking budget is not supported for this model.')
  if (given === 0 && !off) throw invalid('Budget 0 is invalid. This model only works in thinking mode.')
  const [least, most] = budget
  if (given !== 0 && given !== -1 && (given < least || given > most))
    throw invalid(
      `The thinking budget ${given} is invalid. Please choose a value between ${least} and ${most}${off && least > 0 ? ', 0' : ''}, or -1.`,
    )
}
