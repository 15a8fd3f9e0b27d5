import type { Ask } from './ask.ts'
import { compose } from './answers/compose.ts'
import { logprobs } from './logprobs.ts'
import type { Plan, Step } from './plan.ts'
import { fit, Speaker } from './speak.ts'

/** The ordinary answer: one candidate after another grows, slice by slice, side by side. */
export async function answer(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const thinking = speaker.think([
    `**Reading the request**\n\nI count ${ask.promptTokens.total} tokens and look for words I know. I am a small program, so this thought was written in advance.\n\n\n`,
    '**Choosing an answer**\n\nI pick the answer that fits the words, the instruction and the settings best.\n\n\n',
  ])
  const count = ask.config.candidateCount ?? 1
  const streams: Step[][] = []
  for (let index = 0; index < count; index++) {
    const { text, finishReason } = fit(await compose(ask, index), ask)
    const facts = ask.config.responseLogprobs ? logprobs(text, ask.config.logprobs ?? 0) : {}
    streams.push([...speaker.say(text, index), speaker.finish(finishReason, facts, index)])
  }
  return [...thinking, ...interleave(streams)]
}

function interleave(streams: readonly Step[][]): Step[] {
  const longest = Math.max(...streams.map((stream) => stream.length))
  return Array.from({ length: longest }, (_, at) => streams.flatMap((stream) => stream[at] ?? [])).flat()
}
