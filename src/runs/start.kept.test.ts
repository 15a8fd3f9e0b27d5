import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { textOf } from '../gemini/reply.ts'
import { docFor, nthCall, startFake, stopStarted } from './fixtures/start.ts'
import { forgetCalls } from './fixtures/server.ts'
import { loadRun } from './readRuns.ts'
import { read } from './read.ts'
import { peekRun, watchRun } from './registry.ts'
import type { Run } from './run.ts'

const stop = { candidates: [{ content: { parts: [{ text: '!' }] }, finishReason: 'STOP', index: 0 }] }
const textOfRun = (run: Run) => read(run).reply.candidates.map(textOf).join('|')

beforeEach(forgetCalls)
afterEach(stopStarted)

describe('after a reload', () => {
  test('the answer is there, equal to what was on the screen', async () => {
    const run = startFake()
    const server = await nthCall(0)
    server.sendText('kept')
    server.send(stop)
    server.end()
    const settled = await run.settled
    await run.kept
    expect(await loadRun(run.id)).toEqual(settled)
  })

  test.each([
    ['a list of candidates that is none', { candidates: 5 }],
    ['parts that are none', { candidates: [{ content: { parts: 'x' } }] }],
    ['numbers as texts', { usageMetadata: { promptTokenCount: '12' } }],
    ['a text as a number', { candidates: [{ content: { parts: [{ text: 12 }] } }] }],
  ])('it says the same where the server sent %s', async (_, odd) => {
    const run = startFake()
    const server = await nthCall(0)
    server.send(odd)
    server.send(stop)
    server.end()
    const settled = await run.settled
    await run.kept
    expect(read((await loadRun(run.id))!)).toEqual(read(settled))
  })

  test('an answer in one piece says the same where it came in a list', async () => {
    const run = startFake({ doc: docFor('hello', { stream: false }) })
    ;(await nthCall(0)).json(200, [stop])
    const settled = await run.settled
    await run.kept
    expect(read(settled).outcome).toBe('complete')
    expect(read((await loadRun(run.id))!)).toEqual(read(settled))
  })

  test.each([true, false])('an answer beside an error keeps both, streamed or not: %s', async (stream) => {
    const both = { ...stop, error: { code: 500, status: 'INTERNAL', message: 'no' } }
    const run = startFake({ doc: docFor('hello', { stream }) })
    const server = await nthCall(0)
    if (stream) {
      server.send(both)
      server.end()
    } else server.json(200, both)
    const settled = await run.settled
    await run.kept
    expect([textOfRun(settled), read(settled).failure?.code]).toEqual(['!', 500])
    expect(read((await loadRun(run.id))!)).toEqual(read(settled))
  })

  test('a failure is there too, with its tries', async () => {
    const run = startFake()
    ;(await nthCall(0)).json(400, { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'no' } })
    const settled = await run.settled
    await run.kept
    expect(await loadRun(run.id)).toEqual(settled)
  })

  test('a run that was going is interrupted, with what was kept within two seconds', async () => {
    const run = startFake()
    const server = await nthCall(0)
    server.sendText('first part')
    const kept = await vi.waitFor(
      async () => {
        const found = await loadRun(run.id)
        expect(found && textOfRun(found)).toBe('first part')
        return found!
      },
      { timeout: 3000, interval: 50 },
    )
    expect(read(kept).outcome).toBe('interrupted')
    expect(read(kept).failure).toMatchObject({ reason: 'RELOADED' })
  })
})

describe('a run that is kept in memory', () => {
  test('leaves nothing on disk, and stays at hand', async () => {
    const run = startFake({ keep: 'memory' })
    const server = await nthCall(0)
    server.sendText('secret')
    server.send(stop)
    server.end()
    const settled = await run.settled
    await run.kept
    expect(await loadRun(run.id)).toBeNull()
    expect(peekRun(run.id)).toBe(settled)
  })
})

describe('a run that is dropped', () => {
  test.each(['memory', 'journal'] as const)('leaves nothing behind, kept in %s', async (keep) => {
    const run = startFake({ keep })
    const server = await nthCall(0)
    server.sendText('gone')
    await vi.waitFor(() => expect(textOfRun(peekRun(run.id)!)).toBe('gone'))
    server.sendText('and this is on its way to the screen')
    await new Promise((done) => setTimeout(done, 1))
    let told = 0
    const leave = watchRun(run.id, () => (told += 1))
    run.drop()
    await run.settled
    await run.kept
    // Longer than a frame, in which it could still have been published.
    await new Promise((done) => setTimeout(done, 60))
    leave()
    expect(peekRun(run.id)).toBeNull()
    expect(told).toBe(1)
    expect(await loadRun(run.id)).toBeNull()
    expect(server.signal.aborted).toBe(true)
  })

  test.each(['memory', 'journal'] as const)('in the moment of its end is over, kept in %s', async (keep) => {
    for (let step = 0; step < 12; step++) {
      forgetCalls()
      const run = startFake({ keep })
      const server = await nthCall(0)
      server.send(stop)
      server.end()
      // A little later each time, across what it does at its end.
      for (let turn = 0; turn < step; turn++) await new Promise((done) => setTimeout(done))
      run.drop()
      await run.settled
      await run.kept
      expect([peekRun(run.id), await loadRun(run.id)]).toEqual([null, null])
    }
  })

  test('with its request on the way, too', async () => {
    const run = startFake()
    run.drop()
    await run.kept
    expect([peekRun(run.id), await loadRun(run.id)]).toEqual([null, null])
  })
})
