/** Work that can wait, one piece an idle moment, so that no frame and no key is late for it. */
const queue: (() => void)[] = []
let scheduled = false

const whenIdle: (work: () => void) => void =
  typeof requestIdleCallback === 'function'
    ? (work) => void requestIdleCallback(work, { timeout: 1000 })
    : (work) => void setTimeout(work, 50)

/** The next letter of a word comes sooner than a piece may take on a slow machine. */
const afterKey = 400
let lastKey = Number.NEGATIVE_INFINITY
if (typeof addEventListener === 'function') {
  const note = () => {
    lastKey = performance.now()
  }
  addEventListener('keydown', note, { capture: true, passive: true })
}

function next(): void {
  const wait = lastKey + afterKey - performance.now()
  if (wait > 0) {
    setTimeout(() => whenIdle(next), wait)
    return
  }
  queue.shift()?.()
  scheduled = queue.length > 0
  if (scheduled) whenIdle(next)
}

/** Runs `work` in a coming idle moment. @returns a function that calls it off. */
export function inIdle(work: () => void): () => void {
  queue.push(work)
  if (!scheduled) whenIdle(next)
  scheduled = true
  return () => {
    const at = queue.indexOf(work)
    if (at >= 0) queue.splice(at, 1)
  }
}
