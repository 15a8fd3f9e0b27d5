import type { Page } from '@playwright/test'

/**
 * Stops a run, and waits until its socket is closed.
 * @param press what the reader does, a click or a key
 * @returns milliseconds from there to the request's abort, by the page's own clock: news of it reach a test late where
 *   the machine is busy
 */
export async function timeToAbort(page: Page, press: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen = { pressed: Number.NaN, aborted: Number.NaN }
    Object.assign(globalThis, { seen })
    for (const type of ['click', 'keydown'])
      addEventListener(type, ({ timeStamp }) => (seen.pressed = timeStamp), { capture: true, once: true })
    const { abort } = AbortController.prototype
    AbortController.prototype.abort = function noted(reason?: unknown) {
      seen.aborted = performance.now()
      AbortController.prototype.abort = abort
      abort.call(this, reason)
    }
  })
  const closed = page.waitForEvent('requestfailed')
  await press()
  await closed
  return page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: { pressed: number; aborted: number } }
    return seen.aborted - seen.pressed
  })
}
