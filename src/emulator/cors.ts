/**
 * The API's preflight is a fixed list, not an echo: one header outside it and the answer is 403 without
 * `access-control-allow-origin`, which a page sees only as a failed fetch.
 */
const allowed = new Set([
  'content-type',
  'x-goog-api-key',
  'x-goog-api-client',
  'authorization',
  ...['protocol', 'command', 'offset', 'file-name', 'header-content-length', 'header-content-type'].map(
    (name) => `x-goog-upload-${name}`,
  ),
])

export function preflight(request: Request): Response {
  const asked = (request.headers.get('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean)
  const origin = request.headers.get('origin')
  if (!origin || asked.some((name) => !allowed.has(name))) return new Response(null, { status: 403 })
  return new Response(null, {
    status: 200,
    headers: {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT',
      'access-control-allow-headers': asked.join(','),
      'access-control-max-age': '3600',
      vary: 'origin, referer, x-origin',
    },
  })
}

/** Lets the page that asked read the answer, errors included. */
export function shareWith(request: Request, response: Response): Response {
  const origin = request.headers.get('origin')
  if (!origin) return response
  const headers = new Headers(response.headers)
  headers.set('access-control-allow-origin', origin)
  headers.set(
    'access-control-expose-headers',
    'vary,vary,content-encoding,date,server,content-length,x-goog-upload-url,x-goog-upload-status',
  )
  return new Response(response.body, { status: response.status, headers })
}
