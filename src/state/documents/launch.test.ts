import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { docFor } from '../../runs/fixtures/start.ts'
import { DEFAULT_BASE_URL } from '../connection/connection.ts'
import { createLaunch } from './launch.ts'
import { session } from '../connection/session.ts'
import type { RequestDoc } from '../../request/doc.ts'
import type { Ask } from './launch.ts'

const key = `AIza${'Sy0'.repeat(12)}`
const other = `AIza${'Xy1'.repeat(12)}`

const send = vi.fn<Ask['send']>()
const ask = (doc: RequestDoc, more: Partial<Ask> = {}): Ask => ({
  doc,
  nothing: 'Write a prompt first.',
  stands: () => true,
  send,
  ...more,
})
const never = () => Promise.reject(new Error('not asked again'))
const withImage = (): RequestDoc => ({
  ...docFor(),
  turns: [
    {
      role: 'user',
      parts: [
        {
          media: {
            id: 'a'.repeat(64),
            name: 'cat.png',
            mimeType: 'image/png',
            bytes: 9,
            from: { at: 'store' },
          },
        },
      ],
    },
  ],
})

let launch: ReturnType<typeof createLaunch>
const state = () => launch.store.getState()

beforeEach(() => {
  send.mockClear()
  launch = createLaunch()
  session.setState({ backend: 'demo', baseUrl: DEFAULT_BASE_URL, apiKey: null, asking: null })
})
afterEach(() => vi.useRealTimers())

test('what may be sent is sent once, over the connection of the press', async () => {
  const going = launch.launch(ask(docFor('hello')), never)
  session.setState({ backend: 'live', apiKey: 'set-after-the-press', connectionId: 'later' })
  expect(await going).toBe(true)
  expect(send).toHaveBeenCalledOnce()
  const [request, over] = send.mock.calls[0]!
  expect(request.contents).toEqual([{ role: 'user', parts: [{ text: 'hello' }] }])
  expect([over.host, over.apiKey]).toEqual(['demo', null])
  expect(state()).toEqual({ asking: false, errors: null, problem: null, scheduled: null })
})

test('what was stopped, or whose owner is gone, while it was made ready is not sent, and nothing is said', async () => {
  let stands = true
  const going = launch.launch(ask(docFor('hello'), { stands: () => stands }), never)
  stands = false
  expect(await going).toBe(false)
  for (const doc of [docFor(''), docFor(key), withImage()])
    expect(await launch.launch(ask(doc, { stands: () => false }), never)).toBe(false)
  expect(send).not.toHaveBeenCalled()
  expect(state()).toEqual({ asking: false, errors: null, problem: null, scheduled: null })
})

test('why nothing was sent is said, until the next press', async () => {
  expect(await launch.launch(ask(docFor(' ')), never)).toBe(false)
  expect(state().problem).toBe('Write a prompt first.')
  expect(await launch.launch(ask(withImage()), never)).toBe(false)
  expect(state().problem).toMatch(/does not have cat\.png/)
  expect(await launch.launch(ask(docFor('hello')), never)).toBe(true)
  expect(state().problem).toBeNull()
  expect(send).toHaveBeenCalledOnce()
})

test('without a key the Connection dialog asks, and nothing else does', async () => {
  session.setState({ backend: 'live' })
  expect(await launch.launch(ask(docFor(key)), never)).toBe(false)
  expect(session.getState().asking).toBe('no key')
  expect(state()).toEqual({ asking: false, errors: null, problem: null, scheduled: null })
  expect(send).not.toHaveBeenCalled()
})

test('a key in the text is asked about once, whichever composer asks', async () => {
  const again = vi.fn(() => launch.launch(ask(docFor(`my key: ${key}`)), again))
  expect(await again()).toBe(false)
  expect(state().asking).toBe(true)
  expect(send).not.toHaveBeenCalled()
  await launch.sendAnyway()
  expect([send.mock.calls.length, again.mock.calls.length, state().asking]).toEqual([1, 2, false])
  expect(JSON.stringify(send.mock.calls[0]![0])).toContain(key)
  // Another text with the same key, from another composer.
  launch = createLaunch()
  expect(await launch.launch(ask(docFor(`${key} again`)), never)).toBe(true)
  // Another key is another question.
  expect(await launch.launch(ask(docFor(`${key} and ${other}`)), never)).toBe(false)
  expect(state().asking).toBe(true)
})

test('a question that is closed sends nothing, also when its button is pressed late', async () => {
  const again = vi.fn(() => launch.launch(ask(docFor(other)), again))
  await again()
  launch.closeQuestion()
  await launch.sendAnyway()
  expect([again.mock.calls.length, state().asking]).toEqual([1, false])
  // The next press closes it, too.
  await again()
  await launch.launch(ask(docFor('hello')), never)
  expect(state().asking).toBe(false)
  expect(send).toHaveBeenCalledOnce()
})

test('what is scheduled runs at its time, once, and is scheduled no more', () => {
  vi.useFakeTimers()
  const run = vi.fn(() => expect(state().scheduled).toBeNull())
  const at = Date.now() + 5000
  launch.schedule(at, run)
  expect(state().scheduled).toBe(at)
  vi.advanceTimersByTime(4999)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect([run.mock.calls.length, state().scheduled]).toEqual([1, null])
  vi.advanceTimersByTime(60_000)
  expect(run).toHaveBeenCalledOnce()
})

test('a later time takes the place of an earlier one, and a press or Cancel that of both', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const [first, second] = [vi.fn(), vi.fn()]
  launch.schedule(Date.now() + 1000, first)
  launch.schedule(Date.now() + 2000, second)
  vi.advanceTimersByTime(5000)
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1])
  launch.schedule(Date.now() + 1000, first)
  launch.unschedule()
  launch.schedule(Date.now() + 1000, first)
  await launch.launch(ask(docFor('hello')), never)
  vi.advanceTimersByTime(5000)
  expect([first.mock.calls.length, state().scheduled]).toEqual([0, null])
})

test('a time that is over runs at once', () => {
  vi.useFakeTimers()
  const run = vi.fn()
  launch.schedule(Date.now() - 5000, run)
  vi.advanceTimersByTime(0)
  expect(run).toHaveBeenCalledOnce()
})

test('what the API is known to refuse is asked about once, and can always be sent', async () => {
  const doc = docFor('x', { generationConfig: { logprobs: 2 } })
  const again = () => launch.launch(ask(doc), again)
  expect(await again()).toBe(false)
  expect(state().errors).toMatchObject([{ path: 'generationConfig.logprobs' }])
  expect(send).not.toHaveBeenCalled()
  launch.closeQuestion()
  expect(state().errors).toBeNull()
  expect(await again()).toBe(false)
  await launch.sendAnyway()
  expect(send).toHaveBeenCalledOnce()
  expect(state().errors).toBeNull()
  expect(await again()).toBe(true)
  expect(send.mock.calls[1]![0].generationConfig).toEqual({ logprobs: 2 })
})
