import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { mayCount, modelsQuery, tokenCountQuery } from './queries.ts'
import { DEFAULT_BASE_URL } from './connection.ts'
import { provideDemo, session } from './session.ts'
import type { Content } from '../../gemini/types.ts'
import { demoOf } from './fixtures/demo.ts'

const client = () => new QueryClient()

function refusal(code: number, status: string, retryDelay?: string): Response {
  const details = retryDelay ? [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }] : []
  return Response.json({ error: { code, status, message: 'no', details } }, { status: code })
}

/** Answers in turn, and says what was asked. */
function serve(...answers: (() => Response)[]) {
  const asked: { body: unknown; signal: AbortSignal | null }[] = []
  const fetch = vi.fn<typeof globalThis.fetch>(async (_, init) => {
    asked.push({ body: init?.body ? JSON.parse(String(init.body)) : null, signal: init?.signal ?? null })
    return (answers[asked.length - 1] ?? answers.at(-1)!)()
  })
  provideDemo(async () => demoOf(fetch))
  return asked
}

const count = (
  request: () => { contents: Content[] } = () => ({ contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] }),
  identity: unknown[] = [Math.random()],
) => tokenCountQuery({ model: 'demo-flash', identity, request })

afterEach(() => {
  vi.useRealTimers()
  session.setState({ backend: 'demo', baseUrl: DEFAULT_BASE_URL, apiKey: null, connectionId: '0' })
})

test('nothing to send again is nothing to count', async () => {
  const asked = serve(() => refusal(400, 'INVALID_ARGUMENT'))
  expect(await client().fetchQuery(count(() => ({ contents: [] })))).toEqual({ totalTokens: 0 })
  expect(asked).toEqual([])
})

describe('reads', () => {
  test('wait as long as the server asked, at most twice', async () => {
    vi.useFakeTimers()
    const asked = serve(() => refusal(429, 'RESOURCE_EXHAUSTED', '7s'))
    const result = client()
      .fetchQuery(modelsQuery())
      .catch((error: unknown) => error)
    for (const tries of [1, 2]) {
      await vi.advanceTimersByTimeAsync(tries === 1 ? 6900 : 7000)
      expect(asked).toHaveLength(tries)
    }
    await vi.advanceTimersByTimeAsync(60_000)
    await result
    expect(asked).toHaveLength(3)
  })

  test.each([
    ['429 without a delay', () => refusal(429, 'RESOURCE_EXHAUSTED')],
    ['429 that asks for two minutes', () => refusal(429, 'RESOURCE_EXHAUSTED', '120s')],
    ['404', () => refusal(404, 'NOT_FOUND')],
    ['400', () => refusal(400, 'INVALID_ARGUMENT')],
  ])('%s is not repeated', async (_, answer) => {
    const asked = serve(answer)
    await expect(client().fetchQuery(count())).rejects.toThrow('no')
    expect(asked).toHaveLength(1)
  })
})

describe('a token count', () => {
  test('is form B, with the model inside', async () => {
    const asked = serve(() => Response.json({ totalTokens: 5 }))
    expect(await client().fetchQuery(count())).toEqual({ totalTokens: 5 })
    expect(asked[0]?.body).toEqual({
      generateContentRequest: {
        model: 'models/demo-flash',
        contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
      },
    })
  })

  test('goes over the connection that it is kept for, though another one is set while it is made', async () => {
    const asked = serve(() => Response.json({ totalTokens: 3 }))
    const gate: { open?: (request: { contents: Content[] }) => void } = {}
    const request = () => new Promise<{ contents: Content[] }>((done) => (gate.open = done))
    const counted = client().fetchQuery(tokenCountQuery({ model: 'demo-flash', identity: [1], request }))
    await vi.waitFor(() => expect(gate.open).toBeDefined())
    session.setState({ backend: 'live', baseUrl: 'https://other.example', connectionId: 'other' })
    gate.open!({ contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] })
    expect(await counted).toEqual({ totalTokens: 3 })
    expect(asked).toHaveLength(1)
  })

  test('is cancelled with its query', async () => {
    let signal: AbortSignal | null | undefined
    provideDemo(async () =>
      demoOf((_, init) => {
        signal = init?.signal
        return new Promise(() => undefined)
      }),
    )
    const queries = client()
    const options = count()
    void queries.fetchQuery(options).catch(() => undefined)
    await vi.waitFor(() => expect(signal).toBeDefined())
    await queries.cancelQueries({ queryKey: options.queryKey })
    expect(signal?.aborted).toBe(true)
  })

  test('is not asked of the public API without a key', () => {
    session.setState({ backend: 'live', apiKey: null })
    expect(mayCount()).toBe(false)
    session.setState({ apiKey: 'k' })
    expect(mayCount()).toBe(true)
    session.setState({ apiKey: null, baseUrl: 'http://localhost:9' })
    expect(mayCount()).toBe(true)
  })

  test('no key is in a query key', () => {
    session.setState({ apiKey: 'AIzaSecret', connectionId: '7' })
    expect(JSON.stringify([modelsQuery().queryKey, count().queryKey])).not.toContain('AIzaSecret')
  })
})
