import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** As near to the end counts as being there. CSS pixels. */
const NEAR = 24
/** From here on the way back is worth a button: less than that is seen anyway. CSS pixels. */
const FAR = 160
/** Text and pictures that were just put in place grow for a moment. */
const SETTLING_MS = 1500
const upKeys: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home'])

interface Followed {
  /** Of what stands last: another one begins anew. */
  id: string | undefined
  /** It is being written. */
  live: boolean
  /** What is not being written is opened at its end too, as a conversation is; else where the box stands. */
  atEnd?: boolean
}

/**
 * Keeps the end of what grows in sight, for as long as the reader has not scrolled away from it.
 * @returns refs for the box that scrolls and for what grows in it, whether the reader is far from the end, the way back, and the way back with the focus
 */
export function useFollow({ id, live, atEnd = false }: Followed) {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const follows = useRef(atEnd || live)
  const until = useRef(0)
  const lastTop = useRef(0)
  const followed = useRef<string | null | undefined>(null)
  const [away, setAway] = useState(false)
  const toEnd = useCallback(() => {
    const target = scroller.current
    if (!target) return
    target.scrollTop = target.scrollHeight
    lastTop.current = target.scrollTop
  }, [])

  useEffect(() => {
    const target = scroller.current
    const inner = content.current
    if (!target || !inner) return
    let room = ''
    const roomNow = () => `${target.clientWidth} ${target.clientHeight}`
    const note = () => {
      // The browser's own scrolling as the box changes may come before the observer, which answers for it.
      if (roomNow() !== room) return
      const isUp = target.scrollTop < lastTop.current
      lastTop.current = target.scrollTop
      const below = target.scrollHeight - target.scrollTop - target.clientHeight
      // Up by a little is a reader who sets out; what fits as a whole and opens at its top is as much at its beginning.
      const isAtEnd = below <= (isUp ? 1 : NEAR) && (atEnd || target.scrollTop > 0)
      // The event of our own scrolling comes late: what has grown below since is no reader who went up.
      follows.current = isAtEnd || (follows.current && !isUp && performance.now() < until.current)
      setAway(!follows.current && below > FAR)
    }
    // A hand that goes up is heard at once: its scroll event may come after more text, which would take it back down.
    const leave = () => {
      if (target.scrollTop > 0) follows.current = false
    }
    const onWheel = (event: WheelEvent) => {
      if (event.deltaY < 0) leave()
    }
    // The box itself, or its bar; what stands in it has keys of its own.
    const onKey = (event: KeyboardEvent) => {
      if (event.target === target && (upKeys.has(event.key) || (event.key === ' ' && event.shiftKey))) leave()
    }
    const onHold = (event: PointerEvent) => {
      if (event.target === target) leave()
    }
    const passive = { passive: true }
    target.addEventListener('scroll', note, passive)
    target.addEventListener('wheel', onWheel, passive)
    target.addEventListener('touchmove', leave, passive)
    target.addEventListener('keydown', onKey)
    target.addEventListener('pointerdown', onHold)
    target.addEventListener('pointerup', note)
    const observer = new ResizeObserver((entries) => {
      // A pane opened or closed beside it, a window of another width: the end stays the end while lines break anew.
      const resized = entries.some((entry) => entry.target === target)
      room = roomNow()
      if (resized) until.current = Math.max(until.current, performance.now() + SETTLING_MS)
      if (follows.current && performance.now() < until.current) toEnd()
      else note()
    })
    observer.observe(inner)
    observer.observe(target)
    return () => {
      target.removeEventListener('scroll', note)
      target.removeEventListener('wheel', onWheel)
      target.removeEventListener('touchmove', leave)
      target.removeEventListener('keydown', onKey)
      target.removeEventListener('pointerdown', onHold)
      target.removeEventListener('pointerup', note)
      observer.disconnect()
    }
  }, [atEnd, toEnd])

  // Another one: opened just now, or sent by the reader, who then wants to see it.
  useLayoutEffect(() => {
    if (followed.current === id) return
    followed.current = id
    until.current = performance.now() + SETTLING_MS
    follows.current = atEnd || live
    if (follows.current) toEnd()
  }, [id, live, atEnd, toEnd])

  useEffect(() => {
    until.current = live ? Infinity : performance.now() + SETTLING_MS
  }, [live])

  const follow = useCallback(() => {
    follows.current = true
    // What is drawn only once it is in sight has its height after that.
    until.current = Math.max(until.current, performance.now() + SETTLING_MS)
    toEnd()
  }, [toEnd])
  const jump = useCallback(() => {
    follow()
    scroller.current?.focus({ preventScroll: true })
  }, [follow])
  return { scroller, content, away, follow, jump }
}
