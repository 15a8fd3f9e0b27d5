import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { textOf } from '../gemini/reply.ts'
import { calls, fakeFetch, forgetCalls } from './fixtures/server.ts'
import { runStore, startRun, stopRun } from './run.ts'
import { provideDemo } from './session.ts'

type Act = 'start' | 'stop' | { send: number } | { end: number } | { cut: number } | 'pause'

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.constant('start' as const) },
  { weight: 1, arbitrary: fc.constant('stop' as const) },
  { weight: 6, arbitrary: fc.record({ send: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ end: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ cut: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.constant('pause' as const) },
)

const request = { contents: [{ parts: [{ text: 'x' }] }] }
/** Long enough for a stream to be read, too short for a published frame to matter. */
const turn = () => new Promise((done) => setTimeout(done, 1))

afterEach(() => stopRun('prompt'))

test('whatever is started, stopped, sent and cut in whatever order, no chunk lands in another run', async () => {
  provideDemo(() => Promise.resolve(fakeFetch))
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      forgetCalls()
      runStore('prompt').setState({ run: null })
      const closed = new Set<number>()
      const misplaced: string[] = []
      // Every run has a model of its own, and every chunk carries the model it was sent for.
      let newest = 0
      const leave = runStore('prompt').subscribe(({ run }) => {
        const number = Number(run?.model.slice(1))
        if (number < newest) misplaced.push(`run ${number} after run ${newest}`)
        newest = Math.max(newest, number)
        const text = run?.reply.candidates.map(textOf).join('') ?? ''
        if (text.replaceAll(`<${run?.model}>`, '') !== '') misplaced.push(`${run?.model}: ${text}`)
        if (run && run.chunks.length > 0 && run.phase === 'waiting') misplaced.push('chunks while waiting')
      })
      const runs: Promise<unknown>[] = []
      for (const one of acts) {
        if (one === 'start')
          runs.push(startRun('prompt', { model: `m${runs.length}`, request, stream: true }))
        else if (one === 'stop') stopRun('prompt')
        else if (one === 'pause') await turn()
        else {
          const at = 'send' in one ? one.send : 'end' in one ? one.end : one.cut
          const call = calls[at]
          if (!call || closed.has(at) || call.signal.aborted) continue
          const model = /models\/([^:]+)/.exec(call.url)?.[1]
          if ('send' in one) call.sendText(`<${model}>`)
          else {
            closed.add(at)
            if ('end' in one) call.end()
            else call.cut()
          }
        }
      }
      stopRun('prompt')
      await Promise.all(runs)
      leave()
      expect(misplaced).toEqual([])
      const shown = runStore('prompt').getState().run
      if (runs.length > 0) expect(shown).toMatchObject({ model: `m${runs.length - 1}`, phase: 'settled' })
      else expect(shown).toBeNull()
      expect(shown?.state).not.toBe('complete')
    }),
    { numRuns: 200 },
  )
}, 30_000)
