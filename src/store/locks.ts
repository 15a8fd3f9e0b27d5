/** Locks that tell the tabs of this browser who is at work on what. */

/** Without it (an old browser, a test) every lock counts as free. */
const lockManager = (): LockManager | undefined =>
  typeof navigator !== 'undefined' && 'locks' in navigator ? navigator.locks : undefined

const PREFIX = 'playground-'

/** Runs `work` while no other tab does what excludes it. Where the browser refuses locks, as it refuses storage: at once. */
export async function withLock<T>(name: string, mode: LockMode, work: () => Promise<T>): Promise<T> {
  const locks = lockManager()
  if (!locks) return work()
  let begun = false
  const begin = () => {
    begun = true
    return work()
  }
  try {
    return await locks.request(PREFIX + name, { mode }, begin)
  } catch (error) {
    if (begun) throw error
    return work()
  }
}

/**
 * Holds a lock for as long as this page lives.
 * @param waitMs how long another holder is waited for
 * @returns false where another tab has it
 */
export function holdLock(name: string, waitMs: number): Promise<boolean> {
  const locks = lockManager()
  if (!locks) return Promise.resolve(true)
  return new Promise((answer) => {
    const options = waitMs > 0 ? { signal: AbortSignal.timeout(waitMs) } : { ifAvailable: true }
    locks
      .request(PREFIX + name, options, (lock) => {
        answer(lock !== null)
        return lock ? new Promise<void>(() => undefined) : undefined
      })
      .catch(() => answer(false))
  })
}

/** Names of the locks that begin so and that some tab holds; null where that cannot be told. */
export async function heldLocks(prefix: string): Promise<Set<string> | null> {
  const held = (
    await lockManager()
      ?.query()
      .catch(() => undefined)
  )?.held
  if (!held) return null
  const names = held.flatMap(({ name = '' }) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []))
  return new Set(names.filter((name) => name.startsWith(prefix)))
}
