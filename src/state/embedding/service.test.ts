import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pendingFor, runningFor } from '../../emulator/batchJobs.ts'
import { createHandle } from '../../emulator/handle.ts'
import { noPace } from '../../emulator/plan.ts'
import { LocalWorker } from './fixtures/worker.ts'
import { demoOf } from '../connection/fixtures/demo.ts'

vi.mock('../../appWorker.ts', () => ({ startWorker: () => new LocalWorker() }))

type Answer = (request: Request) => Promise<Response>

/** One server for all pages of a test, with a clock that stands still until told. */
function startServer() {
  let time = Date.UTC(2026, 0, 31)
  const handle = createHandle({ pace: noPace, now: () => time })
  const calls: string[] = []
  const server = {
    handle,
    calls,
    /** `POST create`, `GET`, `POST cancel`, `DELETE`, `LIST`. */
    count: (call: string) => calls.filter((one) => one === call).length,
    pass: (ms: number) => void (time += ms),
    finish: () => void (time += pendingFor + runningFor),
    /** Takes the place of the server for requests it answers. */
    instead: null as ((call: string, request: Request, handle: Answer) => Promise<Response> | null) | null,
    answer(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url)
      const call = pathname.endsWith(':asyncBatchEmbedContent')
        ? 'POST create'
        : pathname.endsWith(':cancel')
          ? 'POST cancel'
          : pathname.endsWith('/batches')
            ? 'LIST'
            : pathname.includes('/batches/')
              ? request.method
              : 'other'
      calls.push(call)
      return server.instead?.(call, request, handle) ?? handle(request)
    },
  }
  return server
}

let server: ReturnType<typeof startServer>

/** A fresh page over the same base and the same server. */
async function page(lines?: string) {
  vi.resetModules()
  const { provideDemo, session } = await import('../connection/session.ts')
  provideDemo(async () => demoOf((input, init) => server.answer(new Request(input as string, init))))
  const { readMany } = await import('../../store/database.ts')
  const own = {
    ...(await import('./service.ts')),
    ...(await import('./serviceJobs.ts')),
    ...(await import('./setup.ts')),
    ...(await import('./run.ts')),
    session,
  }
  const { vectorKey } = await import('./requests.ts')
  if (lines !== undefined)
    own.replaceSetup({ model: 'demo-embedding', outputDimensionality: 128, lines, rows: null })
  const jobs = () => own.service.getState().jobs
  return {
    ...own,
    jobs,
    only: () => jobs()[0]!,
    states: () => jobs()[0]?.parts.map(({ state }) => state),
    stored: async () => (await own.readServiceJobs()).map(({ parts }) => parts.map(({ state }) => state)),
    /** How many texts of the job have a vector in the cache. */
    async cached() {
      const { host, settings, items } = jobs()[0]!
      const keys = await Promise.all(items.map((item) => vectorKey(host, settings, item)))
      return (await readMany('vectors', keys, (value) => value as Float32Array)).size
    },
  }
}

const broken = () =>
  Promise.resolve(Response.json({ error: { code: 500, message: 'Broke.' } }, { status: 500 }))

/** A call that is held until the test lets it go on. */
function hold(which: string, times = 1) {
  let release: (() => void) | undefined
  const waiting = new Promise<void>((resolve) => {
    release = resolve
  })
  let [left, arrived] = [times, false]
  server.instead = (call, request, handle) => {
    if (call !== which || left-- <= 0) return null
    arrived = true
    return waiting.then(() => handle(request))
  }
  return {
    arrived: () => vi.waitFor(() => expect(arrived).toBe(true), { interval: 1 }),
    release: () => release?.(),
  }
}

/** A disk without room for what is put into a store. */
function fillDisk(store: string) {
  // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
  const { put } = IDBObjectStore.prototype
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function full(
    this: IDBObjectStore,
    ...given: Parameters<typeof put>
  ) {
    if (this.name === store) throw new DOMException('No room.', 'QuotaExceededError')
    return put.apply(this, given)
  })
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  server = startServer()
  // The page is not seen: nothing is asked about by itself.
  vi.stubGlobal('document', { visibilityState: 'hidden', addEventListener: () => undefined })
  vi.stubGlobal('addEventListener', () => undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('a job of the batch service', () => {
  test('is sent, asked about, fetched and cleared off the server; its vectors then cost nothing', async () => {
    const { submitJob, checkJob, only, states, stored, cached, showJob, job, analysis } =
      await page('one\ntwo\nthree')
    await submitJob()
    expect(states()).toEqual(['PENDING'])
    server.pass(pendingFor)
    await checkJob(only())
    expect(states()).toEqual(['RUNNING'])
    server.pass(runningFor)
    await checkJob(only())
    expect([states(), await stored(), await cached()]).toEqual([['FETCHED'], [['FETCHED']], 3])
    expect([server.count('POST create'), server.count('DELETE')]).toEqual([1, 1])
    await showJob(only())
    expect(job.store.getState()).toMatchObject({ phase: 'done', done: 3, requests: 0 })
    expect(analysis.store.getState().result?.items).toHaveLength(3)
  })

  test('its first part is safe when the second fails, and is asked for only once', async () => {
    const { saveServiceJob, followJobs, checkJob, only, states, stored, cached, service } = await page()
    const part = { name: null, state: 'NEW' }
    await saveServiceJob({
      v: 1,
      id: 'a',
      host: 'demo-2',
      createdAt: 1,
      settings: { model: 'demo-embedding', outputDimensionality: 128 },
      items: [{ text: 'one' }, { text: 'two' }],
      parts: [
        { ...part, displayName: 'first', from: 0, to: 1 },
        { ...part, displayName: 'second', from: 1, to: 2 },
      ],
    })
    await followJobs()
    await checkJob(only())
    expect(states()).toEqual(['PENDING', 'PENDING'])
    server.finish()
    server.calls.length = 0
    let asked = 0
    server.instead = (call) => (call === 'GET' && ++asked === 2 ? broken() : null)
    await checkJob(only())
    expect(service.getState().failure).toMatchObject({ failure: { code: 500 } })
    expect([states(), await stored()]).toEqual([['FETCHED', 'PENDING'], [['FETCHED', 'PENDING']]])
    expect([await cached(), server.count('DELETE')]).toEqual([1, 1])
    server.instead = null
    await checkJob(only())
    expect([states(), await cached()]).toEqual([['FETCHED', 'FETCHED'], 2])
    expect(service.getState().failure).toBeNull()
    expect(server.count('GET')).toBe(3)
  })

  test('with a full disk nothing is deleted at the server, and it can be fetched again after a reload', async () => {
    const now = await page('one\ntwo')
    await now.submitJob()
    server.finish()
    const disk = fillDisk('vectors')
    await now.checkJob(now.only())
    expect([now.states(), server.count('DELETE')]).toEqual([['UNSAVED'], 0])
    // It is not asked for again by itself: all of it would travel each time.
    await now.checkOpenJobs()
    expect(server.count('GET')).toBe(1)
    expect(await now.cached()).toBe(2)

    const next = await page()
    await next.followJobs()
    expect(next.states()).toEqual(['SUCCEEDED'])
    expect(await next.cached()).toBe(0)
    disk.mockRestore()
    await next.checkJob(next.only())
    expect([next.states(), await next.stored(), await next.cached()]).toEqual([['FETCHED'], [['FETCHED']], 2])
    expect(server.count('DELETE')).toBe(1)
  })

  test('that this browser cannot keep is not sent', async () => {
    const { submitJob, jobs, launch } = await page('one')
    fillDisk('jobs')
    await submitJob()
    expect([jobs(), server.calls]).toEqual([[], []])
    expect(launch.getState().problem).toContain('Nothing was sent')
  })

  test('removed while it is asked about does not come back, here or on the disk', async () => {
    const { submitJob, checkJob, removeJob, only, jobs, stored } = await page('one\ntwo')
    await submitJob()
    server.finish()
    const held = hold('GET')
    const checking = checkJob(only())
    await held.arrived()
    await removeJob(only())
    held.release()
    await checking
    expect([jobs(), await stored()]).toEqual([[], []])
    expect(server.count('DELETE')).toBe(0)
  })

  test('cancelled while it is asked about stays cancelled, and is asked about no more', async () => {
    const { submitJob, checkJob, cancelJob, checkOpenJobs, only, states, stored } = await page('one\ntwo')
    await submitJob()
    server.pass(pendingFor)
    const held = hold('GET')
    // The answer to this was RUNNING.
    const old = server.instead!
    server.instead = (call, request, handle) => {
      const early = call === 'GET' ? handle(request.clone()) : null
      const late = old(call, request, handle)
      return late && early ? late.then(() => early) : late
    }
    const checking = checkJob(only())
    await held.arrived()
    await cancelJob(only())
    expect(states()).toEqual(['CANCELLED'])
    held.release()
    await checking
    expect([states(), await stored()]).toEqual([['CANCELLED'], [['CANCELLED']]])
    const before = server.count('GET')
    await checkOpenJobs()
    expect(server.count('GET')).toBe(before)
  })

  test('cancelled while it is created is cancelled at the server too', async () => {
    const { submitJob, cancelJob, only, states, stored } = await page('one\ntwo')
    const held = hold('POST create')
    const submitting = submitJob()
    await held.arrived()
    await cancelJob(only())
    held.release()
    await submitting
    expect([states(), await stored()]).toEqual([['CANCELLED'], [['CANCELLED']]])
    expect(server.count('POST cancel')).toBe(1)
  })

  test('cancelled too late, what was done is fetched all the same', async () => {
    const { submitJob, cancelJob, only, states, cached } = await page('one\ntwo')
    await submitJob()
    server.finish()
    await cancelJob(only())
    expect([states(), await cached()]).toEqual([['FETCHED'], 2])
  })

  test('that another tab has fetched, or removed, is not taken for lost', async () => {
    const first = await page('one\ntwo')
    await first.submitJob()
    const second = await page()
    await second.followJobs()
    expect(second.states()).toEqual(['PENDING'])
    server.finish()
    await first.checkJob(first.only())
    await second.checkJob(second.only())
    expect([second.states(), await second.stored()]).toEqual([['FETCHED'], [['FETCHED']]])
    await first.removeJob(first.only())
    await second.cancelJob(second.only())
    expect([second.jobs(), await second.stored()]).toEqual([[], []])
  })

  test('unknown to the server is kept: with another key it may be known', async () => {
    const { submitJob, checkJob, checkOpenJobs, only, states, cached } = await page('one\ntwo')
    await submitJob()
    server.finish()
    server.instead = (call) =>
      call === 'GET'
        ? Promise.resolve(Response.json({ error: { code: 404, message: 'Not found.' } }, { status: 404 }))
        : null
    await checkJob(only())
    expect(states()).toEqual(['LOST'])
    await checkOpenJobs()
    expect(server.count('GET')).toBe(1)
    server.instead = null
    await checkJob(only())
    expect([states(), await cached()]).toEqual([['FETCHED'], 2])
  })

  test('whose creation got no answer is found by its name, not created twice', async () => {
    const { submitJob, checkJob, only, states, service } = await page('one\ntwo')
    server.instead = (call, request, handle) => (call === 'POST create' ? handle(request).then(broken) : null)
    await submitJob()
    expect([states(), service.getState().failure?.failure.code]).toEqual([['NEW'], 500])
    server.instead = null
    await checkJob(only())
    expect(states()).toEqual(['PENDING'])
    expect(server.count('POST create')).toBe(1)
  })

  test('that is refused for what it is is not sent again and again', async () => {
    const { submitJob, checkOpenJobs, changeSetup, states } = await page('one')
    changeSetup({ model: 'no-such-embedding' })
    await submitJob()
    expect(states()).toEqual(['FAILED'])
    await checkOpenJobs()
    expect(server.count('POST create')).toBe(1)
  })

  test('a change of connection in mid-check leaves its vectors under the host that made them', async () => {
    const { submitJob, checkJob, only, session, cached, states, isHere } = await page('one\ntwo')
    await submitJob()
    server.finish()
    const held = hold('GET')
    const checking = checkJob(only())
    await held.arrived()
    session.setState({ backend: 'live', baseUrl: 'https://other.test', apiKey: 'a-key', connectionId: '9' })
    held.release()
    await checking
    expect([states(), await cached(), server.count('DELETE')]).toEqual([['FETCHED'], 2, 1])
    expect(isHere(only())).toBe(false)
    const before = server.calls.length
    await checkJob(only())
    expect(server.calls).toHaveLength(before)
  })

  test('vectors of another length or of zeros are counted among those that did not come', async () => {
    const { submitJob, checkJob, only, cached } = await page('one\ntwo\nthree\nfour')
    await submitJob()
    server.finish()
    server.instead = (call, request, handle) =>
      call === 'GET'
        ? handle(request).then(async (response) => {
            const job = (await response.json()) as {
              response: { inlinedResponses: { inlinedResponses: { response: unknown }[] } }
            }
            const list = job.response.inlinedResponses.inlinedResponses
            list[0]!.response = { embedding: { values: [1, 2, 3] } }
            list[1]!.response = { embedding: { values: Array.from({ length: 128 }, () => 0) } }
            return Response.json(job)
          })
        : null
    await checkJob(only())
    expect([only().parts[0]?.without, await cached()]).toEqual([2, 2])
  })

  test('removed by mistake comes back with one press', async () => {
    const { submitJob, cancelJob, removeJob, bringJobBack, only, jobs, stored } = await page('one')
    await submitJob()
    await cancelJob(only())
    const job = only()
    await removeJob(job)
    expect(jobs()).toEqual([])
    await bringJobBack()
    expect([jobs(), await stored()]).toEqual([[job], [['CANCELLED']]])
  })

  test('opened over texts, those are an undo away', async () => {
    const { submitJob, checkJob, showJob, only, replaceSetup, setup, undoChange } = await page('one\ntwo')
    await submitJob()
    server.finish()
    await checkJob(only())
    const own = { model: 'demo-embedding-2', lines: '', rows: [{ text: 'mine', label: 'a' }] }
    replaceSetup(own)
    await showJob(only())
    expect(setup.getState().lines).toBe('one\ntwo')
    undoChange()
    expect(setup.getState()).toEqual(own)
  })
})
