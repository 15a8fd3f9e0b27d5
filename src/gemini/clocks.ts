/** A late answer is announced after this long without anything readable. */
export const NOTICE_AFTER_MS = 10_000
/** A stream without its first byte ends after this long. */
export const FIRST_BYTE_LIMIT_MS = 60_000
/** A stream that began ends after this long without an event that could be parsed. Comments do not count. */
export const SILENCE_LIMIT_MS = 30_000

/** `slow-first-byte`: nothing readable yet. `silent`: the stream had begun and has stopped coming. */
export type Notice = { kind: 'slow-first-byte' | 'silent'; afterMs: number }

export interface Clock {
  /** The first byte of the body is here. */
  firstByte(): void
  /** An event was parsed, and the next one is awaited from now on. */
  event(): void
  /** The reader of the stream is busy with an event: its time is not the server's. */
  hold(): void
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
    const waits = [
      ...(noticed ? [] : [noticeFrom + NOTICE_AFTER_MS - now]),
      ...(options.streamed ? [silentFrom + limit - now] : []),
    ]
    if (waits.length > 0) timer = setTimeout(tick, Math.max(1, Math.min(...waits)))
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
      const first = phase !== 'events'
      phase = 'events'
      held = false
      silentFrom = noticeFrom = performance.now()
      // Only the first event and one after a notice re-arm: otherwise the timer that runs finds out by itself.
      if (first || noticed) {
        noticed = false
        arm()
      }
    },
    hold() {
      held = true
    },
    stop() {
      clearTimeout(timer)
    },
  }
}
