/** Work that can wait, one piece an idle moment, so that no frame is late for it. */
const queue: (() => void)[] = []
let scheduled = false

const whenIdle: (work: () => void) => void =
  typeof requestIdleCallback === 'function'
    ? (work) => void requestIdleCallback(work, { timeout: 1000 })
    : (work) => void setTimeout(work, 50)

function next(): void {
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
