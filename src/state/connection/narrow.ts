/**
 * The page's policy lets it talk to any https origin, because the origin is the user's choice. Once that choice is
 * made the page gives the rest away: a second policy adds up with the first, takes effect at once and cannot be undone
 * without a reload.
 */

let narrowedTo: string | null = null

/** Whether this page, as it stands, may send requests to the origin. */
export function mayReach(origin: string): boolean {
  return narrowedTo === null || narrowedTo === origin
}

/** From here on the page talks to its own origin and to this one only. */
export function narrowTo(origin: string): void {
  if (narrowedTo !== null) return
  narrowedTo = origin
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `connect-src 'self' ${origin}`
  document.head.append(policy)
}
