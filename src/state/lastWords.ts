/**
 * A transaction begun while the page goes away is sometimes dropped (Chromium: about 1 reload in 20), and only
 * `localStorage` writes before it returns. So drafts that are not on disk yet are left here too, until they are.
 */
const NAME = 'drafts-left'

/** @param drafts key and JSON value of each. Too large or no storage: the transaction is all there is. */
export function leaveDrafts(drafts: ReadonlyMap<string, unknown>): void {
  try {
    if (drafts.size > 0) localStorage.setItem(NAME, JSON.stringify([...drafts]))
  } catch {
    // Full or switched off.
  }
}

/** To be called once they are on disk. */
export function dropLeftDrafts(): void {
  try {
    localStorage.removeItem(NAME)
  } catch {
    // Switched off: nothing was left.
  }
}

/** What the last page left and could not vouch for. The second call finds nothing. */
export function takeLeftDrafts(): [key: string, value: unknown][] {
  try {
    const left: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    localStorage.removeItem(NAME)
    if (!Array.isArray(left)) return []
    // JSON has no `undefined`, which is how a draft is deleted.
    return (left as unknown[]).flatMap((entry): [string, unknown][] =>
      Array.isArray(entry) && typeof entry[0] === 'string' ? [[entry[0], entry[1] ?? undefined]] : [],
    )
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
