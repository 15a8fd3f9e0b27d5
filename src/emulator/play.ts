/** Plays a plan over the wire: as a stream in one of two framings, or as one body. */
import type { GenerateContentResponse } from '../gemini/types.ts'
import { merge } from './merge.ts'
import { aborted } from './plan.ts'
import type { Pace, Plan } from './plan.ts'
import { bytes, json, streamHeaders } from './wire.ts'
import type { Framing } from './wire.ts'

/** What a reader of a body sees when the connection breaks. */
const broken = () => new TypeError('network error')

/** Waits that stand before the first byte delay the whole response, as on the real server. */
async function untilFirstByte(plan: Plan, pace: Pace, signal: AbortSignal): Promise<Plan> {
  let at = 0
  for (const step of plan) {
    if (!('wait' in step)) break
    await pace(step.wait, signal)
    signal.throwIfAborted()
    at++
  }
  return plan.slice(at)
}

async function* write(plan: Plan, framing: Framing, pace: Pace, signal: AbortSignal): AsyncGenerator<string> {
  let chunks = 0
  for (const step of plan) {
    if ('wait' in step) await pace(step.wait, signal)
    else if ('chunk' in step) yield framing.chunk(step.chunk, chunks++)
    else if ('raw' in step) yield step.raw
    else if ('error' in step) return yield framing.error(step.error.body(), chunks)
    else if (step.end === 'drop') throw broken()
    else await aborted(signal)
    signal.throwIfAborted()
  }
  const close = framing.close(chunks)
  if (close) yield close
}

/** Each step is produced when the reader has taken the one before; leaving the reader ends the plan at once. */
export async function playStream(
  plan: Plan,
  framing: Framing,
  pace: Pace,
  signal: AbortSignal,
): Promise<Response> {
  const rest = await untilFirstByte(plan, pace, signal)
  const left = new AbortController()
  const either = AbortSignal.any([signal, left.signal])
  const pieces = write(rest, framing, pace, either)
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { value, done } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(bytes(value))
      },
      cancel: () => left.abort(),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { headers: streamHeaders(framing) })
}

/** A unary answer says in words that it calls functions; that is no error. */
function explained(response: GenerateContentResponse): GenerateContentResponse {
  for (const candidate of response.candidates ?? [])
    if (candidate.content?.parts?.some((part) => part.functionCall))
      candidate.finishMessage = 'Model generated function call(s).'
  return response
}

/**
 * The same plan as one body. The waits pass here too: an answer takes its time streamed or not.
 * @throws ApiError for a plan with an error in it, TypeError for one whose connection breaks.
 */
export async function playAtOnce(plan: Plan, pace: Pace, signal: AbortSignal): Promise<Response> {
  const chunks: GenerateContentResponse[] = []
  for (const step of plan) {
    if ('wait' in step) await pace(step.wait, signal)
    else if ('chunk' in step) chunks.push(step.chunk)
    else if ('error' in step) throw step.error
    else if ('raw' in step)
      return new Response(step.raw, { headers: { 'content-type': 'application/json; charset=UTF-8' } })
    else if (step.end === 'drop') throw broken()
    else await aborted(signal)
    signal.throwIfAborted()
  }
  return json(explained(merge(chunks)))
}
