import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textOf } from '../gemini/reply.ts'
import { askFor, docFor } from './fixtures/start.ts'
import { calls, forgetCalls } from './fixtures/server.ts'
import { phaseOf } from './exchange.ts'
import { loadRun } from './readRuns.ts'
import { read } from './read.ts'
import { peekRun, watchRuns } from './registry.ts'
import { modelOf } from './run.ts'
import { startRun } from './start.ts'
import type { Outcome } from '../gemini/reply.ts'
import type { Run } from './run.ts'
import type { RunHandle } from './start.ts'

const MOST = 8
const at = fc.nat(MOST - 1)
type Act =
  | 'start'
  | 'pause'
  | { do: 'stop' | 'drop' | 'send' | 'finish' | 'end' | 'cut' | 'fail'; at: number }
const doing = (what: Exclude<Act, string>['do'], weight: number) => ({
  weight,
  arbitrary: fc.record({ do: fc.constant(what), at }),
})
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('start' as const) },
  { weight: 4, arbitrary: fc.constant('pause' as const) },
  doing('send', 8),
  doing('stop', 1),
  doing('drop', 1),
  doing('finish', 2),
  doing('end', 1),
  doing('cut', 1),
  doing('fail', 1),
)

/** Long enough for a stream to be read, too short for a published frame to matter. */
const pause = () => new Promise((done) => setTimeout(done, 1))

interface Mine {
  handle: RunHandle
  sent: number
  /** What it is to end as; undefined while nothing ends it. */
  outcome?: Outcome | 'dropped'
}
const modelAt = (number: number) => `m${number}`
const textOfRun = (run: Run) => read(run).reply.candidates.map(textOf).join('')
const finish = (text: string) => ({
  candidates: [{ content: { parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
})

/** Runs by their models: each has one of its own, and every chunk carries the model that it was sent for. */
function start(number: number): Mine {
  const doc = docFor('x', { model: modelAt(number) })
  return { handle: startRun(askFor({ doc, keep: number % 3 === 2 ? 'memory' : 'journal' })), sent: 0 }
}

/** Does one thing to one run, where its server can still do it. */
function doTo(one: Mine, number: number, what: Exclude<Act, string>['do']): void {
  if (one.outcome) return
  if (what === 'stop' || what === 'drop') {
    one.handle[what]()
    one.outcome = what === 'stop' ? 'stopped' : 'dropped'
    return
  }
  const call = calls.find(({ url }) => url.includes(`/${modelAt(number)}:`))
  if (!call) return
  const chunk = `<${modelAt(number)}>`
  if (what === 'send') call.sendText(chunk)
  if (what === 'finish') call.send(finish(chunk))
  if (what === 'send' || what === 'finish') one.sent += 1
  if (what === 'send') return
  if (what === 'fail') call.send({ error: { code: 500, status: 'INTERNAL', message: 'no' } })
  if (what === 'cut') call.cut()
  else call.end()
  one.outcome = what === 'finish' ? 'complete' : what === 'fail' ? 'failed' : 'interrupted'
}

test('whatever is started, stopped, sent, cut and dropped in whatever order, runs do not disturb each other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
      forgetCalls()
      const misplaced: string[] = []
      const settled = new Set<string>()
      const leave = watchRuns((run) => {
        if (textOfRun(run).replaceAll(`<${modelOf(run)}>`, '') !== '')
          misplaced.push(`${modelOf(run)}: ${textOfRun(run)}`)
        if (settled.has(run.id)) misplaced.push(`${modelOf(run)} after its end`)
        if (phaseOf(run) === 'settled') settled.add(run.id)
      })
      const runs: Mine[] = []
      for (const one of acts) {
        if (one === 'pause') await pause()
        else if (one === 'start') {
          if (runs.length < MOST) runs.push(start(runs.length))
        } else if (runs[one.at]) doTo(runs[one.at]!, one.at, one.do)
      }
      for (const one of runs) if (!one.outcome) one.handle.stop()
      const ended = await Promise.all(runs.map(({ handle }) => handle.settled))
      await Promise.all(runs.map(({ handle }) => handle.kept))
      leave()
      expect(misplaced).toEqual([])
      for (const [number, { handle, sent, outcome = 'stopped' }] of runs.entries()) {
        const run = ended[number]!
        if (outcome === 'dropped') {
          expect([peekRun(handle.id), await loadRun(handle.id)]).toEqual([null, null])
          continue
        }
        expect([modelOf(run), read(run).outcome]).toEqual([modelAt(number), outcome])
        // What Stop and a cut overtake may be lost, and nothing else.
        if (outcome === 'complete') expect(run.chunks).toHaveLength(sent)
        expect(run.chunks.length).toBeLessThanOrEqual(sent)
        expect(peekRun(handle.id)).toBe(run)
        expect(await loadRun(handle.id)).toEqual(number % 3 === 2 ? null : run)
      }
    }),
    { numRuns: 100 },
  )
}, 60_000)
