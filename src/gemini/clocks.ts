/** A late answer is announced after this long without anything readable. */
export const NOTICE_AFTER_MS = 10_000
/** A stream without its first byte ends after this long. */
export const FIRST_BYTE_LIMIT_MS = 60_000
/** A stream that began ends after this long without an event that could be parsed. Comments do not count. */
export const SILENCE_LIMIT_MS = 30_000

/** `slow-first-byte`: nothing readable yet. `silent`: the stream had begun and has stopped coming. */
export type Notice = { kind: 'slow-first-byte' | 'silent'; afterMs: number }

export interface Clock {
  /** Something of the body is here. */
  firstByte(): void
  /** Events were parsed and handed on: until the next `wait` the time is the reader's, not the server's. */
  event(): void
  /** More of the body is awaited. */
  wait(): void
  stop(): void
}

/**
 * Watches one call. A unary call is announced as late and never ended; there is no clock on the whole.
 * @param onSilence called once, when a stream has been silent for too long; the clock has stopped then
 */
export function startClock(options: {
  streamed: boolean
  onNotice?: ((notice: Notice) => void) | undefined
  onSilence: (sentence: string) => void
}): Clock {
  let phase: 'first byte' | 'first event' | 'events' = 'first byte'
  let noticeFrom = performance.now()
  let silentFrom = noticeFrom
  let noticed = false
  let held = false
  let timer = setTimeout(tick, NOTICE_AFTER_MS)

  function tick(): void {
    const now = performance.now()
    if (held) silentFrom = noticeFrom = now
    const limit = phase === 'first byte' ? FIRST_BYTE_LIMIT_MS : SILENCE_LIMIT_MS
    if (!noticed && now - noticeFrom >= NOTICE_AFTER_MS) {
      noticed = true
      const kind = phase === 'events' ? 'silent' : 'slow-first-byte'
      options.onNotice?.({ kind, afterMs: Math.round(now - noticeFrom) })
    }
    if (options.streamed && now - silentFrom >= limit) {
      options.onSilence(
        phase === 'first byte'
          ? `No answer within ${limit / 1000} seconds.`
          : `The stream fell silent for ${limit / 1000} seconds.`,
      )
      return
    }
    const next = Math.min(
      noticed ? Infinity : noticeFrom + NOTICE_AFTER_MS,
      options.streamed ? silentFrom + limit : Infinity,
    )
    if (next < Infinity) timer = setTimeout(tick, Math.max(1, next - now))
  }

  function arm(): void {
    clearTimeout(timer)
    tick()
  }

  return {
    firstByte() {
      if (phase !== 'first byte') return
      phase = 'first event'
      silentFrom = performance.now()
      arm()
    },
    event() {
      phase = 'events'
      held = true
    },
    wait() {
      if (!held) return
      held = false
      silentFrom = noticeFrom = performance.now()
      // Otherwise the timer that runs is early enough, and moves itself.
      if (!noticed) return
      noticed = false
      arm()
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
