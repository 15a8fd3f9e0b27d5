import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { textOf } from '../gemini/reply.ts'
import { askFor, docFor, nthCall, startFake, stopStarted } from './fixtures/start.ts'
import { calls, forgetCalls } from './fixtures/server.ts'
import { phaseOf } from './exchange.ts'
import { loadRun } from './readRuns.ts'
import { read } from './read.ts'
import { isLive, peekRun, watchRun } from './registry.ts'
import { startRun } from './start.ts'
import { earlierWaits } from './waits.ts'
import type { GenerateContentResponse } from '../gemini/types.ts'
import type { Run } from './run.ts'
import type { RunHandle } from './start.ts'

const stop: GenerateContentResponse = {
  candidates: [{ content: { parts: [{ text: '!' }] }, finishReason: 'STOP', index: 0 }],
}
const overloaded = { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }

const refuse = () => Promise.reject(new DOMException('denied', 'SecurityError'))
const retryInfo = (retryDelay: string) => [
  { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay },
]

const now = ({ id }: RunHandle): Run => peekRun(id)!
const textOfRun = (run: Run) => read(run).reply.candidates.map(textOf).join('|')
const shown = (run: RunHandle) => textOfRun(now(run))
const outcome = (run: Run) => read(run).outcome

beforeEach(forgetCalls)
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  await stopStarted()
})

describe('a run', () => {
  test('goes from waiting over streaming to settled, with its chunks and their times', async () => {
    const ask = askFor()
    const run = startRun(ask)
    expect(phaseOf(now(run))).toBe('waiting')
    expect(now(run)).toMatchObject({ chunks: [], sent: null, ending: null, elapsed: null, host: 'demo' })
    expect(isLive(run.id)).toBe(true)
    const server = await nthCall(0)
    server.sendText('Hel')
    await vi.waitFor(() => expect([phaseOf(now(run)), shown(run)]).toEqual(['streaming', 'Hel']))
    server.send({ candidates: [{ content: { parts: [{ text: 'hm', thought: true }] } }] })
    server.send(stop)
    server.end()
    const settled = await run.settled
    expect(settled).toMatchObject({ ending: { kind: 'end' }, attempts: [], asked: ask.asked })
    expect([phaseOf(settled), outcome(settled), read(settled).failure]).toEqual(['settled', 'complete', null])
    expect(read(settled).beats.map(({ kind }) => kind)).toEqual(['answer', 'thought', 'answer'])
    const times = settled.chunks.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(settled.elapsed).toBeGreaterThanOrEqual(times.at(-1)!)
    expect(now(run)).toBe(settled)
    expect(isLive(run.id)).toBe(false)
  })

  test('keeps of its request the head, and length and hash of the body', async () => {
    const ask = askFor({ doc: docFor('héllo') })
    const run = startRun(ask)
    ;(await nthCall(0)).send(stop)
    calls[0]!.end()
    const { sent } = await run.settled
    const body = new TextEncoder().encode(JSON.stringify(ask.request))
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
    expect(sent).toEqual({
      method: 'POST',
      url: calls[0]!.url,
      headers: { 'content-type': 'application/json' },
      bodyBytes: body.length,
      bodyHash: Buffer.from(digest).toString('hex'),
    })
    expect(calls[0]!.body).toEqual(ask.request)
  })

  test('without streaming is one chunk of a unary call', async () => {
    const run = startFake({ doc: docFor('hello', { stream: false }) })
    const server = await nthCall(0)
    expect(server.url).toContain(':generateContent')
    server.json(200, stop)
    const settled = await run.settled
    expect([settled.chunks.length, outcome(settled)]).toEqual([1, 'complete'])
    expect(JSON.parse(settled.chunks[0]!.raw)).toEqual(stop)
  })

  test('publishes many chunks of one moment at once', async () => {
    const run = startFake()
    const server = await nthCall(0)
    let published = 0
    const leave = watchRun(run.id, () => (published += 1))
    for (let index = 0; index < 500; index++) server.sendText('x')
    server.send(stop)
    server.end()
    const settled = await run.settled
    leave()
    expect(settled.chunks).toHaveLength(501)
    expect(published).toBeLessThan(60)
  })

  test('a published run does not change afterwards', async () => {
    const run = startFake()
    const server = await nthCall(0)
    server.sendText('a')
    await vi.waitFor(() => expect(now(run).chunks).toHaveLength(1))
    const earlier = now(run)
    server.sendText('b')
    server.end()
    await run.settled
    expect(earlier.chunks).toHaveLength(1)
    expect(textOfRun(earlier)).toBe('a')
  })

  test('that had a first token tells how long its model takes, one without does not', async () => {
    const model = 'gemini-slow'
    const failed = startFake({ doc: docFor('x', { model }) })
    ;(await nthCall(0)).json(400, { error: { code: 400, status: 'INVALID_ARGUMENT' } })
    await failed.settled
    expect(earlierWaits(model)).toBeNull()
    const run = startFake({ doc: docFor('x', { model }) })
    ;(await nthCall(1)).send(stop)
    calls[1]!.end()
    const first = read(await run.settled).figures.firstToken
    expect(earlierWaits(model)).toEqual({ least: first, most: first })
  })
})

describe('an end that is no end', () => {
  test('Stop keeps what arrived and closes the socket', async () => {
    const run = startFake()
    const server = await nthCall(0)
    server.sendText('partial')
    await vi.waitFor(() => expect(shown(run)).toBe('partial'))
    run.stop()
    const settled = await run.settled
    expect([outcome(settled), read(settled).failure, textOfRun(settled)]).toEqual([
      'stopped',
      null,
      'partial',
    ])
    expect(server.signal.aborted).toBe(true)
  })

  test('Stop before the request has left sends nothing and is settled', async () => {
    const run = startFake()
    run.stop()
    expect(await run.settled).toMatchObject({ ending: { kind: 'stopped' } })
    expect(calls.filter(({ signal }) => !signal.aborted)).toEqual([])
  })

  test('Stop after the end changes nothing', async () => {
    const run = startFake()
    ;(await nthCall(0)).send(stop)
    calls[0]!.end()
    const settled = await run.settled
    run.stop()
    await run.kept
    expect(now(run)).toBe(settled)
  })

  test('a finish reason and then a cut is not complete', async () => {
    const run = startFake()
    const server = await nthCall(0)
    server.send(stop)
    await vi.waitFor(() => expect(shown(run)).toBe('!'))
    server.cut()
    expect(outcome(await run.settled)).toBe('interrupted')
  })

  test('a clean end without a finish reason is interrupted', async () => {
    const run = startFake()
    const server = await nthCall(0)
    server.sendText('and then')
    server.end()
    const settled = await run.settled
    expect([outcome(settled), settled.ending]).toEqual(['interrupted', { kind: 'end' }])
  })

  test('an error in the stream keeps what came before it', async () => {
    const run = startFake()
    const server = await nthCall(0)
    server.sendText('so far')
    server.send(overloaded)
    server.end()
    const settled = await run.settled
    expect(outcome(settled)).toBe('failed')
    expect(read(settled).failure).toMatchObject({ code: 503, status: 'UNAVAILABLE' })
    expect(textOfRun(settled)).toBe('so far')
    expect(calls).toHaveLength(1)
  })

  test('a browser that refuses locks, and with them nothing else, still runs', async () => {
    vi.stubGlobal('navigator', { locks: { request: refuse, query: refuse } })
    const run = startFake()
    ;(await nthCall(0)).send(stop)
    calls[0]!.end()
    const settled = await run.settled
    await run.kept
    expect(await loadRun(run.id)).toEqual(settled)
  })
})

describe('newer and older', () => {
  test('a newer run leaves an older one as it is, and both are found by their ids', async () => {
    const first = startFake()
    const old = await nthCall(0)
    old.sendText('old')
    await vi.waitFor(() => expect(shown(first)).toBe('old'))
    const second = startFake()
    const young = await nthCall(1)
    young.sendText('new')
    young.send(stop)
    young.end()
    await second.kept
    expect([phaseOf(now(first)), shown(first), shown(second)]).toEqual(['streaming', 'old', 'new!'])
    expect(old.signal.aborted).toBe(false)
    old.send(stop)
    old.end()
    await first.kept
    expect(await loadRun(first.id)).toEqual(now(first))
    expect(await loadRun(second.id)).toEqual(now(second))
  })
})

describe('repeating', () => {
  test('503 before the first byte: two more tries, announced, then the failure', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const run = startFake()
    const begun = Date.now()
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
    const settled = await run.settled
    expect([outcome(settled), read(settled).failure?.code]).toEqual(['failed', 503])
    expect(calls).toHaveLength(3)
    expect(settled.attempts.map(({ failure }) => failure.code)).toEqual([503, 503])
    expect(settled.attempts.map(({ nextAt }) => nextAt - begun)).toEqual([1050, 3120])
  })

  test('after a failed try the answer is complete, and the try is still told', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const run = startFake()
    await vi.advanceTimersByTimeAsync(50)
    calls[0]!.json(503, overloaded)
    await vi.advanceTimersByTimeAsync(1100)
    calls[1]!.send(stop)
    calls[1]!.end()
    vi.useRealTimers()
    const settled = await run.settled
    expect([outcome(settled), settled.attempts.length]).toEqual(['complete', 1])
  })

  test('Stop cancels an announced repetition', async () => {
    const run = startFake()
    ;(await nthCall(0)).json(503, overloaded)
    await vi.waitFor(() => expect(now(run).attempts).toHaveLength(1))
    run.stop()
    expect(outcome(await run.settled)).toBe('stopped')
    expect(calls).toHaveLength(1)
  })

  test('503 as the first event of a stream is not repeated: the request was taken', async () => {
    const run = startFake()
    const server = await nthCall(0)
    server.send(overloaded)
    server.end()
    expect(read(await run.settled).failure).toMatchObject({ code: 503, inStream: true })
    expect(calls).toHaveLength(1)
  })

  test.each([
    ['429', 429, { error: { code: 429, status: 'RESOURCE_EXHAUSTED', details: retryInfo('0.01s') } }],
    ['500', 500, { error: { code: 500, status: 'INTERNAL' } }],
    [
      '503 that asks for more than half a minute',
      503,
      { error: { ...overloaded.error, details: retryInfo('40s') } },
    ],
  ])('%s is never repeated by itself', async (_, status, body) => {
    const run = startFake()
    ;(await nthCall(0)).json(status, body)
    expect(read(await run.settled).failure?.code).toBe(status)
    expect(calls).toHaveLength(1)
  })
})
