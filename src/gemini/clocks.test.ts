import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createGemini } from './client.ts'
import { GeminiError } from './error.ts'
import { bytesOf, chunk } from './fixtures/server.ts'
import type { Notice } from './client.ts'

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
  const notices: Notice[] = []
  const state = { events: 0, ended: '' }
  const gemini = createGemini({ fetch })
  const options = { onNotice: (notice: Notice) => notices.push(notice) }
  const call = async () => {
    if (!streamed) return gemini.generateContent('m', { contents: [] }, options)
    for await (const _ of gemini.streamGenerateContent('m', { contents: [] }, options)) state.events++
    return undefined
  }
  void call().then(
    () => (state.ended = 'complete'),
    (error: unknown) => (state.ended = error instanceof GeminiError ? error.failure.kind : String(error)),
  )
  return {
    notices,
    state,
    respond: () => respond?.(),
    send: (bytes: Uint8Array) => controller?.enqueue(bytes),
    close: () => controller?.close(),
    isCancelled: () => cancelled,
  }
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

describe('the clocks of a stream', () => {
  test('a late answer is announced at 10 s and ended at 60 s', async () => {
    const one = run()
    await pass(9.9)
    expect(one.notices).toEqual([])
    await pass(0.2)
    expect(one.notices).toMatchObject([{ kind: 'slow-first-byte' }])
    await pass(49.8)
    expect(one.state.ended).toBe('')
    await pass(0.2)
    expect(one.state.ended).toBe('interrupted')
    expect(one.notices).toHaveLength(1)
  })

  test('headers alone are no first byte', async () => {
    const one = run()
    one.respond()
    await pass(59)
    expect(one.state.ended).toBe('')
    await pass(2)
    expect(one.state.ended).toBe('interrupted')
    expect(one.isCancelled()).toBe(true)
  })

  test('an answer after 12 s goes on as usual', async () => {
    const one = run()
    await pass(12)
    one.respond()
    one.send(event)
    await pass(20)
    one.send(event)
    await pass(1)
    one.close()
    await pass(0)
    expect(one.state).toEqual({ events: 2, ended: 'complete' })
  })

  test('silence after an event is announced at 10 s and ended at 30 s; what came is kept', async () => {
    const one = run()
    one.respond()
    one.send(event)
    await pass(11)
    expect(one.notices).toMatchObject([{ kind: 'silent' }])
    await pass(18)
    expect(one.state.ended).toBe('')
    await pass(2)
    expect(one.state).toEqual({ events: 1, ended: 'interrupted' })
    expect(one.isCancelled()).toBe(true)
  })

  test.each([
    ['comments', bytesOf(': still here\r\n\r\n')],
    ['a drip of single bytes', bytesOf('d')],
  ])('%s do not count as events', async (_, bytes) => {
    const one = run()
    one.respond()
    for (let second = 0; second < 31 && one.state.ended === ''; second++) {
      one.send(bytes)
      await pass(1)
    }
    expect(one.state.ended).toBe('interrupted')
    expect(one.notices).toMatchObject([{ kind: 'slow-first-byte' }])
  })

  test('there is no clock on the whole: an event every 29 s goes on for an hour', async () => {
    const one = run()
    one.respond()
    for (let i = 0; i < 125; i++) {
      one.send(event)
      await pass(29)
    }
    expect(one.state).toEqual({ events: 125, ended: '' })
    one.close()
    await pass(0)
    expect(one.state.ended).toBe('complete')
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('a unary call is announced and never ended', async () => {
  const one = run(false)
  await pass(600)
  expect(one.notices).toMatchObject([{ kind: 'slow-first-byte' }])
  expect(one.state.ended).toBe('')
  one.respond()
  one.send(bytesOf(JSON.stringify(chunk('x', 'STOP'))))
  one.close()
  await pass(0)
  expect(one.state.ended).toBe('complete')
  expect(vi.getTimerCount()).toBe(0)
})
