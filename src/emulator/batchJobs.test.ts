import { describe, expect, it } from 'vitest'
import { GoogleGenAI } from '@google/genai'
import { pendingFor, runningFor } from './batchJobs.ts'
import { createHandle } from './handle.ts'
import { noPace } from './plan.ts'
import { startEmulator } from './serve.ts'

const origin = 'https://emulator.invalid'

/** A world of its own with a clock that stands still until told. */
function world() {
  let time = Date.UTC(2026, 0, 31)
  const handle = createHandle({ pace: noPace, now: () => time })
  const call = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await handle(new Request(`${origin}${path}`, { method, ...init }))
    return {
      status: response.status,
      body: (await response.json()) as Operation & { operations?: Operation[]; error?: { message: string } },
    }
  }
  return { handle, call, pass: (ms: number) => void (time += ms) }
}

interface Operation {
  name: string
  done?: boolean
  metadata: { state: string; batchStats: Record<string, string>; output?: Results }
  response?: Results
  error?: { code: number }
}
interface Results {
  responsesFile?: string
  inlinedResponses?: {
    inlinedResponses: {
      response?: { embedding: { values: number[] } }
      error?: { code: number }
      metadata?: object
    }[]
  }
}

const model = '/v1beta/models/demo-embedding-2:asyncBatchEmbedContent'
const item = (text: string, key: string) => ({
  request: { content: { parts: [{ text }] }, outputDimensionality: 128 },
  metadata: { key },
})
const job = (...requests: object[]) => ({
  batch: { displayName: 'a job', inputConfig: { requests: { requests } } },
})

describe('a batch of embeddings', () => {
  it('waits, runs, and ends with a result or an error for each key, twice over', async () => {
    const { call, pass } = world()
    const created = await call('POST', model, job(item('tea', 'a'), item('', 'b')))
    expect(created.body).toMatchObject({
      metadata: { state: 'BATCH_STATE_PENDING', batchStats: { requestCount: '2', pendingRequestCount: '2' } },
    })
    expect(created.body).not.toHaveProperty('done')
    const path = `/v1beta/${created.body.name}`
    pass(pendingFor)
    expect((await call('GET', path)).body.metadata.state).toBe('BATCH_STATE_RUNNING')
    pass(runningFor)
    const { body } = await call('GET', path)
    expect(body).toMatchObject({
      done: true,
      metadata: {
        state: 'BATCH_STATE_SUCCEEDED',
        batchStats: { requestCount: '2', successfulRequestCount: '1', failedRequestCount: '1' },
      },
    })
    const [good, bad] = body.response?.inlinedResponses?.inlinedResponses ?? []
    expect(good).toMatchObject({ metadata: { key: 'a' } })
    expect(good?.response?.embedding.values).toHaveLength(128)
    expect(bad).toMatchObject({ error: { code: 3 }, metadata: { key: 'b' } })
    expect(body.metadata.output?.inlinedResponses).toEqual(body.response?.inlinedResponses)
  })

  it('is listed newest first without results, cancelled, and deleted', async () => {
    const { call, pass } = world()
    const first = (await call('POST', model, job(item('tea', 'a')))).body.name
    pass(pendingFor + runningFor)
    const second = (await call('POST', model, job(item('tea', 'a')))).body.name
    expect(first).toMatch(/^batches\/[a-z0-9]{36}$/)
    const { operations = [] } = (await call('GET', '/v1beta/batches')).body
    expect(operations.map(({ name }) => name)).toEqual([second, first])
    expect(operations[1]).not.toHaveProperty('response')
    expect((await call('POST', `/v1beta/${second}:cancel`, {})).body).toEqual({})
    expect((await call('GET', `/v1beta/${second}`)).body).toMatchObject({
      done: true,
      metadata: { state: 'BATCH_STATE_CANCELLED' },
    })
    await call('POST', `/v1beta/${first}:cancel`, {})
    expect((await call('GET', `/v1beta/${first}`)).body.metadata.state).toBe('BATCH_STATE_SUCCEEDED')
    expect((await call('DELETE', `/v1beta/${first}`)).body).toEqual({})
    expect((await call('GET', `/v1beta/${first}`)).status).toBe(404)
  })

  it('refuses a job without a name, without requests, or of a model that cannot', async () => {
    const { call } = world()
    expect((await call('POST', model, { batch: { inputConfig: {} } })).body.error?.message).toContain(
      'display_name',
    )
    expect((await call('POST', model, job())).status).toBe(400)
    expect(
      (await call('POST', model.replace('demo-embedding-2', 'demo-flash'), job(item('a', 'b')))).status,
    ).toBe(404)
  })

  it('lets only the page that began an upload read the rest of it', async () => {
    const { handle } = world()
    const step = (url: string, from: string, more: RequestInit = {}) =>
      handle(new Request(url, { method: 'POST', ...more, headers: { origin: from, ...more.headers } }))
    const readers: (string | null)[] = []
    for (const from of ['https://a.example', 'https://b.example']) {
      const start = await step(`${origin}/upload/v1beta/files`, 'https://a.example', {
        body: JSON.stringify({ file: { mimeType: 'text/plain' } }),
      })
      const end = await step(start.headers.get('x-goog-upload-url') ?? '', from, {
        body: 'x',
        headers: { 'x-goog-upload-command': 'upload, finalize' },
      })
      readers.push(end.headers.get('access-control-allow-origin'))
    }
    expect(readers).toEqual(['https://a.example', null])
  })

  it('takes a file of lines and gives one back', async () => {
    const { handle, call, pass } = world()
    const start = await handle(
      new Request(`${origin}/upload/v1beta/files`, {
        method: 'POST',
        body: JSON.stringify({ file: { mimeType: 'application/jsonl' } }),
      }),
    )
    const address = start.headers.get('x-goog-upload-url') ?? ''
    expect(address.startsWith(`${origin}/upload/v1beta/files?upload_id=`)).toBe(true)
    const lines = ['a', 'b'].map((key) =>
      JSON.stringify({ key, request: { content: { parts: [{ text: key }] } } }),
    )
    const end = await handle(
      new Request(address, {
        method: 'POST',
        body: lines.join('\n'),
        headers: { 'x-goog-upload-command': 'upload, finalize' },
      }),
    )
    const { file } = (await end.json()) as { file: { name: string; sizeBytes: string } }
    expect(file.sizeBytes).toBe(String(lines.join('\n').length))
    const created = await call('POST', model, {
      batch: { displayName: 'x', inputConfig: { fileName: file.name } },
    })
    pass(pendingFor + runningFor)
    const { responsesFile } = (await call('GET', `/v1beta/${created.body.name}`)).body.response ?? {}
    const download = await handle(
      new Request(`${origin}/download/v1beta/${responsesFile}:download?alt=media`),
    )
    const rows = (await download.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { key: string; response: { embedding: { values: number[] } } })
    expect(rows.map(({ key, response }) => [key, response.embedding.values.length])).toEqual([
      ['a', 3072],
      ['b', 3072],
    ])
  })
})

describe('an uploaded file', () => {
  it('goes up by the official SDK, is measured in a prompt, and is gone after its deletion', async () => {
    const emulator = await startEmulator({ pace: noPace })
    const ai = new GoogleGenAI({ apiKey: 'a-key', httpOptions: { baseUrl: emulator.origin } })
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    )
    const file = await ai.files.upload({ file: new Blob([png], { type: 'image/png' }) })
    expect(file).toMatchObject({ state: 'ACTIVE', mimeType: 'image/png', sizeBytes: String(png.length) })
    const contents = [{ fileData: { fileUri: file.uri ?? '', mimeType: 'image/png' } }]
    expect((await ai.models.generateContent({ model: 'demo-flash', contents })).text).toContain(
      '1 × 1 pixels',
    )
    await ai.files.delete({ name: file.name ?? '' })
    await expect(ai.models.generateContent({ model: 'demo-flash', contents })).rejects.toThrow(
      'or it may not exist',
    )
    await emulator.close()
  })
})
