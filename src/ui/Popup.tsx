import { useEffect, useId, useRef } from 'react'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { isComposing } from './isComposing.ts'
import type { KeyboardEvent, ReactNode } from 'react'
import type { ButtonProps } from './Button.tsx'

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
export function Popup({ menu = false, label, icon, words, size = 24, children }: Props & { menu?: boolean }) {
  const id = useId()
  const button = useRef<HTMLSpanElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  /** Under the button, or over it where there is no room; never over the edge of the window. */
  const place = () => {
    const anchor = button.current?.getBoundingClientRect()
    const box = panel.current
    if (!anchor || !box) return
    const { offsetWidth: width, offsetHeight: height } = box
    const over = anchor.bottom + 4 + height > innerHeight - 8 && anchor.top > innerHeight - anchor.bottom
    box.style.left = `${Math.max(8, Math.min(anchor.right - width, innerWidth - width - 8))}px`
    const top = over ? anchor.top - 4 - height : anchor.bottom + 4
    box.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`
  }
  const items = () => [
    ...(panel.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? []),
  ]
  const following = useRef<AbortController>(null)
  useEffect(() => () => following.current?.abort(), [])
  const onToggle = () => {
    following.current?.abort()
    if (!panel.current?.matches(':popover-open')) return
    place()
    following.current = new AbortController()
    addEventListener('resize', place, { signal: following.current.signal })
    if (menu) items()[0]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!menu || isComposing(event)) return
    const open = panel.current?.matches(':popover-open') === true
    const all = items()
    const at = all.findIndex((item) => item === document.activeElement)
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? -1 : at - 1,
      Home: 0,
      End: -1,
    }
    // A menu is one stop: Tab leaves it.
    if (open && event.key === 'Tab') panel.current?.hidePopover()
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    if (open) all.at(step % all.length)?.focus()
    else if (event.key.startsWith('Arrow')) panel.current?.showPopover()
  }
  const opens = { popoverTarget: id, ...(menu && { 'aria-haspopup': 'menu' as const }) }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- listens for the button and the items
    <span ref={button} className="inline-flex" onKeyDown={onKeyDown}>
      {words === undefined ? (
        <IconButton label={label} icon={icon} size={size} {...opens} />
      ) : (
        <Button aria-label={label} icon={icon} size={size} {...opens}>
          {words}
        </Button>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- a button inside was pressed: the panel has done its work */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        {...(menu && { role: 'menu', 'aria-label': label })}
        onToggle={onToggle}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('button')) panel.current?.hidePopover()
        }}
        className="fixed inset-auto m-0 max-h-[calc(100dvh-16px)] max-w-[calc(100vw-16px)] min-w-40 overflow-y-auto rounded-composer border border-line bg-raised p-1 text-ink shadow-over"
      >
        <div role="presentation" className="flex flex-col items-stretch [&_button]:justify-start">
          {children}
        </div>
      </div>
    </span>
  )
}

/** A button that opens a menu of `MenuItem`s: arrow keys walk through them, Home and End go to the ends. */
export const Menu = (props: Props) => <Popup {...props} menu />

export const MenuItem = (props: Omit<ButtonProps, 'role' | 'tabIndex'>) => (
  <Button {...props} role="menuitem" tabIndex={-1} />
)
