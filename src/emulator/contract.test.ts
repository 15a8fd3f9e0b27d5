/** One suite over both ways to reach the emulator: what holds in the tab must hold over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchFrom } from './fetchFrom.ts'
import { createHandle } from './handle.ts'
import { noPace, realPace } from './plan.ts'
import type { Pace } from './plan.ts'
import { startEmulator } from './serve.ts'

interface Stage {
  origin: string
  fetch: typeof fetch
  close(): Promise<void>
}

const stages: [string, (pace: Pace) => Promise<Stage>][] = [
  [
    'in this process',
    async (pace) => ({
      origin: 'https://emulator.invalid',
      fetch: fetchFrom(createHandle({ requireKey: true, pace })),
      close: () => Promise.resolve(),
    }),
  ],
  ['over HTTP', async (pace) => ({ ...(await startEmulator({ pace })), fetch })],
]

const headers = { 'content-type': 'application/json', 'x-goog-api-key': 'a-key' }
const hello = { contents: [{ role: 'user', parts: [{ text: 'Hi there' }] }] }

interface Body {
  [key: string]: unknown
  error?: { code: number; message: string; status: string; details?: Record<string, unknown>[] }
  candidates?: {
    content?: { parts?: { text?: string; thoughtSignature?: string }[] }
    finishReason?: string
    index?: number
  }[]
  usageMetadata?: Record<string, number>
  models?: { name: string; displayName: string; description: string }[]
  nextPageToken?: string
}

const events = (text: string) =>
  text
    .split('\r\n\r\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => JSON.parse(event.slice(6)) as Body)

const preflight = ({ origin, fetch: get }: Stage, asked: string) =>
  get(`${origin}/v1beta/models`, {
    method: 'OPTIONS',
    headers: { origin: 'https://page.example', 'access-control-request-headers': asked },
  })

describe.each(stages)('the emulator %s', (_, start) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await start(noPace)
  })
  afterAll(() => stage.close())

  const send = (path: string, body?: unknown, init: RequestInit = {}) =>
    stage.fetch(`${stage.origin}${path}`, {
      headers,
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      ...init,
    })
  const call = async (path: string, body?: unknown, init?: RequestInit) => {
    const response = await send(path, body, init)
    return { status: response.status, body: (await response.json()) as Body }
  }
  const stream = (model: string, body: unknown = hello, init?: RequestInit) =>
    send(`/v1beta/models/${model}:streamGenerateContent?alt=sse`, body, init)
  it('lists its models on two pages, the default one first', async () => {
    const first = await call('/v1beta/models')
    expect(first.body.models).toHaveLength(50)
    expect(first.body.models?.[0]?.name).toBe('models/demo-flash')
    const second = await call(
      `/v1beta/models?pageToken=${encodeURIComponent(first.body.nextPageToken ?? '')}`,
    )
    expect(second.body.nextPageToken).toBeUndefined()
    const names = [...(first.body.models ?? []), ...(second.body.models ?? [])].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(55)
  })

  it('refuses a page token it never gave', async () => {
    expect((await call('/v1beta/models?pageToken=zzz')).status).toBe(400)
  })

  it('gives one model, and 404 in the words of the API for another', async () => {
    expect((await call('/v1beta/models/demo-lite')).body).not.toHaveProperty('topK')
    const { status, body } = await call('/v1/models/nope:generateContent', hello)
    expect(status).toBe(404)
    expect(body.error).toStrictEqual({
      code: 404,
      message:
        'models/nope is not found for API version v1, or is not supported for generateContent. Call ModelService.ListModels to see the list of available models and their supported methods.',
      status: 'NOT_FOUND',
    })
  })

  it('says 404 before it looks at the body, and names the method of embedding for both of its paths', async () => {
    const { body } = await call('/v1beta/models/demo-flash:batchEmbedContents', { nonsense: 1 })
    expect(body.error?.message).toContain('is not supported for embedContent. Call ListModels')
  })

  it('answers HTML where no service is', async () => {
    const response = await send('/v1beta/nothing/here')
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('text/html')
  })

  it('asks for a key, and knows a bad one', async () => {
    const none = await call('/v1beta/models', undefined, { headers: {} })
    expect([none.status, none.body.error?.status]).toEqual([403, 'PERMISSION_DENIED'])
    const bad = await call('/v1beta/models', undefined, { headers: { 'x-goog-api-key': 'bad-key' } })
    expect(bad.status).toBe(400)
    expect(bad.body.error?.details?.[0]).toStrictEqual({
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
      metadata: { service: 'generativelanguage.googleapis.com' },
    })
  })

  it('frames server-sent events to the byte', async () => {
    const response = await stream('demo-flash')
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const text = await response.text()
    expect(text).toMatch(/^data: \{"candidates": \[\{"content": \{"parts": \[\{"text": "/)
    expect(text.endsWith('}\r\n\r\n')).toBe(true)
    expect(text.replaceAll('\r\n\r\n', '')).not.toMatch(/[\r\n]/)
    const all = events(text)
    for (const event of all) expect(event.usageMetadata?.['promptTokenCount']).toBe(2)
    const [last] = all.at(-1)?.candidates ?? []
    expect(last).toMatchObject({
      finishReason: 'STOP',
      index: 0,
      content: { role: 'model', parts: [{ text: '' }] },
    })
    expect(last?.content?.parts?.[0]?.thoughtSignature).toMatch(/^[\w+/]{100,}=*$/)
  })

  it('leaves the index and the signature out for 2.0', async () => {
    const all = events(await (await stream('gemini-2.0-flash')).text())
    for (const { candidates } of all) expect(candidates?.[0]).not.toHaveProperty('index')
    expect(JSON.stringify(all)).not.toContain('thoughtSignature')
  })

  it('sends the same answer streamed, as an array, and at once', async () => {
    const textOf = (all: Body[]) =>
      all
        .flatMap(({ candidates }) => candidates?.[0]?.content?.parts ?? [])
        .map((part) => part.text)
        .join('')
    const streamed = events(await (await stream('demo-flash')).text())
    const array = await send('/v1beta/models/demo-flash:streamGenerateContent', hello)
    expect(array.headers.get('content-type')).toBe('application/json; charset=UTF-8')
    const raw = await array.text()
    expect(raw).toMatch(/^\[\{\n {2}"candidates"/)
    expect(raw).toContain('\n}\n,\r\n{\n')
    const { body } = await call('/v1beta/models/demo-flash:generateContent', hello)
    expect(textOf(streamed)).toBe(textOf(JSON.parse(raw) as Body[]))
    expect(textOf(streamed)).toBe(textOf([body]))
    expect(body.usageMetadata).toEqual(streamed.at(-1)?.usageMetadata)
    const usage = body.usageMetadata ?? {}
    expect(usage['totalTokenCount']).toBe(
      (usage['promptTokenCount'] ?? 0) +
        (usage['candidatesTokenCount'] ?? 0) +
        (usage['thoughtsTokenCount'] ?? 0),
    )
  })

  it('names every unknown field by its snake_case path', async () => {
    const { status, body } = await call('/v1beta/models/demo-flash:generateContent', {
      ...hello,
      wrong: 1,
      generationConfig: { thinkingConfig: { depth: 3 } },
    })
    expect(status).toBe(400)
    expect(body.error?.message).toBe(
      'Invalid JSON payload received. Unknown name "wrong": Cannot find field.\n' +
        'Invalid JSON payload received. Unknown name "depth" at \'generation_config.thinking_config\': Cannot find field.',
    )
    expect(body.error?.details?.[0]?.['fieldViolations']).toMatchObject([
      { description: expect.stringContaining('"wrong"') as string },
      { field: 'generation_config.thinking_config' },
    ])
  })

  it('wraps an error in an array where the stream would have been one', async () => {
    const response = await send('/v1beta/models/demo-overloaded:streamGenerateContent', hello)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject([{ error: { code: 503, status: 'UNAVAILABLE' } }])
  })

  it('counts tokens in both forms', async () => {
    const path = '/v1beta/models/demo-flash:countTokens'
    expect((await call(path, hello)).body).toStrictEqual({
      totalTokens: 2,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: 2 }],
    })
    const inner = {
      ...hello,
      model: 'models/demo-flash',
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
    }
    expect((await call(path, { generateContentRequest: inner })).body['totalTokens']).toBe(5)
    expect((await call(path, { ...hello, generateContentRequest: inner })).status).toBe(400)
    expect((await call(path, { generateContentRequest: { ...inner, model: 'models/other' } })).status).toBe(
      400,
    )
  })

  it('refuses a preflight for a header off its list, without a word the page could read', async () => {
    const good = await preflight(stage, 'content-type,x-goog-api-key')
    expect([good.status, good.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'https://page.example',
    ])
    const refused = await preflight(stage, 'content-type,api-revision')
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })

  it('breaks the connection for demo-dropped, after text', async () => {
    const response = await stream('demo-dropped')
    const reader = response.body?.getReader()
    let text = ''
    const read = async () => {
      for (;;) {
        const { value, done } = (await reader?.read()) ?? { done: true, value: undefined }
        if (done) return
        text += new TextDecoder().decode(value)
      }
    }
    await expect(read()).rejects.toThrow(TypeError)
    expect(text).toContain('data: {')
    await expect(call('/v1beta/models/demo-dropped:generateContent', hello)).rejects.toThrow(TypeError)
  })

  it('ends a silent stream only when the reader leaves', async () => {
    const leave = new AbortController()
    const response = await stream('demo-silent', hello, { signal: leave.signal })
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('and then nothing')
    const next = reader?.read()
    setTimeout(() => leave.abort(), 30)
    await expect(next).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  })

  it('rejects at once when the signal had aborted before', async () => {
    await expect(stream('demo-flash', hello, { signal: AbortSignal.abort() })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    )
  })
})

describe.each(stages)('time, %s', (_, start) => {
  it('stops producing when the reader stops, and holds back the first byte of demo-slow', async () => {
    const waits: number[] = []
    const stage = await start(async (ms, signal) => {
      waits.push(ms)
      await realPace(Math.min(ms, 20), signal)
    })
    const leave = new AbortController()
    const response = await stage.fetch(
      `${stage.origin}/v1beta/models/demo-long:streamGenerateContent?alt=sse`,
      {
        method: 'POST',
        headers,
        body: JSON.stringify(hello),
        signal: leave.signal,
      },
    )
    await response.body?.getReader().read()
    leave.abort()
    await new Promise((resolve) => setTimeout(resolve, 200))
    const produced = waits.length
    expect(produced).toBeLessThan(20)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(waits.length).toBe(produced)
    waits.length = 0
    await stage.fetch(`${stage.origin}/v1beta/models/demo-slow:generateContent`, {
      method: 'POST',
      headers,
      body: JSON.stringify(hello),
    })
    expect(waits[0]).toBe(12_000)
    await stage.close()
  })
})
