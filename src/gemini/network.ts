import { failure } from './error.ts'
import type { Failure } from './error.ts'

/** Where a request goes, as the user knows it. */
const isLocal = (hostname: string) => /^(localhost|127\..*|\[::1\])$/.test(hostname)

/** A server that does not even refuse is as good as not there. */
const PROBE_LIMIT_MS = 5_000

/**
 * What a `TypeError` of `fetch` means, as far as a browser can tell: it never says why. Asks the same server
 * again without key, headers and body; no such probe ever follows a redirect with the request's own path.
 * @param url of the call that failed; its query is not repeated
 */
export async function diagnose(
  url: string,
  fetch: typeof globalThis.fetch,
  signal?: AbortSignal,
): Promise<Failure> {
  const { host, hostname, origin, pathname } = new URL(url)
  const because = (diagnosis: NonNullable<Failure['diagnosis']>, sentence: string) =>
    failure('network', sentence, { diagnosis, host })
  if (globalThis.navigator?.onLine === false && !isLocal(hostname)) {
    return because('offline', 'Offline.')
  }
  const probe = (target: string, init: RequestInit) =>
    fetch(target, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([AbortSignal.timeout(PROBE_LIMIT_MS), ...(signal ? [signal] : [])]),
    }).then(
      (response) => {
        void response.body?.cancel().catch(() => undefined)
        return response
      },
      () => undefined,
    )
  const plain = await probe(origin + pathname, { mode: 'cors', redirect: 'manual' })
  if (plain?.type === 'opaqueredirect') {
    return because('redirect', `${host} redirects elsewhere. The key is not sent there.`)
  }
  const answers = plain ?? (await probe(`${origin}/`, { mode: 'no-cors' }))
  if (!answers)
    return because('unreachable', `Could not reach ${host}. You may be offline, or something blocks it.`)
  return because(
    'cors-or-gateway',
    `${host} answers, but not to this page. A gateway must allow its origin and the headers content-type and x-goog-api-key.`,
  )
}
