import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { textOf } from '../gemini/reply.ts'
import type { GenerateContentResponse } from '../gemini/types.ts'
import { calls, fakeFetch, forgetCalls } from './fixtures/server.ts'
import { loadRun } from './journal.ts'
import { provideDemo, present } from '../state/connection/session.ts'

const input = { model: 'demo-flash', stream: true, request: { contents: [{ parts: [{ text: 'hello' }] }] } }
const stop: GenerateContentResponse = {
  candidates: [{ content: { parts: [{ text: '!' }] }, finishReason: 'STOP', index: 0 }],
}
const overloaded = { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }

const live = (): Run => runStore('prompt').getState().run!
const shown = () => live().reply.candidates.map(textOf).join('|')
/** The nth request, as soon as it has arrived. */
const call = (number: number) =>
  vi.waitFor(() => (calls[number] ? calls[number] : Promise.reject(new Error('not yet'))))

beforeEach(() => {
  forgetCalls()
  runStore('prompt').setState({ run: null })
  runStore('chat').setState({ run: null })
  provideDemo(() => Promise.resolve(fakeFetch))
})
afterEach(() => {
  stopRun('prompt')
  stopRun('chat')
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('a run', () => {
  test('goes from waiting over streaming to settled, with its chunks and their times', async () => {
    const settled = startRun('prompt', input)
    expect(live()).toMatchObject({ phase: 'waiting', model: 'demo-flash', chunks: [], elapsed: null })
    const server = await call(0)
    server.sendText('Hel')
    await vi.waitFor(() => expect([live().phase, shown()]).toEqual(['streaming', 'Hel']))
    server.send({ candidates: [{ content: { parts: [{ text: 'hm', thought: true }] } }] })
    server.send(stop)
    server.end()
    const run = await settled
    expect(run).toMatchObject({ phase: 'settled', state: 'complete', ending: { kind: 'end' }, failure: null })
    expect(run?.chunks.map(({ kind }) => kind)).toEqual(['answer', 'thought', 'answer'])
    const times = run!.chunks.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(run!.elapsed).toBeGreaterThanOrEqual(times.at(-1)!)
    expect(run?.sent).toMatchObject({ method: 'POST', body: JSON.stringify(input.request) })
    expect(live()).toEqual(run)
  })

  test('without streaming is one chunk of a unary call', async () => {
    const settled = startRun('prompt', { ...input, stream: false })
    const server = await call(0)
    expect(server.url).toContain(':generateContent')
    server.json(200, stop)
    expect(await settled).toMatchObject({ streamed: false, state: 'complete', chunks: [{ kind: 'answer' }] })
  })

  test('publishes many chunks of one moment at once', async () => {
    const settled = startRun('prompt', input)
    const server = await call(0)
    let published = 0
    const leave = runStore('prompt').subscribe(() => (published += 1))
    for (let index = 0; index < 500; index++) server.sendText('x')
    server.send(stop)
    server.end()
    const run = await settled
    leave()
    expect(run?.chunks).toHaveLength(501)
    expect(published).toBeLessThan(60)
  })

  test('a published run does not change afterwards', async () => {
    const settled = startRun('prompt', input)
    const server = await call(0)
    server.sendText('a')
    await vi.waitFor(() => expect(live().chunks).toHaveLength(1))
    const earlier = live()
    server.sendText('b')
    server.end()
    await settled
    expect(earlier.chunks).toHaveLength(1)
    expect(earlier.reply.candidates.map(textOf)).toEqual(['a'])
  })
})

describe('an end that is no end', () => {
  test('Stop keeps what arrived and closes the socket', async () => {
    const settled = startRun('prompt', input)
    const server = await call(0)
    server.sendText('partial')
    await vi.waitFor(() => expect(shown()).toBe('partial'))
    stopRun('prompt')
    expect(await settled).toMatchObject({ state: 'stopped', failure: null })
    expect(shown()).toBe('partial')
    expect(server.signal.aborted).toBe(true)
  })

  test('a finish reason and then a cut is not complete', async () => {
    const settled = startRun('prompt', input)
    const server = await call(0)
    server.send(stop)
    await vi.waitFor(() => expect(shown()).toBe('!'))
    server.cut()
    expect(await settled).toMatchObject({ state: 'interrupted' })
  })

  test('a clean end without a finish reason is interrupted', async () => {
    const settled = startRun('prompt', input)
    const server = await call(0)
    server.sendText('and then')
    server.end()
    expect(await settled).toMatchObject({ state: 'interrupted', ending: { kind: 'end' } })
  })

  test('an error in the stream keeps what came before it', async () => {
    const settled = startRun('prompt', input)
    const server = await call(0)
    server.sendText('so far')
    server.send(overloaded)
    server.end()
    expect(await settled).toMatchObject({ state: 'failed', failure: { code: 503, status: 'UNAVAILABLE' } })
    expect(shown()).toBe('so far')
    expect(calls).toHaveLength(1)
  })
})

describe('newer and older', () => {
  test('a newer run replaces an older one without a trace', async () => {
    const first = startRun('prompt', input)
    const old = await call(0)
    old.sendText('old')
    await vi.waitFor(() => expect(shown()).toBe('old'))
    const second = startRun('prompt', input)
    expect(live().chunks).toEqual([])
    expect(await first).toBeNull()
    expect(old.signal.aborted).toBe(true)
    const young = await call(1)
    young.sendText('new')
    young.send(stop)
    young.end()
    await second
    expect(shown()).toBe('new!')
    expect((await loadRun('prompt'))?.id).toBe(live().id)
  })

  test('workspaces do not disturb each other', async () => {
    const settled = startRun('prompt', input)
    void startRun('chat', input)
    await call(1)
    stopRun('chat')
    calls[0]!.send(stop)
    calls[0]!.end()
    expect(await settled).toMatchObject({ state: 'complete' })
    expect(runStore('chat').getState().run?.state).toBe('stopped')
  })
})

describe('repeating', () => {
  test('503 before the first byte: two more tries, announced, then the failure', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const settled = startRun('prompt', input)
    const announced: (Run['retry'] | undefined)[] = []
    const leave = runStore('prompt').subscribe(({ run }) => {
      if (run?.retry && announced.at(-1)?.at !== run.retry.at) announced.push(run.retry)
    })
    for (const [number, wait] of [
      [0, 1000],
      [1, 2000],
    ] as const) {
      await vi.advanceTimersByTimeAsync(50)
      expect(calls).toHaveLength(number + 1)
      calls[number]!.json(503, overloaded)
      await vi.advanceTimersByTimeAsync(wait - 20)
      expect(calls).toHaveLength(number + 1)
      await vi.advanceTimersByTimeAsync(40)
    }
    calls[2]!.json(503, overloaded)
    await vi.advanceTimersByTimeAsync(60_000)
    vi.useRealTimers()
    expect(await settled).toMatchObject({ state: 'failed', retry: null, failure: { code: 503 } })
    leave()
    expect(calls).toHaveLength(3)
    expect(announced.map((retry) => retry?.attempt)).toEqual([1, 2])
  })

  test('Stop cancels an announced repetition', async () => {
    const settled = startRun('prompt', input)
    ;(await call(0)).json(503, overloaded)
    await vi.waitFor(() => expect(live().retry?.attempt).toBe(1))
    stopRun('prompt')
    expect(await settled).toMatchObject({ state: 'stopped', retry: null })
    expect(calls).toHaveLength(1)
  })

  test('503 as the first event of a stream is not repeated: the request was taken', async () => {
    const settled = startRun('prompt', input)
    const server = await call(0)
    server.send(overloaded)
    server.end()
    expect(await settled).toMatchObject({ state: 'failed', failure: { code: 503, inStream: true } })
    expect(calls).toHaveLength(1)
  })

  test.each([
    [
      '429',
      429,
      {
        error: {
          code: 429,
          status: 'RESOURCE_EXHAUSTED',
          details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '0.01s' }],
        },
      },
    ],
    ['500', 500, { error: { code: 500, status: 'INTERNAL' } }],
    [
      '503 that asks for more than half a minute',
      503,
      {
        error: {
          ...overloaded.error,
          details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '40s' }],
        },
      },
    ],
  ])('%s is never repeated by itself', async (_, status, body) => {
    const settled = startRun('prompt', input)
    ;(await call(0)).json(status, body)
    expect(await settled).toMatchObject({ state: 'failed', failure: { code: status } })
    expect(calls).toHaveLength(1)
  })
})

describe('after a reload', () => {
  test('the last answer is there, equal to what was on the screen', async () => {
    const settled = startRun('prompt', input)
    const server = await call(0)
    server.sendText('kept')
    server.send(stop)
    server.end()
    const run = await settled
    expect(await loadRun('prompt')).toEqual(run)
  })

  test('a run that was going is interrupted, with what was kept within two seconds', async () => {
    void startRun('prompt', input)
    const server = await call(0)
    server.sendText('first part')
    await vi.waitFor(async () => expect((await loadRun('prompt'))?.id).toBe(live().id), {
      timeout: 3000,
      interval: 50,
    })
    const kept = await loadRun('prompt')
    expect(kept).toMatchObject({ phase: 'settled', state: 'interrupted', failure: { reason: 'RELOADED' } })
    expect(kept?.reply.candidates.map(textOf)).toEqual(['first part'])
  })

  test('does not push away a run that has begun', async () => {
    const settled = startRun('prompt', input)
    const server = await call(0)
    server.send(stop)
    server.end()
    const run = await settled
    showRun({ ...run!, id: 'older' })
    expect(live().id).toBe(run!.id)
  })

  test('a request that holds a key is not kept', async () => {
    const before = await loadRun('prompt')
    const text = `my key is AIza${'x'.repeat(35)}`
    const settled = startRun('prompt', { ...input, request: { contents: [{ parts: [{ text }] }] } })
    const server = await call(0)
    server.send(stop)
    server.end()
    await settled
    expect(await loadRun('prompt')).toEqual(before)
  })
})
