/** A stream without an event ends after this long: a model may think, run code or read long files for minutes. */
export const FIRST_EVENT_LIMIT_MS = 600_000
/** A stream that began ends after this long without another event. Comments keep a connection alive and are none. */
export const SILENCE_LIMIT_MS = 300_000

export interface Clock {
  /** Events were parsed and handed on: until the next `wait` the time is the reader's, not the server's. */
  event(): void
  /** More of the body is awaited. */
  wait(): void
  stop(): void
}

/**
 * Watches one stream, event by event; there is no clock on the whole.
 * @param onSilence called once, when it has been silent for too long; the clock has stopped then
 */
export function startClock(onSilence: (sentence: string) => void): Clock {
  let limit = FIRST_EVENT_LIMIT_MS
  let from = performance.now()
  let held = false
  let timer = setTimeout(tick, limit)

  function tick(): void {
    const now = performance.now()
    if (held) from = now
    const left = from + limit - now
    if (left > 0) timer = setTimeout(tick, Math.ceil(left))
    else
      onSilence(
        limit === SILENCE_LIMIT_MS
          ? 'The stream fell silent for 5 minutes.'
          : 'Nothing came within 10 minutes.',
      )
  }

  return {
    event() {
      held = true
    },
    wait() {
      if (!held) return
      held = false
      from = performance.now()
      // Otherwise the timer that runs is early enough, and moves itself.
      if (limit === SILENCE_LIMIT_MS) return
      limit = SILENCE_LIMIT_MS
      clearTimeout(timer)
      tick()
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
