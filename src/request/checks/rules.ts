import { builtInRules } from './builtInRules.ts'
import { cacheRules } from './cacheRules.ts'
import { formatRules } from './formatRules.ts'
import { mediaRules } from './mediaRules.ts'
import { nameRules } from './nameRules.ts'
import { generalRules, settingRules } from './settingRules.ts'
import { thinkingRules } from './thinkingRules.ts'
import { toolRules } from './toolRules.ts'
import { turnRules } from './turnRules.ts'
import type { Rule } from './finding.ts'

/** Every rule, the more telling first: of two findings of one severity at one place the first is shown. */
export const rules: readonly Rule[] = [
  ...turnRules,
  ...mediaRules,
  ...toolRules,
  ...builtInRules,
  ...thinkingRules,
  ...formatRules,
  ...cacheRules,
  ...settingRules,
  ...nameRules,
  ...generalRules,
]
