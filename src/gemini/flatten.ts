/**
 * An async generator over values that become ready several at a time, as a flat sequence. By hand, because
 * `async function*` spends three turns of the microtask queue on each value, and a read may bring dozens.
 * @param nextValues the next values, none for now, or undefined at the end; it is not called again after
 *   that or after it threw
 * @param close called exactly once: at the end, after a throw, or when the loop is left
 */
export function flatten<T>(
  nextValues: () => Promise<readonly T[] | undefined>,
  close: () => void,
): AsyncGenerator<T, void> {
  let ready: readonly T[] = []
  let next = 0
  let open = true

  function finish(): void {
    if (open) close()
    open = false
  }

  async function wait(): Promise<IteratorResult<T, void>> {
    try {
      for (;;) {
        const values = open ? await nextValues() : undefined
        if (!values) break
        if (values.length === 0) continue
        ready = values
        next = 1
        return { value: values[0] as T, done: false }
      }
    } catch (error) {
      finish()
      throw error
    }
    finish()
    return { value: undefined, done: true }
  }

  return {
    next() {
      if (open && next < ready.length) return Promise.resolve({ value: ready[next++] as T, done: false })
      return wait()
    },
    async return() {
      finish()
      return { value: undefined, done: true }
    },
    async throw(error) {
      finish()
      throw error
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
