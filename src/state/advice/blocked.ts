import type { SafetyRating } from '../../gemini/types.ts'
import { harmCategories, levelOf, safetyLevels } from '../../request/safety.ts'
import { thresholdInForce } from '../../request/settings/path.ts'
import type { Threshold } from '../../request/settings/table.ts'
import type { Advice, Labelled, Span } from '../advice.ts'
import { read } from '../../runs/read.ts'
import { settingsOf } from '../../runs/run.ts'
import type { Run } from '../../runs/run.ts'
import { runAgain } from './failures.ts'

type Blocked = Pick<Advice, 'tone' | 'title' | 'body' | 'actions' | 'words'>

const steps = ['NEGLIGIBLE', 'LOW', 'MEDIUM', 'HIGH']

/** The strictest threshold that lets this probability through; none helps where it is not known. */
export function passingThreshold(probability: string): Threshold | undefined {
  const passing: Record<string, Threshold> = {
    LOW: 'BLOCK_MEDIUM_AND_ABOVE',
    MEDIUM: 'BLOCK_ONLY_HIGH',
    HIGH: 'BLOCK_NONE',
  }
  return passing[probability]
}

/** The rating that blocked: the one marked so, else the highest. */
function culprit(ratings: readonly SafetyRating[]): SafetyRating | undefined {
  const marked = ratings.filter((rating) => rating.blocked)
  return (
    marked.length > 0 ? marked : ratings.filter(({ probability }) => steps.indexOf(probability) > 0)
  ).toSorted((a, b) => steps.indexOf(b.probability) - steps.indexOf(a.probability))[0]
}

/** Reasons no setting of ours can change: what happened, what to do. */
const builtIn: Record<string, [what: string, todo: string]> = {
  PROHIBITED_CONTENT: ['it may hold prohibited content', 'This filter cannot be set. Change the prompt.'],
  BLOCKLIST: ['it holds a term of a block list', 'This list cannot be set. Change the prompt.'],
  SPII: [
    'it may hold sensitive personal information',
    'This filter cannot be set. Remove names, numbers and addresses.',
  ],
  PUP_LIMITED_DISABLED: [
    'the account is limited by a policy',
    'What this key’s account may ask for is limited. Its owner can find out more in Google AI Studio.',
  ],
  RECITATION: ['it came too close to existing text', 'Ask for a summary or for the model’s own words.'],
  LANGUAGE: ['the language is not supported', 'Write in another language, or choose another model.'],
  IMAGE_SAFETY: ['the image may be unsafe', 'Ask for a different image.'],
  IMAGE_PROHIBITED_CONTENT: [
    'the image may show prohibited content',
    'This filter cannot be set. Ask for a different image.',
  ],
  IMAGE_RECITATION: ['the image came too close to an existing one', 'Ask for a different image.'],
  IMAGE_OTHER: ['the image was held back', 'Ask for a different image.'],
  OTHER: ['the reason is not named', 'Change the prompt, then run again.'],
}

/** Ratings come before the reason's own words: they say which slider it was. */
function bySafety(run: Run, rating: SafetyRating, what: string): Pick<Blocked, 'title' | 'body' | 'actions'> {
  const known = harmCategories.find(({ category }) => category === rating.category)
  const name = known ? known.title.toLowerCase() : rating.category
  const title = `Blocked: the ${what} was rated ${rating.probability} for ${name}`
  const settings = settingsOf(run)
  const sent = known && settings ? thresholdInForce(settings, known.category) : undefined
  const body: Span[] = sent
    ? ['You sent ', { mono: sent }, '. ']
    : settings
      ? ['You set no threshold, so the model’s default applied. ']
      : []
  const threshold = passingThreshold(rating.probability)
  const level = safetyLevels[levelOf(threshold)]
  const sentLevel = safetyLevels.findIndex((one) => one.threshold === sent)
  const looser = threshold && level && known && (sent === undefined || levelOf(threshold) < sentLevel)
  if (!looser)
    return {
      title,
      body: [...body, 'No looser threshold is known to let it pass. Change the prompt.'],
      actions: known ? [showSetting(known.title)] : [runAgain],
    }
  body.push(
    { mono: rating.probability },
    ` passes at “${level.word}”, though a rerun may be rated differently.`,
  )
  const set: Labelled = {
    label: `Set ${known.title} to ${level.word}`,
    action: { kind: 'set-safety', category: known.category, threshold },
  }
  return { title, body, actions: [set, showSetting(known.title)] }
}

function showSetting(name: string): Labelled {
  return { label: 'Show the setting', action: { kind: 'show-setting', name } }
}

/** Why the prompt or a candidate was blocked, and what could let it pass. Promises nothing. */
export function blockedAdvice(run: Run, index: number): Blocked {
  const { promptFeedback, candidates } = read(run).reply
  const candidate = candidates.find((one) => one.index === index)
  const prompt = promptFeedback?.blockReason !== undefined
  const reason = (prompt ? promptFeedback.blockReason : candidate?.finishReason) ?? 'SAFETY'
  const message = prompt ? promptFeedback.blockReasonMessage : candidate?.finishMessage
  const words = [
    `${prompt ? 'promptFeedback.blockReason' : 'finishReason'} ${reason}`,
    ...(message ? [message] : []),
  ]
  const rating = culprit((prompt ? promptFeedback.safetyRatings : candidate?.safetyRatings) ?? [])
  const some = (candidate?.parts ?? []).some((part) => !part.thought && part.text)
  const outcome = prompt
    ? 'Nothing was generated. '
    : some
      ? 'What arrived before is kept. '
      : 'The answer was held back. '
  const what = prompt ? 'prompt' : 'answer'
  if (reason === 'SAFETY' && rating) {
    const { title, body, actions } = bySafety(run, rating, what)
    return { tone: 'caution', title, body: [outcome, ...body], actions, words }
  }
  if (reason === 'SAFETY')
    return {
      tone: 'caution',
      title: `Blocked: the ${what} was rated unsafe`,
      body: [
        outcome,
        'The server does not say in which category. Loosen a safety setting, or change the prompt.',
      ],
      actions: [showSetting('Harassment'), runAgain],
      words,
    }
  const [why, todo] = builtIn[reason] ?? ['for a reason unknown here', 'Change the prompt, then run again.']
  return {
    tone: 'caution',
    title: `Blocked: the ${what} was stopped; ${why}`,
    body: [outcome, todo],
    actions: [runAgain],
    words,
  }
}
