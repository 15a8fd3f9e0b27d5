import { expect, test } from 'vitest'
import { createBatches, matchResults } from './batch.ts'
import { json, serving } from './fixtures/server.ts'

const name = 'batches/0123456789abcdefghijklmnopqrstuvwxyz'
const pending = {
  name,
  metadata: {
    '@type': 'x',
    state: 'BATCH_STATE_PENDING',
    displayName: 'docs 1',
    model: 'models/m',
    batchStats: { requestCount: '3', pendingRequestCount: '3' },
  },
}
const results = [
  { error: { code: 13, message: 'Internal error' }, metadata: { key: 'c' } },
  {
    response: { embedding: { values: [0.5, 1] }, usageMetadata: { promptTokenCount: 6 } },
    metadata: { key: 'a' },
  },
  { response: { embedding: { values: [2] } } },
]
const finished = {
  ...pending,
  metadata: {
    ...pending.metadata,
    state: 'BATCH_STATE_SUCCEEDED',
    endTime: '2026-11-22T10:00:00Z',
    output: { inlinedResponses: { inlinedResponses: results } },
  },
  done: true,
}

test('a job is created with keyed inline requests', async () => {
  const { fetch, seen } = serving(json(pending))
  const content = { parts: [{ text: 'x' }] }
  const job = await createBatches({ fetch, apiKey: 'AQ.secret-0123456789' }).createEmbedBatch('m', 'docs 1', [
    { key: 'a', request: { content } },
  ])
  expect(seen[0]?.url).toMatch(/\/v1beta\/models\/m:asyncBatchEmbedContent$/)
  expect(seen[0]?.body).toEqual({
    batch: {
      displayName: 'docs 1',
      inputConfig: {
        requests: { requests: [{ request: { model: 'models/m', content }, metadata: { key: 'a' } }] },
      },
    },
  })
  expect(job).toEqual({
    name,
    state: 'PENDING',
    done: false,
    displayName: 'docs 1',
    model: 'models/m',
    requestCount: 3,
  })
})

test('results are read from either place and matched by key alone', async () => {
  const twice = { ...finished, response: { '@type': 'y', inlinedResponses: { inlinedResponses: results } } }
  const { fetch, seen } = serving(json(finished), json(twice))
  const batches = createBatches({ fetch })
  const job = await batches.getBatch(name)
  expect(seen[0]?.url).toContain(`/v1beta/${name}`)
  expect(await batches.getBatch(name)).toEqual(job)
  const matched = matchResults(['a', 'b', 'c'], job.items ?? [])
  expect(matched.vectors).toEqual(new Map([['a', [0.5, 1]]]))
  expect(matched.failures.get('c')).toMatchObject({
    kind: 'unavailable',
    status: 'INTERNAL',
    message: 'Internal error',
  })
  expect(matched.missing).toEqual(['b'])
  expect(matched.unmatched).toEqual([{ values: [2] }])
})

test('a second answer for a key, and one for an unknown key, stay apart', () => {
  const items = [
    { key: 'a', values: [1] },
    { key: 'a', values: [2] },
    { key: 'z', values: [3] },
    { key: 'b' },
  ]
  const matched = matchResults(['a', 'b'], items)
  expect(matched.vectors).toEqual(new Map([['a', [1]]]))
  expect(matched.unmatched).toEqual(items.slice(1))
  expect(matched.missing).toEqual(['b'])
})

test('states of either spelling, failed jobs, jobs without output', async () => {
  const failed = {
    name,
    done: true,
    error: { code: 8, message: 'Quota.' },
    metadata: { state: 'JOB_STATE_FAILED' },
  }
  const { fetch } = serving(json(failed), json({ ...finished, metadata: { state: 'BATCH_STATE_DREAMING' } }))
  const batches = createBatches({ fetch })
  expect(await batches.getBatch(name)).toMatchObject({
    state: 'FAILED',
    failure: { kind: 'quota', message: 'Quota.' },
  })
  expect(await batches.getBatch(name)).toEqual({ name, state: 'DREAMING', done: true })
})

test('jobs are listed over all pages, cancelled and deleted', async () => {
  const { fetch, seen } = serving(
    json({ operations: [pending], nextPageToken: 'T' }),
    json({ operations: [finished] }),
    json({}),
  )
  const batches = createBatches({ fetch })
  expect((await batches.listBatches()).map((job) => job.state)).toEqual(['PENDING', 'SUCCEEDED'])
  expect(await batches.listBatches()).toEqual([])
  await batches.cancelBatch(name)
  await batches.deleteBatch(name)
  expect(seen.slice(-2).map((one) => `${one.method} ${new URL(one.url).pathname}`)).toEqual([
    `POST /v1beta/${name}:cancel`,
    `DELETE /v1beta/${name}`,
  ])
})

test('a list that repeats its token ends', async () => {
  const { fetch, seen } = serving(json({ operations: [pending], nextPageToken: 'T' }))
  await createBatches({ fetch }).listBatches()
  expect(seen).toHaveLength(2)
})

test('a list whose tokens never end ends', async () => {
  let n = 0
  const { fetch, seen } = serving(() => json({ operations: [pending], nextPageToken: `T${n++}` })())
  await createBatches({ fetch }).listBatches()
  expect(seen).toHaveLength(20)
})
