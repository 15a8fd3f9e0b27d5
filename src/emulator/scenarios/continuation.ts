/** A long answer that comes in several requests, each with a token for the next. */
import type { Ask } from '../ask.ts'
import { fromBase64, toBase64 } from '../base64.ts'
import { broken, invalid } from '../errors.ts'
import type { Plan } from '../plan.ts'
import { hash, random } from '../random.ts'
import { longText } from '../skills/longText.ts'
import { Speaker } from '../speak.ts'
import { tokenise } from '../tokens.ts'
import { bytes } from '../wire.ts'

const HOPS = 3
/** Characters of the whole answer, about. */
const LENGTH = 2400

interface Place {
  /** Tokens that came before. */
  at: number
  /** Of the request that the token belongs to. */
  of: number
}

/** All of a request but its limit, which may be raised, and the token itself. */
function sameness({ request }: Ask): number {
  const { continuationToken: _, generationConfig, ...rest } = request
  const { maxOutputTokens: _limit, ...config } = generationConfig ?? {}
  return hash(JSON.stringify([rest, config]))
}

function placeOf(ask: Ask): Place {
  const { continuationToken: token } = ask.request
  const of = sameness(ask)
  if (token === undefined) return { at: 0, of }
  let place: Partial<Place>
  try {
    place = JSON.parse(new TextDecoder().decode(fromBase64(token))) as Partial<Place>
  } catch {
    throw broken('GenerateContentRequest.continuation_token', 'the token is not valid.')
  }
  if (typeof place.at !== 'number' || place.of !== of)
    throw broken(
      'GenerateContentRequest.continuation_token',
      'the token does not belong to this request: everything but max_output_tokens has to stay as it was.',
    )
  return { at: place.at, of }
}

/**
 * The token comes with the finish reason, or on the chunk before it: any late chunk may bring it.
 * Without a limit the real API ends after one request; the demo goes on, so that the state can be met with nothing set.
 */
export async function continuation(asked: Ask): Promise<Plan> {
  const { at, of } = placeOf(asked)
  const pieces = tokenise(longText(asked.prompt, LENGTH, random(`${of}`)))
  const limit = asked.config.maxOutputTokens ?? Infinity
  if (at >= limit)
    throw invalid(
      `The output budget of ${limit} tokens is used up. Set a higher max_output_tokens to continue.`,
    )
  // What came before is read again, and billed.
  const { total, details } = asked.promptTokens
  const speaker = new Speaker({ ...asked, promptTokens: { total: total + at, details } })
  const room = Math.ceil(pieces.length / HOPS)
  const to = Math.min(at + room, pieces.length, limit)
  const text = pieces.slice(at, to).join('')
  const thinking =
    at === 0 ? speaker.think(['**Planning a long answer**\n\nIt takes three requests.\n\n\n']) : []
  if (to >= pieces.length) return [...thinking, ...speaker.say(text), speaker.finish('STOP')]
  const continuationToken = toBase64(bytes(JSON.stringify({ at: to, of })))
  const reason = to >= limit ? 'MAX_TOKENS' : 'CONTINUATION'
  if (at === 0) return [...thinking, ...speaker.say(text), speaker.finish(reason, { continuationToken })]
  return [...speaker.say(text), speaker.chunk([{ text: '' }], { continuationToken }), speaker.finish(reason)]
}
