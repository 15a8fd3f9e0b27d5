import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'

/**
 * A box that scrolls sideways and shows it: a shadow lies over the edge behind which there is more.
 * @param className of the box that scrolls
 */
export function SideScroll({ className, children }: { className: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const [more, setMore] = useState({ left: false, right: false })
  useEffect(() => {
    const target = box.current
    if (!target) return
    const look = () => {
      const left = target.scrollLeft > 1
      const right = target.scrollLeft + target.clientWidth < target.scrollWidth - 1
      setMore((now) => (now.left === left && now.right === right ? now : { left, right }))
    }
    const size = new ResizeObserver(look)
    size.observe(target)
    const content = new MutationObserver(look)
    content.observe(target, { childList: true })
    target.addEventListener('scroll', look, { passive: true })
    return () => {
      size.disconnect()
      content.disconnect()
      target.removeEventListener('scroll', look)
    }
  }, [])
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <div ref={box} className={`relative min-h-0 flex-1 overflow-x-auto ${className}`}>
        {children}
      </div>
      {more.left && <Edge side="left" />}
      {more.right && <Edge side="right" />}
    </div>
  )
}

const Edge = ({ side }: { side: 'left' | 'right' }) => (
  <span
    aria-hidden="true"
    data-edge
    style={{ [side]: 0, background: `linear-gradient(to ${side}, transparent, var(--color-shade))` }}
    className="pointer-events-none absolute inset-y-0 z-1 w-6"
  />
)
