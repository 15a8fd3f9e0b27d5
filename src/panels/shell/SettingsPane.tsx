import { useEffect, useRef } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { isComposing } from '../../ui/isComposing.ts'
import type { ReactNode } from 'react'

interface Props {
  /** Over the work rather than beside it. */
  drawer: boolean
  onClose: () => void
  /** Beside the work: whether the focus is in it, or in a dialog that it has opened. */
  onInUse: (inUse: boolean) => void
  children: ReactNode
}

/** The right-hand pane. As a drawer it takes the focus, and Esc closes it, wherever the focus has gone since. */
export function SettingsPane({ drawer, onClose, onInUse, children }: Props) {
  const pane = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    if (!drawer) return
    const before = document.activeElement
    // A pane that was in use beside the work keeps the focus where it is.
    const hadFocus = pane.current?.contains(before)
    if (!hadFocus) pane.current?.focus()
    // From outside only what nothing else took: a dialog's Esc is its own, and a running prompt stops first.
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event) || event.key !== 'Escape') return
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      event.preventDefault()
      close.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      if (!hadFocus && before instanceof HTMLElement) before.focus()
    }
  }, [drawer])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc closes the drawer from any control inside
    <aside
      ref={pane}
      aria-label="Run settings"
      tabIndex={-1}
      onFocus={() => {
        if (!drawer) onInUse(true)
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (drawer || currentTarget.contains(relatedTarget) || document.querySelector('dialog[open]')) return
        onInUse(false)
      }}
      onKeyDown={(event) => {
        if (!drawer || isComposing(event) || event.key !== 'Escape' || event.defaultPrevented) return
        // In a dialog that was opened from here it is the dialog's.
        if (!event.currentTarget.contains(event.target as Node)) return
        event.preventDefault()
        onClose()
      }}
      className={`flex flex-col bg-panel outline-none ${
        drawer
          ? 'fixed inset-y-0 right-0 z-3 w-full border-line shadow-over narrow:w-80 narrow:border-l'
          : 'w-80 shrink-0 border-l border-line'
      }`}
    >
      <div className="flex h-12 shrink-0 items-center justify-between border-b border-line pr-2 pl-4 wide:h-10">
        <h2 className="text-ui font-semibold">Run settings</h2>
        <IconButton
          label={drawer ? 'Close' : 'Collapse to one line'}
          icon={<Icon name={drawer ? 'cross' : 'panel'} />}
          onClick={onClose}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </aside>
  )
}
