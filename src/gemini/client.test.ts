import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createGemini } from './client.ts'
import { GeminiError } from './error.ts'
import { bytesOf, chunk, json, serving, sse } from './fixtures/server.ts'
import { overloaded, streams } from './fixtures/streams.ts'
import type { AddressInfo } from 'node:net'
import type { Received, Sent } from './client.ts'
import type { Failure } from './error.ts'

const contents = [{ role: 'user', parts: [{ text: 'Hi' }] }]
const apiKey = 'AQ.CANARY-0123456789'

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof GeminiError)) throw new Error(`Not a GeminiError: ${String(error)}`)
  return error.failure
}

async function collect(stream: AsyncIterable<Received>): Promise<Received[]> {
  const all: Received[] = []
  for await (const one of stream) all.push(one)
  return all
}

describe('a request', () => {
  test('has the key in one header, no other header, and follows no redirect', async () => {
    const { fetch, seen } = serving(json(chunk('x', 'STOP')))
    const sent: Sent[] = []
    await createGemini({ apiKey, fetch, baseUrl: 'https://gateway.test/prefix/' }).generateContent(
      'gemini-x',
      { contents },
      { onSend: (one) => sent.push(one) },
    )
    const [request] = seen
    expect(request?.url).toBe('https://gateway.test/prefix/v1beta/models/gemini-x:generateContent')
    expect(request?.headers).toEqual({ 'content-type': 'application/json', 'x-goog-api-key': apiKey })
    expect(request?.init).toMatchObject({ redirect: 'error', credentials: 'omit', method: 'POST' })
    expect(sent).toEqual([
      {
        method: 'POST',
        url: request?.url,
        headers: { 'content-type': 'application/json', 'x-goog-api-key': '••••••••' },
        body: JSON.stringify({ contents }),
      },
    ])
  })

  test('without a key has none, and shows none that the text holds', async () => {
    const { fetch, seen } = serving(json(chunk('x', 'STOP')))
    await createGemini({ fetch })
      .getModel('models/m')
      .catch(() => undefined)
    expect(seen[0]).toMatchObject({
      url: 'https://generativelanguage.googleapis.com/v1beta/models/m',
      method: 'GET',
      headers: {},
    })
    let body = ''
    const request = { contents: [{ parts: [{ text: `my key: ${apiKey}` }] }] }
    await createGemini({ apiKey, fetch }).generateContent('m', request, {
      onSend: (sent) => (body = sent.body ?? ''),
    })
    expect(body).not.toContain(apiKey)
    expect(seen[1]?.body).toEqual(request)
  })

  test('with a bad model id, base URL or key is never sent', async () => {
    const { fetch, seen } = serving(json({}))
    expect((await failureOf(createGemini({ fetch }).getModel('../x'))).kind).toBe('invalid')
    expect((await failureOf(createGemini({ fetch, baseUrl: 'nonsense' }).getModel('x'))).kind).toBe('invalid')
    expect((await failureOf(createGemini({ fetch, apiKey: 'ключ' }).getModel('x'))).kind).toBe('key')
    expect(seen).toEqual([])
  })
})

describe('an answer', () => {
  test('comes with its text, size and time', async () => {
    const { fetch } = serving(json(chunk('wörld', 'STOP')))
    const received = await createGemini({ fetch }).generateContent('m', { contents })
    expect(received.response).toEqual(chunk('wörld', 'STOP'))
    expect(received.raw).toBe(JSON.stringify(chunk('wörld', 'STOP')))
    expect(received.bytes).toBe(bytesOf(received.raw).length)
  })

  test.each([
    ['a login page', '<html><title>Hotel</title>', 'HTML page (Hotel)'],
    ['another API', '{"choices":[]}', 'no Gemini response'],
    ['text', 'OK', 'no Gemini response: OK'],
    ['nothing', '', 'an empty body'],
  ])('of 200 that is %s is malformed', async (_, body, words) => {
    const { fetch } = serving(() => new Response(body))
    const found = await failureOf(createGemini({ fetch }).generateContent('m', { contents }))
    expect(found).toMatchObject({ kind: 'malformed' })
    expect(found.message).toContain(words)
  })

  test('of 200 that is an error is that error, and brings along the answer beside it', async () => {
    const { fetch } = serving(json(overloaded), json({ ...chunk('Half an answer'), ...overloaded }))
    const ask = () =>
      createGemini({ fetch })
        .generateContent('m', { contents })
        .catch((error: unknown) => error)
    expect(await ask()).toMatchObject({ failure: { kind: 'unavailable', code: 503 }, received: undefined })
    const both = await ask()
    expect(both).toMatchObject({ failure: { kind: 'unavailable' } })
    expect((both as GeminiError).received?.response).toEqual(chunk('Half an answer'))
  })

  test('of an error status is its failure; without a key a refusal asks for one', async () => {
    const { fetch } = serving(
      json(overloaded, 503),
      json({ error: { code: 403, status: 'PERMISSION_DENIED', message: 'x' } }, 403),
    )
    expect(await failureOf(createGemini({ fetch }).generateContent('m', { contents }))).toMatchObject({
      kind: 'unavailable',
      code: 503,
    })
    expect((await failureOf(createGemini({ fetch }).generateContent('m', { contents }))).kind).toBe('key')
    expect((await failureOf(createGemini({ fetch, apiKey }).generateContent('m', { contents }))).kind).toBe(
      'permission',
    )
  })
})

const silent = { fetch: () => new Promise<Response>(() => undefined) }

describe('a stream', () => {
  test('asks for SSE and yields what came before it fails', async () => {
    const { fetch, seen } = serving(sse([streams['error as data']?.body], 5))
    const texts: string[] = []
    const read = async () => {
      for await (const one of createGemini({ fetch }).streamGenerateContent('m', { contents }))
        texts.push(one.raw)
    }
    expect(await failureOf(read())).toMatchObject({ kind: 'unavailable', code: 503 })
    expect(texts).toEqual([JSON.stringify(chunk('Hello '))])
    expect(seen[0]?.url).toMatch(/\/models\/m:streamGenerateContent\?alt=sse$/)
  })

  test('that is an error in an event stream with an error status is that error', async () => {
    const { fetch } = serving(
      () =>
        new Response(JSON.stringify(overloaded), {
          status: 503,
          headers: { 'content-type': 'text/event-stream' },
        }),
    )
    expect(
      await failureOf(collect(createGemini({ fetch }).streamGenerateContent('m', { contents }))),
    ).toMatchObject({ code: 503 })
  })

  test('that breaks off is interrupted', async () => {
    const { fetch } = serving(
      () =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(bytesOf(`data: ${JSON.stringify(chunk('x'))}\n\n`)),
            pull: (controller) => controller.error(new TypeError('network error')),
          }),
        ),
    )
    expect(
      await failureOf(collect(createGemini({ fetch }).streamGenerateContent('m', { contents }))),
    ).toMatchObject({ kind: 'interrupted' })
  })

  test.each(['leaving the loop', 'the signal'])('closes its socket by %s, over real HTTP', async (way) => {
    let closed: (() => void) | undefined
    const socketClosed = new Promise<void>((resolve) => (closed = resolve))
    const server = createServer((request, response) => {
      request.resume()
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const timer = setInterval(() => response.write(`data: ${JSON.stringify(chunk('x'))}\r\n\r\n`), 5)
      response.on('close', () => {
        clearInterval(timer)
        closed?.()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const gemini = createGemini({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    const stop = new AbortController()
    let name = ''
    try {
      for await (const _ of gemini.streamGenerateContent('m', { contents }, { signal: stop.signal })) {
        if (way === 'leaving the loop') break
        stop.abort()
      }
    } catch (error) {
      name = (error as Error).name
    }
    expect(name).toBe(way === 'the signal' ? 'AbortError' : '')
    await socketClosed
    server.close()
  })

  test('stopped before or while the server is silent throws an AbortError, also with a fetch that ignores signals', async () => {
    const stop = new AbortController()
    const running = collect(
      createGemini(silent).streamGenerateContent('m', { contents }, { signal: stop.signal }),
    )
    stop.abort()
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    await expect(
      createGemini(silent).generateContent('m', { contents }, { signal: stop.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' })
  })
})

const page = (name: string, nextPageToken?: string) =>
  json({ models: [{ name }], ...(nextPageToken && { nextPageToken }) })

describe('the list of models', () => {
  test('is read to its last page', async () => {
    const { fetch, seen } = serving(page('models/a', 'T+/='), page('models/b'))
    const list = await createGemini({ fetch }).listModels()
    expect(list).toEqual({ models: [{ name: 'models/a' }, { name: 'models/b' }], complete: true })
    expect(new URL(seen[1]?.url ?? '').searchParams.get('pageToken')).toBe('T+/=')
  })

  test('ends by itself when a token comes twice, and says so', async () => {
    const { fetch, seen } = serving(page('models/a', 'x'), page('models/b', 'x'))
    expect(await createGemini({ fetch }).listModels()).toMatchObject({
      complete: false,
      models: { length: 2 },
      note: expect.any(String) as string,
    })
    expect(seen).toHaveLength(2)
  })

  test('ends by itself when the tokens never end', async () => {
    let n = 0
    const { fetch, seen } = serving(() => page(`models/${n}`, `t${n++}`)())
    const list = await createGemini({ fetch }).listModels()
    expect(list.complete).toBe(false)
    expect(list.models).toHaveLength(20)
    expect(seen).toHaveLength(20)
  })

  test('of an empty server is empty, of another server malformed', async () => {
    expect((await createGemini(serving(json({}))).listModels()).models).toEqual([])
    expect((await failureOf(createGemini(serving(json({ data: [] }))).listModels())).kind).toBe('malformed')
  })
})

describe('counting and embedding', () => {
  test('both forms of a count are sent as they are; zero is an empty object', async () => {
    const { fetch, seen } = serving(json({ totalTokens: 7 }), json({}), json({ nonsense: 1 }))
    const gemini = createGemini({ fetch })
    expect(await gemini.countTokens('m', { contents })).toEqual({ totalTokens: 7 })
    const form = { generateContentRequest: { model: 'models/m', contents } }
    expect(await gemini.countTokens('m', form)).toEqual({})
    expect(seen.map((one) => one.body)).toEqual([{ contents }, form])
    expect((await failureOf(gemini.countTokens('m', { contents }))).kind).toBe('malformed')
  })

  test('one text gives one vector', async () => {
    const { fetch, seen } = serving(
      json({ embedding: { values: [1, 2] }, usageMetadata: { promptTokenCount: 3 } }),
    )
    const content = { parts: [{ text: 'x' }] }
    expect(await createGemini({ fetch }).embedContent('m', { content })).toEqual({
      values: [1, 2],
      usage: { promptTokenCount: 3 },
    })
    expect(seen[0]?.body).toEqual({ model: 'models/m', content })
  })

  test('250 texts go in three calls and come back in order', async () => {
    const sizes: number[] = []
    const starts: number[] = []
    const fetch = async (_: unknown, init?: RequestInit) => {
      const { requests } = JSON.parse(String(init?.body)) as {
        requests: { model: string; content: { parts: { text: string }[] } }[]
      }
      sizes.push(requests.length)
      expect(requests[0]?.model).toBe('models/m')
      return Response.json({
        embeddings: requests.map((one) => ({ values: [Number(one.content.parts[0]?.text)] })),
      })
    }
    const requests = Array.from({ length: 250 }, (_, i) => ({ content: { parts: [{ text: String(i) }] } }))
    const { vectors } = await createGemini({ fetch }).batchEmbedContents('m', requests, {
      onVectors: (_, start) => starts.push(start),
    })
    expect(vectors).toEqual(requests.map((_, i) => [i]))
    expect(sizes).toEqual([100, 100, 50])
    expect(starts).toEqual([0, 100, 200])
  })

  test('too few vectors are a failure, not a shift', async () => {
    const gemini = createGemini(serving(json({ embeddings: [{ values: [1] }] })))
    const content = { parts: [{ text: 'x' }] }
    expect((await failureOf(gemini.batchEmbedContents('m', [{ content }, { content }]))).kind).toBe(
      'malformed',
    )
  })
})
