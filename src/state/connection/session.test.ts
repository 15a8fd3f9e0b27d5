// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { demoOf } from './fixtures/demo.ts'

const publicApi = 'https://generativelanguage.googleapis.com'
const gateway = 'https://gateway.test/prefix'
const key = 'AQ.CANARY-5b1f'

/** Channels of pages that are gone must not speak into later ones. */
const channels: BroadcastChannel[] = []
vi.stubGlobal(
  'BroadcastChannel',
  class extends BroadcastChannel {
    constructor(name: string) {
      super(name)
      channels.push(this)
    }
  },
)
const closeChannels = () => {
  for (const channel of channels.splice(0)) channel.close()
}

/** The modules as a page that has just been loaded has them; storage stays. */
async function freshPage() {
  closeChannels()
  vi.resetModules()
  document.head.replaceChildren()
  const module = await import('./session.ts')
  module.restoreSession()
  return module
}

const policies = () =>
  [...document.head.querySelectorAll('meta[http-equiv=Content-Security-Policy]')].map((meta) =>
    meta.getAttribute('content'),
  )

/** Everything in both storages, as text. */
const stored = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])

let reload: ReturnType<typeof vi.fn>

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  reload = vi.fn()
  vi.spyOn(location, 'reload').mockImplementation(reload as () => void)
})
afterEach(() => {
  closeChannels()
  vi.restoreAllMocks()
})

describe('first visit', () => {
  test('is the demo, without a key, and may reach anything', async () => {
    const { session, backendLabel } = await freshPage()
    expect(session.getState()).toMatchObject({
      backend: 'demo',
      baseUrl: publicApi,
      apiKey: null,
      remembered: false,
    })
    expect(backendLabel()).toBe('Demo, in this tab')
    expect(policies()).toEqual([])
  })

  test('what somebody else left in storage is not believed', async () => {
    localStorage.setItem('connection', JSON.stringify({ backend: 'live', baseUrl: 'http://evil.test' }))
    localStorage.setItem('connection-key', '{{{')
    const { session } = await freshPage()
    expect(session.getState()).toMatchObject({ backend: 'demo', baseUrl: publicApi })
  })
})

describe('a key that is not remembered', () => {
  test('is in memory alone; backend and base URL outlive a reload of the tab', async () => {
    const page = await freshPage()
    expect(page.save({ backend: 'live', baseUrl: gateway, apiKey: key, remember: false })).toBe('saved')
    expect(page.session.getState().apiKey).toBe(key)
    expect(stored()).not.toContain(key)
    expect(localStorage).toHaveLength(0)

    const reloaded = await freshPage()
    expect(reloaded.session.getState()).toMatchObject({ backend: 'live', baseUrl: gateway, apiKey: null })
    expect(reloaded.backendLabel()).toBe('gateway.test (no key)')
  })

  test('takes the place of a remembered one, on the device too', async () => {
    const page = await freshPage()
    page.save({ backend: 'live', baseUrl: publicApi, apiKey: 'AQ.old', remember: true })
    page.save({ backend: 'live', baseUrl: publicApi, apiKey: key, remember: false })
    expect(stored()).not.toContain('AQ.old')
    expect(stored()).not.toContain(key)
  })
})

describe('a remembered key', () => {
  test('comes back for its origin', async () => {
    ;(await freshPage()).save({ backend: 'live', baseUrl: publicApi, apiKey: key, remember: true })
    const { session } = await freshPage()
    expect(session.getState()).toMatchObject({ backend: 'live', apiKey: key, remembered: true })
    expect(sessionStorage).toHaveLength(0)
  })

  test.each([
    'https://generativelanguage.googleapis.com.evil.test',
    'https://gateway.test',
    'http://localhost:1',
  ])('is not read for %s', async (baseUrl) => {
    ;(await freshPage()).save({ backend: 'live', baseUrl: publicApi, apiKey: key, remember: true })
    localStorage.setItem('connection', JSON.stringify({ backend: 'live', baseUrl }))
    const { session } = await freshPage()
    expect(session.getState()).toMatchObject({ baseUrl, apiKey: null })
  })

  test('is not read in the demo, and is still there afterwards', async () => {
    const page = await freshPage()
    page.save({ backend: 'live', baseUrl: publicApi, apiKey: key, remember: true })
    page.save({ backend: 'demo', baseUrl: publicApi, remember: true })
    const read = vi.spyOn(Storage.prototype, 'getItem')
    const demo = await freshPage()
    expect(demo.session.getState()).toMatchObject({ backend: 'demo', apiKey: null })
    expect(read.mock.calls.flat()).not.toContain('connection-key')
    demo.save({ backend: 'live', baseUrl: publicApi, remember: true })
    expect(demo.session.getState().apiKey).toBe(key)
  })
})

describe('another origin', () => {
  test('the first live one narrows the page to itself', async () => {
    const { save } = await freshPage()
    save({ backend: 'live', baseUrl: gateway, apiKey: key, remember: false })
    expect(policies()).toEqual(["connect-src 'self' https://gateway.test"])
  })

  test('a second one reloads into the dialog, with the address and without any key', async () => {
    const page = await freshPage()
    page.save({ backend: 'live', baseUrl: publicApi, apiKey: 'AQ.old', remember: true })
    expect(page.save({ backend: 'live', baseUrl: gateway, apiKey: key, remember: true })).toBe('reloading')
    expect(reload).toHaveBeenCalledOnce()
    expect(stored()).not.toContain(key)
    expect(stored()).not.toContain('AQ.old')

    const reloaded = await freshPage()
    expect(reloaded.session.getState()).toMatchObject({
      baseUrl: gateway,
      apiKey: null,
      remembered: true,
      asking: 'moved',
    })
    expect(policies()).toEqual(["connect-src 'self' https://gateway.test"])
    expect(reloaded.save({ backend: 'live', baseUrl: gateway, apiKey: key, remember: false })).toBe('saved')
    expect((await freshPage()).session.getState().asking).toBeNull()
  })

  test('another path of the same origin keeps the key and needs no reload', async () => {
    const page = await freshPage()
    page.save({ backend: 'live', baseUrl: gateway, apiKey: key, remember: false })
    expect(page.save({ backend: 'live', baseUrl: 'https://gateway.test', remember: false })).toBe('saved')
    expect(page.session.getState().apiKey).toBe(key)
  })

  test('a demo save with another base URL drops the key that belongs to the old one', async () => {
    const page = await freshPage()
    page.save({ backend: 'live', baseUrl: publicApi, apiKey: key, remember: false })
    page.save({ backend: 'demo', baseUrl: gateway, remember: false })
    expect(page.session.getState().apiKey).toBeNull()
    expect(page.keyFor(publicApi)).toBeNull()
  })
})

describe('forgetting', () => {
  test('leaves the key nowhere and asks once', async () => {
    const page = await freshPage()
    page.save({ backend: 'live', baseUrl: gateway, apiKey: key, remember: true })
    page.forgetKey()
    expect(page.session.getState()).toMatchObject({
      backend: 'live',
      baseUrl: gateway,
      apiKey: null,
      remembered: false,
    })
    expect(stored()).not.toContain(key)
    expect(page.askForKey()).toBe(true)
    expect(page.session.getState().asking).toBe('no key')
    expect(page.askForKey()).toBe(false)
  })

  test('reaches other tabs', async () => {
    const one = await freshPage()
    one.save({ backend: 'live', baseUrl: gateway, apiKey: key, remember: false })
    const other = new BroadcastChannel('playground-session')
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has none
    other.postMessage('forget')
    await vi.waitFor(() => expect(one.session.getState().apiKey).toBeNull())
    expect(one.askForKey()).toBe(true)
  })
})

describe('asking for a key', () => {
  test('the public API needs one each time, a gateway does not, the demo never does', async () => {
    const page = await freshPage()
    expect(page.askForKey()).toBe(false)
    page.save({ backend: 'live', baseUrl: publicApi, apiKey: null, remember: false })
    expect(page.askForKey()).toBe(true)
    expect(page.askForKey()).toBe(true)
    const other = await (sessionStorage.clear(), freshPage())
    other.save({ backend: 'live', baseUrl: gateway, apiKey: null, remember: false })
    expect(other.askForKey()).toBe(false)
  })
})

test('the connection id changes with backend, address and key, and only then; it never holds the key', async () => {
  const { save, session } = await freshPage()
  const ids = [session.getState().connectionId]
  const take = (connection: Parameters<typeof save>[0]) => {
    save(connection)
    ids.push(session.getState().connectionId)
  }
  take({ backend: 'live', baseUrl: gateway, apiKey: key, remember: false })
  take({ backend: 'live', baseUrl: gateway, apiKey: key, remember: true })
  take({ backend: 'live', baseUrl: gateway, apiKey: 'AQ.other', remember: true })
  take({ backend: 'demo', baseUrl: gateway, remember: true })
  expect(ids[2]).toBe(ids[1])
  expect(new Set(ids).size).toBe(4)
  expect(ids.join(' ')).not.toContain('AQ.')
})

test('the demo asks nobody on the network and sends no key', async () => {
  const { gemini, provideDemo, save } = await freshPage()
  save({ backend: 'demo', baseUrl: publicApi, apiKey: key, remember: false })
  const requests: Request[] = []
  const network = vi.spyOn(globalThis, 'fetch')
  const load = vi.fn(async () =>
    demoOf(async (input, init) => {
      requests.push(new Request(input, init))
      return Response.json({ models: [{ name: 'models/demo-flash' }] })
    }),
  )
  provideDemo(load)
  expect((await gemini().listModels()).models).toHaveLength(1)
  await gemini().listModels()
  expect(load).toHaveBeenCalledOnce()
  expect(network).not.toHaveBeenCalled()
  expect(requests.every((request) => !request.headers.has('x-goog-api-key'))).toBe(true)
  expect(new Set(requests.map(({ url }) => new URL(url).host))).toEqual(new Set(['demo.invalid']))
})
