/** Answers that were stopped, or never began. */
import type { Ask } from '../ask.ts'
import type { Plan } from '../plan.ts'
import { ratingsOf } from '../safety.ts'
import type { Rating } from '../safety.ts'
import { fit, Speaker } from '../speak.ts'
import { compose } from '../compose.ts'
import { tokenise } from '../tokens.ts'
import { bytes } from '../wire.ts'

/** @param ratings of the prompt */
export const blockPrompt = (ask: Ask, safetyRatings: Rating[]): Plan => [
  { wait: 150 },
  { chunk: { promptFeedback: { blockReason: 'SAFETY', safetyRatings }, ...new Speaker(ask).tail() } },
]

/** @param ratings of the answer */
export function blockAnswer(ask: Ask, safetyRatings: Rating[]): Plan {
  const speaker = new Speaker(ask)
  const text =
    'An answer begins here, and a filter reads along. Where its rating reaches the threshold, the answer stops; the text so far stays, and what comes next is'
  return [
    { wait: 150 },
    ...speaker.say(text),
    speaker.bare({ content: {}, finishReason: 'SAFETY', index: 0, safetyRatings }),
  ]
}

const refusals = [
  'I won’t help with that, because it could hurt someone. If a safe question stands behind it, about how something works, its history or how to protect yourself, please ask that one.',
  'That is something I have to decline: people could come to harm. I am glad to take the question in a form that harms nobody.',
  'No, not with this one. Ask me about the safe side of it, and I will do what I can.',
]

const care =
  'It sounds as if you carry something very heavy. Please talk to a person now: a friend, a doctor, or a crisis line (988 by phone or text in the US and Canada, 116 123 in much of Europe, findahelpline.com elsewhere). If you are in danger, call the emergency number where you are.'

/** The model's own no: an answer like any other, with the ratings that led to it. */
export function refuse(ask: Ask, safetyRatings: Rating[], inNeed: boolean): Plan {
  const speaker = new Speaker(ask)
  const count = ask.config.candidateCount ?? 1
  const ratings = safetyRatings.length > 0 ? { safetyRatings } : {}
  const thinking = speaker.think([
    '**Weighing the request**\n\nIt asks for something that harms. I decline.\n\n\n',
  ])
  const candidates = Array.from({ length: count }, (_, index) => {
    const { text, finishReason } = fit(inNeed ? care : (refusals[index % 3] ?? ''), ask)
    return [...speaker.say(text, index), speaker.finish(finishReason, ratings, index)]
  })
  return [...thinking, ...candidates.flat()]
}

export const promptBlocked = async (ask: Ask): Promise<Plan> => blockPrompt(ask, ratingsOf({ HARASSMENT: 2 }))

export const answerBlocked = async (ask: Ask): Promise<Plan> =>
  blockAnswer(ask, ratingsOf({ HARASSMENT: 1, DANGEROUS_CONTENT: 3 }, 'DANGEROUS_CONTENT'))

export async function recitation(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const intro = 'This answer recites: “'
  const quote = 'It is a truth universally acknowledged, that a single man in possession'
  const startIndex = bytes(intro).length
  const citationSources = [
    {
      startIndex,
      endIndex: startIndex + bytes(quote).length,
      uri: 'https://www.gutenberg.org/ebooks/1342',
      license: 'public domain',
    },
  ]
  return [
    { wait: 150 },
    ...speaker.say(intro + quote),
    speaker.bare({ finishReason: 'RECITATION', index: 0, citationMetadata: { citationSources } }),
  ]
}

export async function cutOff(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const text = `${(await compose(ask)).text(0)}\n\nThis answer always ends at its limit, in the middle of a sentence, so that you can see what a cut answer looks like and raise`
  const room = ask.config.maxOutputTokens ?? Infinity
  return [{ wait: 150 }, ...speaker.say(tokenise(text).slice(0, room).join('')), speaker.finish('MAX_TOKENS')]
}

/** Thinking used all of the output limit: a finish reason and no parts. */
export async function thinkingBudget(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  speaker.thoughts = ask.config.maxOutputTokens ?? 1024
  return [{ wait: 900 }, speaker.finish('MAX_TOKENS')]
}

export async function empty(ask: Ask): Promise<Plan> {
  return [{ wait: 300 }, new Speaker(ask).finish('STOP')]
}
