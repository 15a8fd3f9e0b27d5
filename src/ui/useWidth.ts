import { useEffect, useRef, useState } from 'react'

/** An element's width in whole CSS px, kept up to date. */
export function useWidth() {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(480)
  useEffect(() => {
    const target = element.current
    if (!target) return
    const observer = new ResizeObserver(() => setWidth(Math.max(40, Math.floor(target.clientWidth))))
    observer.observe(target)
    return () => observer.disconnect()
  }, [])
  return [element, width] as const
}
