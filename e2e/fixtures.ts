/**
 * What every end-to-end test stands on: the built app, the emulator on another origin over real HTTP, and a watch
 * that ends each test by checking that nothing went elsewhere, no script failed, and the key leaked nowhere.
 */
import { test as base, expect } from '@playwright/test'
import { connectAtOnce } from './connect.ts'
import type { Page, Request } from '@playwright/test'
import type { Given } from './connect.ts'

export { expect }

/** A key in today's shape, long enough to be searched for anywhere. */
export const testKey = 'AQ.CANARY-7f3b9d21c8e64a50b1'

export interface Api {
  /** Origin of the emulator, to be typed as Base URL. */
  origin: string
  /** Requests to the emulator so far, preflights excluded. */
  requests: Request[]
  /** Connects the page through its Connection dialog; by default to the emulator, with the key that is watched. */
  connect(page: Page, options?: Partial<Given>): Promise<void>
}

interface Watch {
  /** Set true by a test that provokes a page error or a foreign request on purpose. */
  allowForeign: boolean
  /** Hosts that requests may go to, `host:port` each; a test with a server of its own adds it. */
  hosts: Set<string>
}

/** Where the key was found although it must not be there. */
async function leaks(page: Page, key: string): Promise<string[]> {
  if (page.isClosed() || page.url() === 'about:blank') return []
  return page.evaluate(async (secret) => {
    const found: string[] = []
    const look = (place: string, text: string) => {
      if (text.includes(secret)) found.push(place)
    }
    look('address', location.href)
    look('title', document.title)
    look('document', document.documentElement.outerHTML)
    look('sessionStorage', JSON.stringify(sessionStorage))
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name)
        open.addEventListener('success', () => resolve(open.result))
        open.addEventListener('error', () => reject(open.error ?? new Error('IndexedDB')))
      })
      for (const store of db.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve) => {
          const get = db.transaction(store).objectStore(store).getAll()
          get.addEventListener('success', () => resolve(get.result))
        })
        // Bytes as text: as JSON they are ten times as long, and what they spell cannot be found.
        const text = JSON.stringify(all, (_, value: unknown) =>
          value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value,
        )
        look(`IndexedDB ${store}`, text)
      }
      db.close()
    }
    return found
  }, key)
}

export const test = base.extend<{ api: Api; watch: Watch }>({
  // The context is that of the test before. What resets it does not wait until a database is gone; this does.
  page: async ({ page, context, baseURL }, provide) => {
    const devtools = await context.newCDPSession(page)
    const { origin } = new URL(baseURL!)
    await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    // What a session has set stays when the test that set it fails before its end.
    await devtools.send('Storage.overrideQuotaForOrigin', { origin })
    await devtools.detach()
    await context.setOffline(false)
    await context.clearPermissions()
    // By itself the browser asks, once anything has been granted or taken back.
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await provide(page)
    // What a page has put off ends with its test: it would be counted in the next one.
    for (const tab of context.pages()) await (tab === page ? page.goto('about:blank') : tab.close())
  },
  api: async ({ page, baseURL }, provide) => {
    const origin = `http://127.0.0.1:${Number(new URL(baseURL!).port) + 1}`
    const requests: Request[] = []
    page.on('request', (request) => {
      if (request.url().startsWith(origin) && request.method() !== 'OPTIONS') requests.push(request)
    })
    await provide({
      origin,
      requests,
      async connect(target, options = {}) {
        const given = { url: origin, key: testKey, remember: false, ...options }
        await target.getByRole('button', { name: 'Connection', exact: true }).evaluate(connectAtOnce, given)
      },
    })
  },
  watch: [
    async ({ page, baseURL }, provide) => {
      const own = new URL(baseURL!)
      const hosts = new Set([own.host, `${own.hostname}:${Number(own.port) + 1}`])
      const watch: Watch = { allowForeign: false, hosts }
      const foreign: string[] = []
      const errors: string[] = []
      const spoken: string[] = []
      const misplaced: string[] = []
      page.on('request', (request) => {
        const url = new URL(request.url())
        if (/^https?:$/.test(url.protocol) && !hosts.has(url.host)) foreign.push(request.url())
        const { 'x-goog-api-key': _, ...rest } = request.headers()
        if (`${request.url()} ${JSON.stringify(rest)} ${request.postData() ?? ''}`.includes(testKey))
          misplaced.push(request.url())
      })
      page.on('pageerror', (error) => errors.push(String(error.stack ?? error)))
      page.on('console', (message) => spoken.push(message.text()))
      await provide(watch)
      expect(errors, 'page errors').toEqual([])
      if (!watch.allowForeign) expect(foreign, 'requests to other hosts').toEqual([])
      expect(misplaced, 'the key outside its header').toEqual([])
      expect(
        spoken.filter((line) => line.includes(testKey)),
        'the key in the console',
      ).toEqual([])
      expect(await leaks(page, testKey), 'the key in the page or its storage').toEqual([])
    },
    { auto: true },
  ],
})
