import { beforeEach, expect, test } from 'vitest'
import { failure, GeminiError } from '../../gemini/error.ts'
import { clearWire, recorded, wire } from './wire.ts'

beforeEach(clearWire)

const sent = (body: string) => ({ method: 'POST' as const, url: 'https://x/', headers: {}, body })
const call = (body: string, raw: string) =>
  recorded('Batch', async ({ onSend, onReceived }) => {
    onSend?.(sent(body))
    onReceived?.(raw, raw.length)
    return raw
  })

test('a call is there from the moment it leaves, and holds what came', async () => {
  let arrive: (() => void) | undefined
  const waiting = recorded('Query', async ({ onSend, onReceived }) => {
    onSend?.(sent('{}'))
    await new Promise<void>((resolve) => {
      arrive = resolve
    })
    onReceived?.('[1]', 3)
  })
  await Promise.resolve()
  expect(wire.getState().exchanges).toMatchObject([
    { what: 'Query', chunks: [], ending: null, elapsed: null },
  ])
  arrive?.()
  await waiting
  expect(wire.getState().exchanges).toMatchObject([
    {
      chunks: [{ raw: '[1]', bytes: 3 }],
      elapsed: expect.any(Number) as unknown,
      ending: { kind: 'end' },
      host: 'x',
      sent: { bodyBytes: 2 },
      body: '{}',
    },
  ])
})

test('a failure is kept with its call, and thrown on', async () => {
  const refused = new GeminiError(failure('quota', 'Too many.', { code: 429 }))
  await expect(recorded('Batch', () => Promise.reject(refused))).rejects.toBe(refused)
  expect(wire.getState().exchanges).toMatchObject([
    { ending: { kind: 'failed', failure: { code: 429 } }, chunks: [] },
  ])
})

test('of a long run the newest bodies are kept, of all others their sizes', async () => {
  for (let at = 0; at < 5; at++) await call('a'.repeat(1_000_000), 'b'.repeat(5_000_000))
  const { exchanges } = wire.getState()
  expect(exchanges.map(({ chunks, body }) => [chunks[0]?.raw !== '', body !== null])).toEqual([
    [false, false],
    [false, false],
    [false, false],
    [true, true],
    [true, true],
  ])
  expect(exchanges.map(({ chunks }) => chunks[0]?.bytes)).toEqual(Array.from({ length: 5 }, () => 5_000_000))
  await call('', 'c'.repeat(20_000_000))
  expect(wire.getState().exchanges.map(({ chunks }) => chunks[0]?.raw.length)).toEqual([
    0, 0, 0, 0, 0, 20_000_000,
  ])
})

test('a call of an earlier run that ends after the next has begun does not come back as the newest', async () => {
  let stop: ((reason: Error) => void) | undefined
  const waiting = recorded('Batch', ({ onSend }) => {
    onSend?.(sent('{}'))
    return new Promise<never>((_, reject) => {
      stop = reject
    })
  })
  expect(wire.getState().exchanges).toHaveLength(1)
  clearWire()
  stop?.(new DOMException('Stopped.', 'AbortError'))
  await expect(waiting).rejects.toThrow('Stopped.')
  expect(wire.getState().exchanges).toEqual([])
})
