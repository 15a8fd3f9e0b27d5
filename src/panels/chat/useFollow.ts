import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Turn } from '../../state/chat/tree.ts'

/** As near to the end counts as being there. CSS pixels. */
const NEAR = 24
/** From here on the way back is worth a button: less than that is seen anyway. CSS pixels. */
const FAR = 160
/** Text and pictures of a turn that was just put in place grow for a moment. */
const SETTLING_MS = 1500

/**
 * Keeps the end of the conversation in sight while it grows, for as long as the reader has not scrolled away from it.
 * @param live an answer is being written
 */
export function useFollow(shown: readonly Turn[], live: boolean) {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const until = useRef(0)
  const [away, setAway] = useState(false)
  const last = shown.at(-1)?.id
  const toEnd = useCallback(() => {
    const target = scroller.current
    if (target) target.scrollTop = target.scrollHeight
  }, [])

  useEffect(() => {
    const target = scroller.current
    const inner = content.current
    if (!target || !inner) return
    let lastTop = target.scrollTop
    const note = () => {
      const isUp = target.scrollTop < lastTop
      lastTop = target.scrollTop
      const isAtEnd = target.scrollTop + target.clientHeight >= target.scrollHeight - NEAR
      // The event of our own scrolling comes late: what has grown below since is no reader who went up.
      follows.current = isAtEnd || (follows.current && !isUp && performance.now() < until.current)
      setAway(!follows.current && target.scrollHeight - target.scrollTop - target.clientHeight > FAR)
    }
    target.addEventListener('scroll', note, { passive: true })
    const observer = new ResizeObserver((entries) => {
      // A pane opened or closed beside it: the end stays the end.
      const resized = entries.some((entry) => entry.target === target)
      if (follows.current && (resized || performance.now() < until.current)) toEnd()
      else note()
    })
    observer.observe(inner)
    observer.observe(target)
    return () => {
      target.removeEventListener('scroll', note)
      observer.disconnect()
    }
  }, [toEnd])

  // A new last turn: opened just now, or sent by the reader, who then wants to see it.
  useLayoutEffect(() => {
    until.current = performance.now() + SETTLING_MS
    follows.current = true
    toEnd()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new last turn is what this waits for
  }, [last, toEnd])

  useEffect(() => {
    until.current = live ? Infinity : performance.now() + SETTLING_MS
  }, [live])

  const jump = useCallback(() => {
    follows.current = true
    toEnd()
    scroller.current?.focus({ preventScroll: true })
  }, [toEnd])
  return { scroller, content, away, jump }
}
