/** A call that may be asked for often and happens seldom. */
export interface Paced {
  (): void
  /** Calls at once, if a call is due or not. */
  now(): void
  cancel(): void
}

/** Hidden tabs get no frames; their timers still run, about once a second. */
const WITHOUT_FRAMES_MS = 250

/** Calls `publish` at most once a frame, and by a timer where no frames come. */
export function perFrame(publish: () => void): Paced {
  const frames = typeof requestAnimationFrame === 'function'
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    if (frames) cancelAnimationFrame(frame)
    clearTimeout(timer)
    timer = undefined
  }
  const now = () => {
    cancel()
    publish()
  }
  const ask = () => {
    if (timer !== undefined) return
    timer = setTimeout(now, frames ? WITHOUT_FRAMES_MS : 16)
    if (frames) frame = requestAnimationFrame(now)
  }
  return Object.assign(ask, { now, cancel })
}
