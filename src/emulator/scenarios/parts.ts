/** Parts that are more than text: calls, thoughts, and what no client knows yet. */
import type { Part } from '../../gemini/types.ts'
import { compose } from '../compose.ts'
import type { Call } from '../skills/calls.ts'
import type { Ask } from '../ask.ts'
import type { Plan } from '../plan.ts'
import { lowerAlphanumeric } from '../random.ts'
import { sign } from '../signature.ts'
import { fit, Speaker } from '../speak.ts'

const example: Call[] = ['Oslo', 'Lisbon'].map((city) => ({ name: 'get_weather', args: { city } }))

/** Only the first of parallel calls carries the signature; ids come with the newest models only. */
function callParts(ask: Ask, calls: readonly Call[]): Part[] {
  const { chance, traits, responseId } = ask
  return calls.map(({ name, args }, index) => {
    const part: Part = { functionCall: { name, args } }
    if (part.functionCall && traits.generation >= 3.6)
      part.functionCall.id = chance.word(8, lowerAlphanumeric)
    if (index === 0 && traits.signs) part.thoughtSignature = sign(`${responseId}/call`, 420)
    return part
  })
}

/** Newest models send the calls, then an empty unsigned text with the end; older ones end with the calls. */
export async function functionCalls(ask: Ask, calls: readonly Call[] = example): Promise<Plan> {
  const speaker = new Speaker(ask)
  const thinking = speaker.think([
    '**Choosing functions**\n\nThe demo calls the declared functions whose words the prompt shares, with the values that the prompt holds.\n\n\n',
  ])
  const parts = callParts(ask, calls)
  if (!ask.traits.signs) return [...thinking, speaker.chunk(parts, { finishReason: 'STOP' })]
  return [...thinking, speaker.chunk(parts), speaker.chunk([{ text: '' }], { finishReason: 'STOP' })]
}

export async function thoughts(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  const thinking = speaker.think(
    [
      '**Reading the prompt**\n\nI look at the words one by one. These thoughts were written in advance, since a demo does not think.\n\n\n',
      '**Weighing two answers**\n\nA short one would do. A longer one would show more.\n\n\n',
      '**Deciding**\n\nI settle for the short one.\n\n\n',
    ],
    true,
  )
  const { text, finishReason } = fit((await compose(ask)).text(0), ask)
  return [...thinking, ...speaker.say(text), speaker.finish(finishReason)]
}

export async function unknown(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  return [
    { wait: 150 },
    ...speaker.say(
      'This answer holds a part of a kind that does not exist yet, and it ends for a reason nobody knows.',
    ),
    speaker.chunk([{ hologram: { widthMm: 40, layers: ['front', 'back'] } }]),
    speaker.finish('FAKE_NEW_FINISH_REASON', {
      safetyRatings: [{ category: 'HARM_CATEGORY_FAKE_NEW', probability: 'FAKE_NEW_PROBABILITY' }],
    }),
  ]
}
