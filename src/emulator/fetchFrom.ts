/** A handler in the place of the network. */

/**
 * `fetch` as HTTP would behave, answered by `handle` in this tab: an aborted signal rejects at once, and during the body
 * it errors the reader and cancels the producer; a handler that throws is a network error.
 */
export function fetchFrom(handle: (request: Request) => Promise<Response>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const { signal } = request
    signal.throwIfAborted()
    let onAbort: (() => void) | undefined
    const abort = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal.reason)
      signal.addEventListener('abort', onAbort)
    })
    try {
      const response = await Promise.race([handle(request), abort])
      const body = response.body?.pipeThrough(new TransformStream(), { signal })
      const { status, statusText, headers } = response
      return new Response(body ?? null, { status, statusText, headers })
    } catch (error) {
      signal.throwIfAborted()
      throw new TypeError('Failed to fetch', { cause: error })
    } finally {
      if (onAbort) signal.removeEventListener('abort', onAbort)
    }
  }
}
