/** How absence is proved: not by sleeping, but by letting the page's own time pass and counting after a certain, later event. */
import type { Page } from '@playwright/test'

/** Counts what the page sends from now on; preflights excluded. @param url of the requests that count */
export function countRequests(page: Page, url: RegExp | string): () => number {
  let count = 0
  page.on('request', (request) => {
    const wanted = typeof url === 'string' ? request.url().startsWith(url) : url.test(request.url())
    if (wanted && request.method() !== 'OPTIONS') count += 1
  })
  return () => count
}

/**
 * A minute passes for the page at once, so that whatever it has put off has begun. The clock has to be installed before
 * the page sets its timers. Returns after a request of our own has come back, which was begun after all of them.
 */
export async function aMinuteLater(page: Page): Promise<void> {
  await page.clock.runFor(60_000)
  await page.evaluate(async () => {
    await fetch(new URL('icon.svg', document.baseURI), { cache: 'no-store' })
  })
}

/** Everything that this page keeps on disk, as text; bytes left out. To be polled for what has to be there. */
export function onDisk(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const known = await indexedDB.databases()
    if (!known.some(({ name }) => name === 'playground')) return ''
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const open = indexedDB.open('playground')
      open.addEventListener('success', () => done(open.result))
      open.addEventListener('error', () => fail(open.error ?? new Error('IndexedDB')))
    })
    const stores = await Promise.all(
      [...db.objectStoreNames].map(
        (store) =>
          new Promise<unknown[]>((done) => {
            const all = db.transaction(store).objectStore(store).getAll()
            all.addEventListener('success', () => done(all.result))
          }),
      ),
    )
    db.close()
    return JSON.stringify(stores, (_, value: unknown) => (value instanceof Uint8Array ? 0 : value))
  })
}
