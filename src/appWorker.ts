/**
 * The one door through which workers start. Under `require-trusted-types-for 'script'` a worker's address is
 * script, so it has to come from the policy `app-worker`, the only one that the page's CSP allows.
 * `state/` and whoever else owns a worker import this; it imports nothing.
 */

// Trusted Types are in Chromium and WebKit; TypeScript's DOM library does not describe them yet.
interface ScriptUrlPolicy {
  createScriptURL: (url: string) => unknown
}
interface TrustedTypes {
  createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => ScriptUrlPolicy
}
declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes
  }
}

let policy: ScriptUrlPolicy | undefined

/** Only a file of this very site may become a worker. */
function sameOrigin(url: string): string {
  const { href, origin } = new URL(url, document.baseURI)
  if (origin !== location.origin) throw new TypeError(`No worker from ${origin}.`)
  return href
}

/**
 * Starts a module worker.
 * @param url of a build file, as `import url from './worker.ts?worker&url'` gives it
 * @throws TypeError for an address of another origin
 */
export function startWorker(url: string): Worker {
  // A second policy of the same name is refused by the browser, so it is made once.
  policy ??= window.trustedTypes?.createPolicy('app-worker', { createScriptURL: sameOrigin })
  const trusted = policy ? policy.createScriptURL(url) : sameOrigin(url)
  // The constructor takes the trusted object itself: as a string it would lose its trust.
  return new Worker(trusted as string, { type: 'module' })
}
