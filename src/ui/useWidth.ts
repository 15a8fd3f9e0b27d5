import { useLayoutEffect, useRef, useState } from 'react'

/** An element's width in whole CSS px, measured before it is painted and kept up to date. */
export function useWidth() {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(480)
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const measure = () => setWidth(Math.max(40, Math.floor(target.clientWidth)))
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    measure()
    return () => observer.disconnect()
  }, [])
  return [element, width] as const
}
