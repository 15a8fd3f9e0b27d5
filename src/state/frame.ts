/** A call that may be asked for often and happens seldom. */
export interface Paced {
  (): void
  /** Calls at once, if a call is due or not. */
  now(): void
  cancel(): void
}

/** Hidden tabs get no frames; their timers still run, about once a second. */
const WITHOUT_FRAMES_MS = 250

/** Every call makes React look at the page; at 30 a second text still reads as flowing. Milliseconds. */
const AT_LEAST_BETWEEN_MS = 30

/** Calls `publish` in a frame, at most every second one, and by a timer where no frames come. */
export function perFrame(publish: () => void): Paced {
  const frames = typeof requestAnimationFrame === 'function'
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  const cancel = () => {
    if (frames) cancelAnimationFrame(frame)
    clearTimeout(timer)
    timer = undefined
  }
  const now = () => {
    cancel()
    last = performance.now()
    publish()
  }
  const inFrame = () => {
    if (performance.now() - last < AT_LEAST_BETWEEN_MS) frame = requestAnimationFrame(inFrame)
    else now()
  }
  const ask = () => {
    if (timer !== undefined) return
    timer = setTimeout(now, frames ? WITHOUT_FRAMES_MS : 16)
    if (frames) frame = requestAnimationFrame(inFrame)
  }
  return Object.assign(ask, { now, cancel })
}
