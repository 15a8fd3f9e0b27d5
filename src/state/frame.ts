/** A call that may be asked for often and happens seldom. */
export interface Paced {
  (): void
  /** Calls at once, if a call is due or not. */
  now(): void
  cancel(): void
}

/** Hidden tabs get no frames; their timers still run, about once a second. */
const WITHOUT_FRAMES_MS = 250
/** Every call makes React look at the page; at 30 a second text still reads as flowing. */
const BETWEEN_MS = 30
/** On a slow machine half of the time stays free for whoever uses the page. */
const REST_PER_COST = 2
const MOST_BETWEEN_MS = 250
/** Who types goes first: for so long after a key a tenth of the time is enough, and it comes once the key is painted. */
const TYPING_MS = 400
const REST_WHILE_TYPING = 10
const MOST_WHILE_TYPING_MS = 500

let lastKey = Number.NEGATIVE_INFINITY
if (typeof addEventListener === 'function') {
  const note = () => {
    lastKey = performance.now()
  }
  addEventListener('keydown', note, { capture: true, passive: true })
}

/** Whether somebody types: what only ticks can wait until they pause. */
export const isTyping = (): boolean => performance.now() - lastKey < TYPING_MS

/**
 * Calls `publish` in a frame, at most every second one, and by a timer where no frames come. What one call cost, layout
 * and paint included, is waited for twice before the next, and longer while somebody types.
 */
export function perFrame(publish: () => void): Paced {
  const frames = typeof requestAnimationFrame === 'function'
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Number.NEGATIVE_INFINITY
  let cost = 0
  const cancel = () => {
    if (frames) cancelAnimationFrame(frame)
    clearTimeout(timer)
    timer = undefined
  }
  const now = () => {
    cancel()
    last = performance.now()
    publish()
    // A timer set in a frame runs once that frame is painted.
    if (frames)
      setTimeout(() => {
        cost = performance.now() - last
      })
  }
  const inFrame = () => {
    const at = performance.now()
    const typing = isTyping()
    const between = typing
      ? Math.min(REST_WHILE_TYPING * cost, MOST_WHILE_TYPING_MS)
      : Math.min(REST_PER_COST * cost, MOST_BETWEEN_MS)
    const due = at - last >= Math.max(between, BETWEEN_MS)
    if (due && !typing) return now()
    clearTimeout(timer)
    timer = setTimeout(now, due ? 0 : WITHOUT_FRAMES_MS)
    if (!due) frame = requestAnimationFrame(inFrame)
  }
  const ask = () => {
    if (timer !== undefined) return
    timer = setTimeout(now, frames ? WITHOUT_FRAMES_MS : 16)
    if (frames) frame = requestAnimationFrame(inFrame)
  }
  return Object.assign(ask, { now, cancel })
}
