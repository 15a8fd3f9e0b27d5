import { table } from './settings/table.ts'
import type { HarmCategory, Safety, Threshold } from './settings/table.ts'

/** One stop of a safety slider: what is sent, its word, and what it does. */
export interface SafetyLevel {
  threshold: Threshold | undefined
  word: string
  effect: string
}

/** Left to right; the slider's value is the index. */
export const safetyLevels: readonly SafetyLevel[] = [
  { threshold: undefined, word: 'API default', effect: 'Not sent; the model’s default applies.' },
  { threshold: 'OFF', word: 'Off', effect: 'The filter does not run; answers carry no rating.' },
  { threshold: 'BLOCK_NONE', word: 'Block none', effect: 'Content is rated, and nothing is blocked.' },
  {
    threshold: 'BLOCK_ONLY_HIGH',
    word: 'Block few',
    effect: 'Blocks content with a high probability of harm.',
  },
  {
    threshold: 'BLOCK_MEDIUM_AND_ABOVE',
    word: 'Block some',
    effect: 'Blocks content with a medium or high probability of harm.',
  },
  {
    threshold: 'BLOCK_LOW_AND_ABOVE',
    word: 'Block most',
    effect: 'Blocks all but content with a negligible probability of harm.',
  },
]

/** The categories that can be set, in the form's order. */
export const harmCategories: readonly { category: HarmCategory; title: string }[] = table
  .filter(({ group }) => group === 'safety')
  .map(({ path, title }) => ({ category: path.slice('safety.'.length) as HarmCategory, title }))

/** The index of a threshold among `safetyLevels`; 0 for none. */
export function levelOf(threshold: Threshold | undefined): number {
  return safetyLevels.findIndex((level) => level.threshold === threshold)
}

/** The thresholds of a request's list, by category; what is unknown here is left out. */
export function safetyOf(list: readonly { category: string; threshold: string }[]): Safety {
  const known = list.flatMap(({ category, threshold }) =>
    harmCategories.some((one) => one.category === category) &&
    safetyLevels.some((level) => level.threshold === threshold)
      ? [[category, threshold] as const]
      : [],
  )
  return Object.fromEntries(known)
}
