import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createHandle } from '../../emulator/handle.ts'
import { noPace } from '../../emulator/plan.ts'
import { LocalWorker } from './fixtures/worker.ts'
import { demoOf } from '../connection/fixtures/demo.ts'

vi.mock('../../appWorker.ts', () => ({ startWorker: () => new LocalWorker() }))

type Answer = (request: Request) => Promise<Response>

interface Sent {
  requests: { content: { parts: { text: string }[] }; taskType?: string }[]
}

/** A fresh page whose demo is the emulator, until the test takes its place. */
async function page(lines = 'the cat sleeps\nthe train is late') {
  vi.resetModules()
  const handle = createHandle({ pace: noPace })
  const sent: Sent['requests'][] = []
  const server: { answer: Answer } = { answer: handle }
  const { provideDemo, session } = await import('../connection/session.ts')
  provideDemo(async () =>
    demoOf(async (input, init) => {
      const request = new Request(input as string, init)
      sent.push(((await request.clone().json()) as Sent).requests)
      return server.answer(request)
    }),
  )
  const run = await import('./run.ts')
  const own = { ...(await import('./query.ts')), ...(await import('./setup.ts')), ...run, session }
  own.replaceSetup({ model: 'demo-embedding', taskType: 'RETRIEVAL_DOCUMENT', lines, rows: null })
  await own.embed()
  expect(own.analysis.store.getState().result?.items).toHaveLength(lines.split('\n').length)
  sent.length = 0
  return { ...own, sent, server, handle }
}

/** An answer that comes when the test says so. */
function held(answer: Answer) {
  let release: (() => void) | undefined
  const waiting = new Promise<void>((resolve) => {
    release = resolve
  })
  const asked: Request[] = []
  return {
    asked,
    release: () => release?.(),
    answer: async (request: Request) => {
      asked.push(request)
      await waiting
      return answer(request)
    },
  }
}

const vectors = (...values: number[][]) =>
  Promise.resolve(Response.json({ embeddings: values.map((one) => ({ values: one })) }))

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('a query', () => {
  test('is embedded as a query, and stands beside the result it was asked of', async () => {
    const { typeQuery, askQuery, query, analysis, sent } = await page()
    typeQuery(' where is my train ')
    await askQuery()
    expect(sent).toMatchObject([
      [{ content: { parts: [{ text: 'where is my train' }] }, taskType: 'RETRIEVAL_QUERY' }],
    ])
    const { asked, busy, failure, problem } = query.getState()
    expect({ busy, failure, problem }).toEqual({ busy: false, failure: null, problem: null })
    expect(asked).toMatchObject({
      text: 'where is my train',
      resultId: analysis.store.getState().result!.id,
    })
    const near = await analysis.ask('nearest', { query: asked!.vector, k: 1 })
    expect(near[0]?.index).toBe(1)
  })

  test('asked while another waits: the later one stands there, whichever answer comes first', async () => {
    const { typeQuery, askQuery, query, server, handle } = await page()
    const slow = held(handle)
    server.answer = slow.answer
    typeQuery('first')
    const first = askQuery()
    await vi.waitFor(() => expect(slow.asked).toHaveLength(1))
    server.answer = handle
    typeQuery('second')
    await askQuery()
    slow.release()
    await first
    expect(query.getState()).toMatchObject({ busy: false, asked: { text: 'second' } })
  })

  test('taken back while it waits, it does not come after all', async () => {
    const { typeQuery, askQuery, query, server, handle } = await page()
    const slow = held(handle)
    server.answer = slow.answer
    typeQuery('train')
    const asking = askQuery()
    await vi.waitFor(() => expect(slow.asked).toHaveLength(1))
    typeQuery('')
    expect(query.getState()).toMatchObject({ busy: false, asked: null })
    slow.release()
    await asking
    expect(query.getState()).toMatchObject({ busy: false, asked: null, text: '' })
  })

  test('whose texts are embedded again meanwhile says so', async () => {
    const { typeQuery, askQuery, query, server, handle, changeSetup, embed } = await page()
    const slow = held(handle)
    server.answer = slow.answer
    typeQuery('train')
    const asking = askQuery()
    await vi.waitFor(() => expect(slow.asked).toHaveLength(1))
    server.answer = handle
    changeSetup({ lines: 'other\ntexts' })
    await embed()
    slow.release()
    await asking
    expect(query.getState()).toMatchObject({ busy: false, asked: null })
    expect(query.getState().problem).toContain('embedded again meanwhile')
  })

  test('that fails keeps what failed, and a text that came earlier from the cache needs no server', async () => {
    const { typeQuery, askQuery, query, server, sent } = await page()
    typeQuery('train')
    await askQuery()
    server.answer = () =>
      Promise.resolve(Response.json({ error: { code: 500, message: 'Broke.' } }, { status: 500 }))
    typeQuery('other')
    await askQuery()
    expect(query.getState()).toMatchObject({ busy: false, asked: null, failure: { code: 500 } })
    const before = sent.length
    typeQuery('train')
    await askQuery()
    expect(query.getState()).toMatchObject({ failure: null, asked: { text: 'train' } })
    expect(sent).toHaveLength(before)
  })

  test('whose vector cannot be looked up ends in words, and never in an unhandled rejection', async () => {
    const { typeQuery, askQuery, query } = await page()
    const digest = vi.spyOn(crypto.subtle, 'digest').mockRejectedValue(new Error('No digest here.'))
    typeQuery('train')
    await expect(askQuery()).resolves.toBeUndefined()
    digest.mockRestore()
    expect(query.getState()).toMatchObject({ busy: false, failure: { message: 'No digest here.' } })
  })

  test('of another length, or of zeros, is not compared', async () => {
    const { typeQuery, askQuery, query, server } = await page()
    server.answer = () => vectors([1, 2, 3])
    typeQuery('three')
    await askQuery()
    expect(query.getState().problem).toContain('came back with 3 numbers, the texts have 3072')
    server.answer = () => vectors(Array.from({ length: 3072 }, () => 0))
    typeQuery('zeros')
    await askQuery()
    expect(query.getState()).toMatchObject({ asked: null })
    expect(query.getState().problem).toContain('vector of zeros')
  })

  test('is not sent over another connection than that of the texts, nor with a key in it', async () => {
    const { typeQuery, askQuery, query, session, sent } = await page()
    typeQuery(`AIza${'k'.repeat(35)}`)
    await askQuery()
    expect(query.getState().problem).toContain('looks like an API key')
    session.setState({ backend: 'live', baseUrl: 'https://example.test', apiKey: 'a-key', connectionId: '9' })
    typeQuery('train')
    await askQuery()
    expect(query.getState().problem).toContain('another connection')
    expect(sent).toEqual([])
  })
})

describe('marked searches', () => {
  test('are measured on their own result alone', async () => {
    const { analysis, embed, changeSetup } = await page('a cat\na black cat\na train')
    const { measureQuality } = await import('./relevance.ts')
    const { id } = analysis.store.getState().result!
    const marked = new Map([['row 0', { search: { row: 0 }, expected: new Set([1]) }]])
    expect(await measureQuality(id, marked, 1, 'cosine')).toEqual({
      queries: 1,
      recall: 1,
      meanReciprocalRank: 1,
    })
    changeSetup({ lines: 'x\ny\nz' })
    await embed()
    await expect(measureQuality(id, marked, 1, 'cosine')).rejects.toMatchObject({ name: 'AbortError' })
  })
})
