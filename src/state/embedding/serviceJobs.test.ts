import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toEmbedRequest } from './requests.ts'
import { deleteServiceJob, partsOf, pollDelay, readServiceJobs, saveServiceJob } from './serviceJobs.ts'
import type { ServiceJob } from './serviceJobs.ts'

const settings = { model: 'gemini-embedding-001' }

describe('jobs of the batch service', () => {
  test('parts cover every text once, in order, and stay under the limit unless one text alone is over it', () => {
    const limit = 600
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 700 }), { maxLength: 40 }), (texts) => {
        const items = texts.map((text) => ({ text }))
        const parts = partsOf(settings, items, limit)
        expect(parts.flatMap(({ from, to }) => texts.slice(from, to))).toEqual(texts)
        for (const { from, to } of parts) {
          const bytes = items.slice(from, to).map((item) => JSON.stringify(toEmbedRequest(settings, item)))
          const size = new TextEncoder().encode(bytes.join('')).length
          expect(to - from === 1 || size <= limit).toBe(true)
        }
      }),
    )
  })

  test('a job is there after the tab was closed, and gone when removed', async () => {
    const job: ServiceJob = {
      v: 1,
      id: 'a',
      host: 'demo',
      createdAt: 1,
      settings,
      items: [{ text: 'one' }],
      parts: [{ displayName: 'd', name: 'batches/x', from: 0, to: 1, state: 'PENDING' }],
    }
    await saveServiceJob(job)
    expect(await readServiceJobs()).toEqual([job])
    await deleteServiceJob('a')
    expect(await readServiceJobs()).toEqual([])
  })

  test('the server is asked less often the older a job is', () => {
    expect([0, 119_999, 120_000, 700_000, 4_000_000].map(pollDelay)).toEqual([
      15_000, 15_000, 30_000, 60_000, 300_000,
    ])
  })
})
