import { useId, useRef } from 'react'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import type { ReactNode } from 'react'

interface Props {
  /** The button's accessible name. */
  label: string
  icon: ReactNode
  /** Shown beside the icon; without it the button is the icon alone. */
  words?: string
  size?: 24 | 28
  children: ReactNode
}

/** A button that opens a small panel beside itself, above everything. Esc or a click elsewhere closes it. */
export function Popup({ label, icon, words, size = 24, children }: Props) {
  const id = useId()
  const button = useRef<HTMLSpanElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  /** Under the button, or over it where there is no room; never over the edge of the window. */
  const place = () => {
    const anchor = button.current?.getBoundingClientRect()
    const box = panel.current
    if (!anchor || !box) return
    const { offsetWidth: width, offsetHeight: height } = box
    const over = anchor.bottom + 4 + height > innerHeight - 8
    box.style.left = `${Math.max(8, Math.min(anchor.right - width, innerWidth - width - 8))}px`
    box.style.top = `${Math.max(8, over ? anchor.top - 4 - height : anchor.bottom + 4)}px`
  }
  return (
    <>
      <span ref={button} className="inline-flex">
        {words === undefined ? (
          <IconButton label={label} icon={icon} size={size} popoverTarget={id} />
        ) : (
          <Button aria-label={label} icon={icon} size={size} popoverTarget={id}>
            {words}
          </Button>
        )}
      </span>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- a button inside was pressed: the panel has done its work */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        onToggle={place}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('button')) panel.current?.hidePopover()
        }}
        className="fixed inset-auto m-0 min-w-40 rounded-composer border border-line bg-raised p-1 text-ink shadow-over"
      >
        <div className="flex flex-col items-stretch [&_button]:justify-start">{children}</div>
      </div>
    </>
  )
}
