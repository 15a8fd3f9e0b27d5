/**
 * A transaction begun while the page goes away is sometimes dropped (Chromium: about 1 reload in 20), and only
 * `localStorage` writes before it returns. So drafts that are not on disk yet are left here too, until they are.
 */
const NAME = 'drafts-left'

/** What lies there, of whichever tab. */
function left(): Map<string, unknown> {
  const found: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
  if (!Array.isArray(found)) return new Map()
  // JSON has no `undefined`, which is how a draft is deleted.
  return new Map(
    (found as unknown[]).flatMap((entry): [string, unknown][] =>
      Array.isArray(entry) && typeof entry[0] === 'string' ? [[entry[0], entry[1] ?? undefined]] : [],
    ),
  )
}

function put(drafts: ReadonlyMap<string, unknown>): void {
  if (drafts.size > 0) localStorage.setItem(NAME, JSON.stringify([...drafts]))
  else localStorage.removeItem(NAME)
}

/** @param drafts key and JSON value of each. Too large or no storage: the transaction is all there is. */
export function leaveDrafts(drafts: ReadonlyMap<string, unknown>): void {
  try {
    // Another tab may be leaving at the same time.
    if (drafts.size > 0) put(new Map([...left(), ...drafts]))
  } catch {
    // Full, switched off, or nonsense was there.
  }
}

/** To be called once these are on disk. */
export function dropLeftDrafts(keys: readonly string[]): void {
  try {
    const rest = left()
    if (rest.size === 0) return
    for (const key of keys) rest.delete(key)
    put(rest)
  } catch {
    // Switched off: nothing was left.
  }
}

/** What the last pages left and could not vouch for. The second call finds nothing. */
export function claimLeftDrafts(): [key: string, value: unknown][] {
  try {
    const found = [...left()]
    localStorage.removeItem(NAME)
    return found
  } catch {
    return []
  }
}

/** The tab may be gone a moment after either event; both are needed, phones fire only the second. */
export function beforeLeaving(leave: () => void): void {
  if (typeof document === 'undefined') return
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave())
}
