/** Answers that were stopped, or never began. */
import type { Ask } from '../ask.ts'
import type { Plan } from '../plan.ts'
import { Speaker } from '../speak.ts'
import { compose } from '../answers/compose.ts'
import { tokenise } from '../tokens.ts'
import { bytes } from '../wire.ts'

const rating = (category: string, probability: string, blocked = false) => ({
  category: `HARM_CATEGORY_${category}`,
  probability,
  ...(blocked && { blocked }),
})

export async function promptBlocked(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const safetyRatings = [
    rating('SEXUALLY_EXPLICIT', 'NEGLIGIBLE'),
    rating('HATE_SPEECH', 'NEGLIGIBLE'),
    rating('HARASSMENT', 'MEDIUM'),
    rating('DANGEROUS_CONTENT', 'NEGLIGIBLE'),
  ]
  return [
    { wait: 150 },
    { chunk: { promptFeedback: { blockReason: 'SAFETY', safetyRatings }, ...speaker.tail() } },
  ]
}

export async function answerBlocked(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const text =
    'This demo model stops half way, as a model does when its own answer trips a safety filter. The text so far stays, and what comes next is'
  const safetyRatings = [
    rating('HATE_SPEECH', 'NEGLIGIBLE'),
    rating('DANGEROUS_CONTENT', 'HIGH', true),
    rating('HARASSMENT', 'LOW'),
    rating('SEXUALLY_EXPLICIT', 'NEGLIGIBLE'),
  ]
  return [
    { wait: 150 },
    ...speaker.say(text),
    speaker.bare({ content: {}, finishReason: 'SAFETY', index: 0, safetyRatings }),
  ]
}

export async function recitation(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const intro = 'This demo model pretends to recite: “'
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
  const text = `${await compose(ask, 0)}\n\nThis demo model always ends at its limit, in the middle of a sentence, so that you can see what a cut answer looks like and raise`
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
