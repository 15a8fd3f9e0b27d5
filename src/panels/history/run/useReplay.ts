import { useCallback, useEffect, useMemo, useState } from 'react'
import { createReplay, lengthOf } from '../../../runs/replay.ts'
import type { Run } from '../../../runs/run.ts'

/** Drawn at most so often, ms: text reads as flowing, and a long answer leaves time for the page. */
const EVERY_MS = 32
/** A page that was hidden comes back to where it was, ms. */
const LONGEST_STEP_MS = 250

export interface Replay {
  /** The run as it was at that moment. */
  now: Run
  /** The moment on show, ms since its start. */
  at: number
  /** Of the whole run, ms. */
  end: number
  playing: boolean
  /** Plays on; from the beginning where it has come to its end. */
  play(): void
  /** Plays from the beginning. */
  restart(): void
  pause(): void
  /** Goes to a moment by hand, and stays there. @param to ms */
  seek(to: number): void
}

/**
 * A settled run, played by the clock of this page. Nothing is sent.
 * @param speed times its own pace
 * @param begun it plays at once, from its beginning
 */
export function useReplay(run: Run, speed: number, begun = false): Replay {
  const end = lengthOf(run)
  const [at, setAt] = useState(begun ? 0 : end)
  const [playing, setPlaying] = useState(begun)
  const runAt = useMemo(() => createReplay(run), [run])
  useEffect(() => {
    if (!playing) return
    let last = performance.now()
    let frame = requestAnimationFrame(step)
    function step(time: number) {
      frame = requestAnimationFrame(step)
      const passed = time - last
      if (passed < EVERY_MS) return
      last = time
      setAt((before) => Math.min(end, before + Math.min(passed, LONGEST_STEP_MS) * speed))
    }
    return () => cancelAnimationFrame(frame)
  }, [playing, speed, end])
  if (playing && at >= end) setPlaying(false)
  const restart = useCallback(() => {
    setAt(0)
    setPlaying(true)
  }, [])
  return {
    now: runAt(at),
    at,
    end,
    playing,
    play() {
      if (at >= end) setAt(0)
      setPlaying(true)
    },
    restart,
    pause: () => setPlaying(false),
    seek(to) {
      setPlaying(false)
      setAt(Math.min(end, Math.max(0, to)))
    },
  }
}
