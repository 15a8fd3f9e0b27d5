import { createStore } from 'zustand/vanilla'

/** Requests to the API by host, since the page was opened; counted when they leave. */
export const sentTo = createStore<Readonly<Record<string, number>>>(() => ({}))

/** The browser's `fetch`, which counts whom it asks. */
export const countingFetch: typeof fetch = (input, init) => {
  const { host } = new URL(input instanceof Request ? input.url : input, location.href)
  sentTo.setState((before) => ({ [host]: (before[host] ?? 0) + 1 }))
  return fetch(input, init)
}

// By itself the browser forgets after 250 files and requests.
performance.setResourceTimingBufferSize?.(20_000)
