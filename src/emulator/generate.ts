import type { Candidate } from '../gemini/types.ts'
import type { Ask } from './ask.ts'
import { compose } from './compose.ts'
import { logprobs } from './logprobs.ts'
import type { Plan, Step } from './plan.ts'
import { fit, Speaker } from './speak.ts'

/**
 * The ordinary answer: one candidate after another grows, slice by slice, side by side.
 * @param facts of every candidate, on its last chunk
 */
export async function answer(ask: Ask, facts: Partial<Candidate> = {}): Promise<Plan> {
  const speaker = new Speaker(ask)
  const { by, text: textOf } = await compose(ask)
  const thinking = speaker.think([
    `**Reading the request**\n\nI count ${ask.promptTokens.total} tokens, and ask one skill after the other whether it understands them.\n\n\n`,
    `**Choosing an answer**\n\n${by ? `The skill that understands is called “${by}”.` : 'No skill understands it, so I shall say that.'}\n\n\n`,
  ])
  // A field of the API's own, so that the answer itself need not say it.
  const made = ask.traits.demo && {
    finishMessage: by
      ? `Answered by a skill: ${by}.`
      : 'No skill understood the prompt, so the answer says only that.',
  }
  const count = ask.config.candidateCount ?? 1
  const streams: Step[][] = []
  for (let index = 0; index < count; index++) {
    const { text, finishReason } = fit(textOf(index), ask)
    const probabilities = ask.config.responseLogprobs ? logprobs(text, ask.config.logprobs ?? 0) : {}
    streams.push([
      ...speaker.say(text, index),
      speaker.finish(finishReason, { ...facts, ...probabilities, ...made }, index),
    ])
  }
  return [...thinking, ...interleave(streams)]
}

function interleave(streams: readonly Step[][]): Step[] {
  const longest = Math.max(...streams.map((stream) => stream.length))
  return Array.from({ length: longest }, (_, at) => streams.flatMap((stream) => stream[at] ?? [])).flat()
}
