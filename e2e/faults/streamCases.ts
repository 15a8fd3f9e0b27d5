/** Faults inside a stream that began as a success: errors, cuts, shapes nobody promised. */
import { begin, begun, begunText, chunk, errorBody, event, http, overloaded, pieces } from './wire.ts'
import type { Case } from './judge.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const pretty = JSON.stringify(overloaded, null, 2)
const last = event(chunk('four.', 'STOP'))
const whole = { state: 'complete', text: 'One two three four.' } as const
const failed503 = { state: 'Failed', text: begunText, says: ['503 UNAVAILABLE', 'overloaded'] } as const
const interrupted = { state: 'Interrupted', text: begunText } as const
const quota = errorBody(429, 'RESOURCE_EXHAUSTED', 'Slow down.')

export const errorsInStream: readonly Case[] = [
  { id: 'G02 raw error, own write', fault: pieces(...begun, pretty), ...failed503 },
  { id: 'G03 raw error glued', fault: pieces(...begun.slice(0, 2), begun[2] + pretty), ...failed503 },
  {
    id: 'error glued without a line end',
    fault: pieces(...begun.slice(0, 2), begun[2]!.trimEnd() + pretty),
    ...failed503,
  },
  {
    id: 'G04 event: error',
    fault: pieces(...begun, `event: error\ndata: ${JSON.stringify(quota)}\n\n`),
    state: 'Failed',
    text: begunText,
    says: ['429 RESOURCE_EXHAUSTED', 'Slow down.'],
  },
  { id: 'error as data', fault: pieces(...begun, event(overloaded)), ...failed503 },
  { id: 'error as data, more after it', fault: pieces(...begun, event(overloaded), last), ...failed503 },
  { id: 'error in an array', fault: pieces(...begun, `[${pretty}]`), ...failed503 },
  {
    id: 'error event in plain words',
    fault: pieces(...begun, 'event: error\ndata: upstream died\n\n'),
    state: 'Failed',
    text: begunText,
    says: ['upstream died'],
  },
  { id: 'error after STOP', fault: pieces(...begun, last, event(overloaded)), ...failed503 },
  {
    id: 'error beside candidates',
    fault: pieces(...begun, event({ ...chunk('four.', 'STOP'), ...overloaded })),
    ...failed503,
    text: 'One two three four.',
  },
  { id: 'error and no text', fault: pieces(event(overloaded)), state: 'Failed', says: ['503 UNAVAILABLE'] },
  {
    id: 'error that is a word',
    fault: pieces(...begun, event({ error: 'broken pipe' })),
    state: 'Failed',
    text: begunText,
    says: ['broken pipe'],
  },
  {
    id: 'error of wrong types',
    fault: pieces(...begun, event({ error: { code: '503', message: { a: 1 }, status: 7, details: 'x' } })),
    state: 'Failed',
    text: begunText,
  },
]

const shapes: Record<string, string> = {
  raw: pretty,
  'raw, glued': `${last.trimEnd()}${pretty}`,
  data: event(overloaded),
  'event: error': `event: error\r\n${event(overloaded)}`,
  list: `[${pretty}\n]`,
  'no line end': JSON.stringify(overloaded),
}

/** Every shape split in two writes, at places spread over its bytes; the unit tests split at every byte. */
export const splitErrors: readonly Case[] = Object.entries(shapes).flatMap(([name, text]) =>
  [0.03, 0.3, 0.55, 0.8, 0.99].map((share) => {
    const at = Math.max(1, Math.floor(text.length * share))
    return {
      id: `${name}, split at ${at}`,
      fault: pieces(begun.join('') + text.slice(0, at), text.slice(at)),
      state: failed503.state,
      text: failed503.text,
      says: failed503.says,
    }
  }),
)

export const cuts: readonly Case[] = [
  { id: 'G01 no finish reason', fault: pieces(...begun), ...interrupted },
  {
    id: 'G05 reset',
    fault: async (wire) => {
      await begin(wire)
      await wire.pause(30)
      wire.reset()
    },
    ...interrupted,
  },
  { id: 'cut inside JSON', fault: pieces(...begun, last.slice(0, 50)), ...interrupted },
  {
    id: 'cut inside a character',
    fault: pieces(...begun, bytes('data: {"candidates":[{"content":{"parts":[{"text":"🌍').slice(0, -2)),
    ...interrupted,
  },
  { id: 'cut inside the error', fault: pieces(...begun, pretty.slice(0, 40)), ...interrupted },
  {
    id: 'reset before the first event',
    fault: async (wire) => {
      await wire.write(': hello\n\n')
      await wire.pause(30)
      wire.reset()
    },
    state: 'Interrupted',
  },
  { id: 'empty body', fault: pieces(), state: 'Interrupted' },
  { id: 'comments and the end', fault: pieces(': one\n\n', ': two\n\n'), state: 'Interrupted' },
]

export const oddStreams: readonly Case[] = [
  {
    id: 'G06 emoji in two writes',
    fault: (() => {
      const all = bytes(event(chunk('One 🌍 two 👩‍👩‍👧 three four.', 'STOP')))
      const at = all.indexOf(0xf0)
      return pieces(all.slice(0, at + 2), all.slice(at + 2, at + 14), all.slice(at + 14))
    })(),
    state: 'complete',
    text: 'One 🌍 two 👩‍👩‍👧 three four.',
  },
  {
    id: 'named characters',
    fault: pieces(event(chunk('Fish &amp; chips &copy; 2026, 1 &lt; 2 &hellip;', 'STOP'))),
    state: 'complete',
    text: 'Fish & chips © 2026, 1 < 2 …',
  },
  { id: 'G13 [DONE]', fault: pieces(...begun, last, 'data: [DONE]\n\n'), ...whole },
  { id: 'last event without a blank line', fault: pieces(...begun, last.trimEnd()), ...whole },
  {
    id: 'several data lines',
    fault: pieces(
      ...begun,
      `${JSON.stringify(chunk('four.', 'STOP'), null, 1).replaceAll(/^/gm, 'data: ')}\n\n`,
    ),
    ...whole,
  },
  {
    id: 'id, retry and event lines',
    fault: pieces(...begun, `id: 1\nretry: 9\nevent: message\n${last}`),
    ...whole,
  },
  {
    id: 'a byte order mark, CR alone',
    fault: pieces(`\uFEFF${begun.join('')}${last}`.replaceAll('\r\n', '\r')),
    ...whole,
  },
  {
    id: 'one byte a write',
    fault: (wire) =>
      pieces(...[...bytes(event(chunk('ä€😀', 'STOP')))].map((one) => Uint8Array.of(one)))(wire, 0),
    state: 'complete',
    text: 'ä€😀',
  },
  {
    id: 'text after STOP',
    fault: pieces(...begun.slice(0, 2), event(chunk('three ', 'STOP')), last),
    ...whole,
  },
  { id: 'finished twice', fault: pieces(...begun, last, event(chunk('', 'STOP'))), ...whole },
  { id: 'JSON array', fault: http(200, [chunk('One two three '), chunk('four.', 'STOP')]), ...whole },
  { id: 'plain JSON', fault: http(200, chunk('One two three four.', 'STOP')), ...whole },
  { id: 'unknown fields between', fault: pieces(...begun, event({ ping: 1 }), event({}), last), ...whole },
  {
    id: 'event: execute',
    fault: pieces(...begun, 'event: execute\ndata: {"code":"alert(1)"}\n\n', last),
    ...whole,
  },
  { id: 'G12 no JSON between', fault: pieces(...begun, 'data: {oops\n\n', last), ...whole, state: 'Failed' },
  { id: 'null between', fault: pieces(...begun, 'data: null\n\n', last), ...whole, state: 'Failed' },
  { id: 'a number between', fault: pieces(...begun, 'data: 42\n\n', last), ...whole, state: 'Failed' },
  {
    id: 'G11 captive portal',
    fault: http(200, '<!doctype html><title>Sign in to Wi-Fi</title><script>alert(1)</script><p>Hi', {
      'content-type': 'text/html',
    }),
    state: 'Failed',
    says: ['Sign in to Wi-Fi'],
  },
  {
    id: 'plain text',
    fault: http(200, 'It works!', { 'content-type': 'text/plain' }),
    state: 'Failed',
    says: ['It works!'],
  },
  { id: 'another API', fault: pieces(event({ choices: [{ delta: { content: 'hi' } }] })), state: 'Failed' },
  { id: 'error with 200', fault: http(200, overloaded), state: 'Failed', says: ['503 UNAVAILABLE'] },
]
