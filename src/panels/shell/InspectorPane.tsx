import { useEffect, useRef, useState } from 'react'
import { inspectorHeights, setInspectorHeight, useLayout } from '../../state/shell/layout.ts'
import { passFocus } from '../../ui/passFocus.ts'
import type { ReactNode } from 'react'

const step = 32

/** The bottom drawer under prompt and response, and the edge that resizes it by pointer or arrow keys. */
export function InspectorPane({ children }: { children: ReactNode }) {
  const kept = useLayout((state) => state.inspectorHeight)
  const [dragged, setDragged] = useState<number | null>(null)
  const from = useRef({ y: 0, height: 0 })
  const height = dragged ?? kept
  useEffect(() => {
    const before = document.activeElement
    // Closed from inside it, the focus goes back to where it was opened from.
    return () => passFocus(before)
  }, [])
  const end = () => {
    if (dragged !== null) setInspectorHeight(dragged)
    setDragged(null)
  }
  return (
    <section
      aria-label="Inspector"
      style={{ height }}
      className="relative z-1 flex max-h-[min(70dvh,calc(100dvh-240px))] min-h-0 shrink-0 flex-col border-t border-line bg-ground"
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- a focusable separator is a widget (ARIA 1.2) */}
      <div
        role="separator"
        aria-orientation="horizontal"
        aria-label="Resize"
        aria-valuemin={inspectorHeights.min}
        aria-valuemax={inspectorHeights.max}
        aria-valuenow={height}
        tabIndex={0}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          // What is drawn may be less than what is kept: a short window caps it.
          const drawn = event.currentTarget.parentElement?.getBoundingClientRect().height ?? kept
          from.current = { y: event.clientY, height: drawn }
          setDragged(drawn)
        }}
        onPointerMove={(event) => {
          if (dragged === null) return
          const next = from.current.height + from.current.y - event.clientY
          setDragged(Math.min(inspectorHeights.max, Math.max(inspectorHeights.min, next)))
        }}
        onPointerUp={end}
        onPointerCancel={end}
        onDoubleClick={() => setInspectorHeight(inspectorHeights.usual)}
        onKeyDown={(event) => {
          const by = { ArrowUp: step, ArrowDown: -step }[event.key]
          if (by === undefined) return
          event.preventDefault()
          setInspectorHeight(kept + by)
        }}
        className="absolute inset-x-0 -top-1 z-1 h-2 cursor-row-resize touch-none focus-visible:outline-offset-[-2px]"
      />
      <div className="min-h-0 flex-1">{children}</div>
    </section>
  )
}
