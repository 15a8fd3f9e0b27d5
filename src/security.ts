/**
 * The headers the page is served with, and the policy it carries itself.
 * Read by the build and the preview server; the running page only narrows it (`state/session.ts`).
 */

const directives = {
  'default-src': "'none'",
  // 'wasm-unsafe-eval' lets WebAssembly compile; string evaluation stays forbidden.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob: data:",
  'font-src': "'self'",
  // Wide on purpose: the API's origin is the user's choice. The page narrows it to that one origin.
  'connect-src': "'self' https: http://localhost:* http://127.0.0.1:*",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
  // One file of ours, where JavaScript handlers run: `public/handler.html`.
  'frame-src': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'app-worker',
}

/**
 * The content security policy as one line.
 * @param place `header` adds what browsers ignore in a `<meta>` (`frame-ancestors`).
 */
export function contentSecurityPolicy(place: 'header' | 'meta'): string {
  const list = Object.entries(directives).map(([name, value]) => `${name} ${value}`)
  if (place === 'header') list.push("frame-ancestors 'none'")
  return list.join('; ')
}

/** Every header of the production page. `strict-origin`, not `no-referrer`: keys restricted to a site need the origin. */
export const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy('header'),
  'Referrer-Policy': 'strict-origin',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
}

/** Where JavaScript handlers run. */
export const FRAME = '/handler.html'

/** The frame's own: only this page may frame it. @param policy as its `<meta>` has it */
export const frameHeaders = (policy: string): Record<string, string> => ({
  'Content-Security-Policy': `${policy}; frame-ancestors 'self'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
})

/** The policy that a page carries in its first `<meta>`. */
export const policyOf = (html: string): string =>
  /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1] ?? ''

/**
 * The same for hosts that read it from files of the build (Netlify, Cloudflare Pages). By path, not for all: some of them
 * add up every rule that matches, and a page that is to be framed one day must not get these.
 */
export const headersFile = (frame: Record<string, string>): string =>
  [
    ...['/', '/index.html', '/404.html', '/assets/*'].map((path) => `${path}\n${lines(securityHeaders)}`),
    `${FRAME}\n${lines(frame)}`,
  ].join('\n')

const lines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join('')

/** A link whose `#` was written as `%23` on its way. All other addresses that are none get `404.html`. */
export const redirectsFile = '/%23*  /#:splat  302\n'
