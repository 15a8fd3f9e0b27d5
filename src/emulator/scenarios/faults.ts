/** What goes wrong on the way: before the stream, in it, and at its end. */
import type { Ask } from '../ask.ts'
import { overloaded, quotaExceeded } from '../errors.ts'
import { answer } from '../generate.ts'
import type { Plan } from '../plan.ts'
import { Speaker } from '../speak.ts'

export const slow = async (ask: Ask): Promise<Plan> => [{ wait: 12_000 }, ...(await answer(ask))]

export async function rateLimited(ask: Ask): Promise<Plan> {
  throw quotaExceeded(ask.traits.id, 'minute')
}

export async function dailyQuota(ask: Ask): Promise<Plan> {
  throw quotaExceeded(ask.traits.id, 'day')
}

export async function isOverloaded(): Promise<Plan> {
  throw overloaded()
}

const begin = (ask: Ask, what: string) => {
  const speaker = new Speaker(ask)
  const text = `This answer is about to show ${what}. The text up to here is whole, and then`
  return { speaker, steps: [{ wait: 120 }, ...speaker.say(text)] }
}

export const streamError = async (ask: Ask): Promise<Plan> => [
  ...begin(ask, 'an error in the midst of the stream').steps,
  { error: overloaded() },
]

export const dropped = async (ask: Ask): Promise<Plan> => [
  ...begin(ask, 'a broken connection').steps,
  { end: 'drop' },
]

export const noFinish = async (ask: Ask): Promise<Plan> => begin(ask, 'an end without a finish reason').steps

export async function silent(ask: Ask): Promise<Plan> {
  const speaker = new Speaker(ask)
  return [{ wait: 120 }, speaker.chunk([{ text: 'One event, and then nothing' }]), { end: 'stall' }]
}

export async function badJson(ask: Ask): Promise<Plan> {
  const { speaker, steps } = begin(ask, 'an event that is not JSON')
  return [
    ...steps,
    { raw: 'data: {"candidates": [{"content": {"parts": [{"text": "oops\r\n\r\n' },
    ...speaker.say(' the stream goes on as if nothing had been.'),
    speaker.finish('STOP'),
  ]
}

/** What a hotel's sign-in page answers to any request. */
export async function html(): Promise<Response> {
  const page =
    '<!DOCTYPE html>\n<html><head><title>Sign in to the network</title></head>\n<body><h1>Welcome</h1><p>Please sign in to use this network.</p></body></html>\n'
  return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } })
}
