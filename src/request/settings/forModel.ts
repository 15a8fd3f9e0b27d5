import type { ModelFacts } from '../capabilities.ts'
import type { BuiltInTool } from '../tools.ts'
import type { ForModel } from './table.ts'

/** What a model makes of each setting, from what is known of it: the `forModel` of the table's rows. */

export const sampling =
  (name: 'temperature' | 'topP' | 'topK') =>
  (facts: ModelFacts): ForModel => ({
    taken: facts.sampling,
    usual: facts.usual[name],
    ...(name === 'temperature' && { max: facts.maxTemperature }),
    ...(name === 'topK' && facts.topK === 'refused' && { taken: 'refused', locked: true }),
  })

export const penalty = ({ penalties }: ModelFacts): ForModel => ({ taken: penalties })
export const logprobs = (facts: ModelFacts): ForModel => ({ taken: facts.logprobs })

const thinksNot = 'this model does not think'

export const level = ({ thinking }: ModelFacts): ForModel => ({
  taken: thinking.level,
  locked: thinking.never,
  usual: thinking.usualLevel,
  options: thinking.levels,
  hidden: thinking.level === 'refused' && thinking.budget !== 'refused',
  why: thinking.budget === 'refused' ? thinksNot : 'this model takes a budget, not a level',
})

export const budget = ({ thinking }: ModelFacts): ForModel => ({
  taken: thinking.budget,
  locked: thinking.never,
  usual: thinking.usualBudget,
  max: thinking.most,
  least: thinking.least,
  named: thinking.off ? [-1, 0] : [-1],
  hidden: thinking.budget !== 'yes' && thinking.budget !== 'unknown',
  why: thinking.level === 'refused' ? thinksNot : 'this model takes a level, not a budget',
})

export const thoughts = ({ thinking }: ModelFacts): ForModel => ({
  locked: thinking.never,
  taken: thinking.budget === 'yes' ? 'yes' : thinking.level,
  why: thinksNot,
})

export const kinds = ({ output: { modalities: made, usualModalities: usual } }: ModelFacts): ForModel => ({
  taken: made === undefined ? 'unknown' : 'yes',
  usual,
  ...(made && { options: made }),
  // There is nothing to choose; to ask for it in so many words is no fault.
  hidden: made?.length === 1 && made[0] === 'TEXT',
})

/** A setting of pictures, for a model that takes these values of it. */
export const ofPictures = (
  options: readonly string[],
  { output: { modalities: made } }: ModelFacts,
): ForModel => ({
  taken: made === undefined ? 'unknown' : options.length > 0 ? 'yes' : 'refused',
  ...(made && { options }),
  hidden: made !== undefined && !made.includes('IMAGE'),
  why: made?.includes('IMAGE') ? 'this model has only one size' : 'this model generates no images',
})

export const ofSpeech = ({ output: { modalities: made, style } }: ModelFacts): ForModel => ({
  taken: made === undefined ? 'unknown' : style === null ? 'refused' : 'yes',
  hidden: made !== undefined && style === null,
  why: 'this model does not speak',
})

export const builtIn =
  (tool: BuiltInTool) =>
  ({ builtInTools }: ModelFacts): ForModel => ({
    taken: builtInTools[tool],
    why: 'this model does not have this tool',
  })
