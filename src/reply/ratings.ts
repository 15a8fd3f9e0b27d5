import { harmCategories } from '../request/safety.ts'
import { read } from '../runs/read.ts'
import type { SafetyRating } from '../gemini/types.ts'
import type { Run } from '../runs/run.ts'

export interface Rating {
  /** Our word for a known category, else the API's own. */
  category: string
  probability: string
  /** 1 to 4 of four; 0 for a word nobody here knows. */
  step: number
  /** This is what blocked. */
  blocked: boolean
}

const steps = ['NEGLIGIBLE', 'LOW', 'MEDIUM', 'HIGH']

/** The place of a category among the settings; what is unknown comes after. The API's order differs from answer to answer. */
function placeOf({ category }: SafetyRating): number {
  const place = harmCategories.findIndex((one) => one.category === category)
  return place < 0 ? harmCategories.length : place
}

const stepOf = (rating: SafetyRating): number => steps.indexOf(rating.probability) + 1

/**
 * The ratings that belong to a candidate, in the order of the settings; the prompt's own where there is no candidate to rate.
 * Where something was blocked for safety and no rating is marked, the highest one is taken to be it.
 */
export function ratingsOf(run: Run, index: number): Rating[] {
  const { candidates, promptFeedback: feedback } = read(run).reply
  const candidate = candidates.find((one) => one.index === index)
  const sent: readonly SafetyRating[] = candidate?.safetyRatings ?? feedback?.safetyRatings ?? []
  const ratings = sent.toSorted((a, b) => placeOf(a) - placeOf(b))
  const forSafety = candidate?.finishReason === 'SAFETY' || feedback?.blockReason === 'SAFETY'
  const highest = Math.max(...ratings.map(stepOf))
  const guess = forSafety && highest > 1 && !ratings.some((rating) => rating.blocked)
  return ratings.map((rating) => ({
    category: harmCategories.find(({ category }) => category === rating.category)?.title ?? rating.category,
    probability: rating.probability,
    step: stepOf(rating),
    blocked: rating.blocked === true || (guess && stepOf(rating) === highest),
  }))
}
