import { afterEach, describe, expect, test, vi } from 'vitest'
import { createGemini } from './client.ts'
import { GeminiError } from './error.ts'
import type { Failure } from './error.ts'

afterEach(() => vi.unstubAllGlobals())

const dead = async () => {
  throw new TypeError('Failed to fetch')
}

async function diagnosis(
  probe: (url: string, init: RequestInit) => Promise<Response>,
  baseUrl = 'https://gateway.test/x',
) {
  const probes: { url: string; init: RequestInit }[] = []
  const fetch = async (url: unknown, init: RequestInit = {}) => {
    if (init.redirect === 'error') return dead()
    probes.push({ url: String(url), init })
    return probe(String(url), init)
  }
  const gemini = createGemini({
    apiKey: 'AQ.secret-0123456789',
    baseUrl,
    fetch: fetch as typeof globalThis.fetch,
  })
  const error: unknown = await gemini
    .generateContent('m', { contents: [] })
    .catch((reason: unknown) => reason)
  const found: Failure | undefined = error instanceof GeminiError ? error.failure : undefined
  for (const { init } of probes) expect(init.headers ?? init.body).toBeUndefined()
  return { found, probes }
}

describe('a fetch that throws', () => {
  test('is offline when the browser says so', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const { found, probes } = await diagnosis(dead)
    expect(found).toMatchObject({ kind: 'network', diagnosis: 'offline', host: 'gateway.test' })
    expect(probes).toEqual([])
  })

  test('is a dead host when nothing answers', async () => {
    expect((await diagnosis(dead)).found).toMatchObject({ diagnosis: 'unreachable', host: 'gateway.test' })
    vi.stubGlobal('navigator', { onLine: false })
    expect((await diagnosis(dead, 'http://localhost:9')).found).toMatchObject({ diagnosis: 'unreachable' })
  })

  test('is CORS when the server answers the page only opaquely', async () => {
    const { found, probes } = await diagnosis(async (_, init) =>
      init.mode === 'no-cors' ? new Response() : dead(),
    )
    expect(found?.diagnosis).toBe('cors-or-gateway')
    for (const word of ['content-type', 'x-goog-api-key', 'origin']) expect(found?.message).toContain(word)
    expect(probes.at(-1)?.url).toBe('https://gateway.test/')
  })

  test('is a gateway when a plain request gets through and ours does not', async () => {
    const { found, probes } = await diagnosis(async () => new Response('', { status: 404 }))
    expect(found?.diagnosis).toBe('cors-or-gateway')
    expect(probes).toHaveLength(1)
  })

  test('is a redirect when the server points elsewhere, and nothing follows it', async () => {
    const { found, probes } = await diagnosis(
      // What a browser makes of any redirect that it was told not to follow.
      async () => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' }),
    )
    expect(found?.diagnosis).toBe('redirect')
    expect(probes.map(({ init }) => init.redirect)).toEqual(['manual'])
  })
})

test('stopping while the reason is looked for is a stop', async () => {
  const stop = new AbortController()
  const fetch = async (_: unknown, init: RequestInit = {}) => {
    if (init.redirect !== 'error') stop.abort()
    return dead()
  }
  const call = createGemini({ fetch }).getModel('m', { signal: stop.signal })
  await expect(call).rejects.toMatchObject({ name: 'AbortError' })
})
