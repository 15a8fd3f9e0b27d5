import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createGemini } from './client.ts'
import { FIRST_EVENT_LIMIT_MS, SILENCE_LIMIT_MS } from './clocks.ts'
import { GeminiError } from './error.ts'
import { bytesOf, chunk } from './fixtures/server.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const event = bytesOf(`data: ${JSON.stringify(chunk('x'))}\r\n\r\n`)

/** A call whose server does what the test says, when it says so. */
function run(streamed = true) {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let cancelled = false
  let respond: (() => void) | undefined
  const body = new ReadableStream<Uint8Array>({
    start: (one) => void (controller = one),
    cancel: () => void (cancelled = true),
  })
  const fetch = () => new Promise<Response>((resolve) => (respond = () => resolve(new Response(body))))
  const state = { events: 0, ended: '' }
  const gemini = createGemini({ fetch })
  const call = async () => {
    if (!streamed) return gemini.generateContent('m', { contents: [] })
    for await (const _ of gemini.streamGenerateContent('m', { contents: [] })) state.events++
    return undefined
  }
  void call().then(
    () => (state.ended = 'complete'),
    (error: unknown) =>
      (state.ended =
        error instanceof GeminiError ? `${error.failure.kind}: ${error.failure.message}` : String(error)),
  )
  return {
    state,
    respond: () => respond?.(),
    send: (bytes: Uint8Array) => controller?.enqueue(bytes),
    close: () => controller?.close(),
    isCancelled: () => cancelled,
  }
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

describe('the clocks of a stream', () => {
  test('are ten minutes for the first event and five for each other one', () => {
    expect([FIRST_EVENT_LIMIT_MS, SILENCE_LIMIT_MS]).toEqual([600_000, 300_000])
  })

  test.each([
    ['the request', false],
    ['the headers alone', true],
  ])('ten minutes after %s nothing more is expected', async (_, responds) => {
    const one = run()
    if (responds) one.respond()
    await pass(599)
    expect(one.state.ended).toBe('')
    await pass(2)
    expect(one.state.ended).toBe('interrupted: Nothing came within 10 minutes.')
    if (responds) expect(one.isCancelled()).toBe(true)
  })

  test('an answer after nine minutes goes on as usual', async () => {
    const one = run()
    await pass(540)
    one.respond()
    one.send(event)
    await pass(290)
    one.send(event)
    await pass(1)
    one.close()
    await pass(0)
    expect(one.state).toEqual({ events: 2, ended: 'complete' })
    expect(vi.getTimerCount()).toBe(0)
  })

  test.each([0, 30, 500])(
    'five minutes of silence after an event end it, and what came is kept: first event after %i s',
    async (after) => {
      const one = run()
      one.respond()
      await pass(after)
      one.send(event)
      await pass(299)
      expect(one.state.ended).toBe('')
      await pass(2)
      expect(one.state).toEqual({ events: 1, ended: 'interrupted: The stream fell silent for 5 minutes.' })
      expect(one.isCancelled()).toBe(true)
    },
  )

  test.each([
    ['comments', bytesOf(': still here\r\n\r\n')],
    ['a drip of single bytes', bytesOf('d')],
  ])('%s are no events', async (_, bytes) => {
    const [before, after] = [run(), run()]
    before.respond()
    after.respond()
    after.send(event)
    for (let second = 0; second < 600; second += 10) {
      if (before.state.ended === '') before.send(bytes)
      if (after.state.ended === '') after.send(bytes)
      await pass(10)
      if (second < 280) expect(after.state.ended).toBe('')
      if (second < 580) expect(before.state.ended).toBe('')
    }
    await pass(1)
    expect(after.state.ended).toContain('5 minutes')
    expect(before.state.ended).toContain('10 minutes')
  })

  test('there is no clock on the whole: an event every 299 s goes on for ten hours', async () => {
    const one = run()
    one.respond()
    for (let i = 0; i < 125; i++) {
      one.send(event)
      await pass(299)
    }
    expect(one.state).toEqual({ events: 125, ended: '' })
    one.close()
    await pass(0)
    expect(one.state.ended).toBe('complete')
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('a unary call is never ended by itself', async () => {
  const one = run(false)
  await pass(3600)
  expect(one.state.ended).toBe('')
  one.respond()
  one.send(bytesOf(JSON.stringify(chunk('x', 'STOP'))))
  one.close()
  await pass(0)
  expect(one.state.ended).toBe('complete')
  expect(vi.getTimerCount()).toBe(0)
})
