import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import type { ReactNode } from 'react'

interface Props {
  /** Head line, and the accessible name where `name` gives none. */
  title: string
  /** The accessible name, where the head says which one it is. */
  name?: string
  open: boolean
  /** Esc and the cross; the owner then sets `open` to false. */
  onClose: () => void
  /** Stands at the right end of the head line. */
  head?: ReactNode
  footer?: ReactNode
  /** CSS pixels at most; a phone gives its whole width. */
  width?: number
  role?: 'dialog' | 'alertdialog'
  children: ReactNode
}

/**
 * A body that scrolls gets the focus from the browser, which takes it away again as there are controls in it. Then the
 * first of them has it where it is in sight; else the body, from where arrow keys scroll.
 */
function focusFirst(dialog: HTMLDialogElement): void {
  const body = dialog.querySelector<HTMLElement>('[data-body]')
  const active = document.activeElement
  if (!body || (active !== body && dialog.contains(active))) return
  const first = body.querySelector<HTMLElement>('button, input, select, textarea, a[href], summary')
  if (first && first.getBoundingClientRect().bottom <= body.getBoundingClientRect().bottom) {
    first.focus()
    return
  }
  body.tabIndex = -1
  body.focus()
}

/**
 * A native modal dialog: the browser keeps the focus inside and gives it back on close. The first control of
 * the body takes the focus, which is why the cross comes last in the document. A click outside does not close,
 * so that nothing half-typed is lost. It stands in the page itself: in a menu that has closed it would not be seen.
 */
export function Dialog({
  title,
  name = title,
  open,
  onClose,
  head,
  footer,
  width = 480,
  role,
  children,
}: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!open || !dialog) return
    dialog.showModal()
    focusFirst(dialog)
    return () => dialog.close()
  }, [open])
  if (!open) return null
  return createPortal(
    <dialog
      ref={ref}
      role={role}
      aria-label={name}
      onCancel={(event) => {
        // `cancel` bubbles from a file input inside; only the dialog's own one means "close".
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
      onClose={(event) => {
        // A second Esc closes without asking; the owner has to hear of it. Effects re-run in development also end here.
        if (event.target === event.currentTarget && !event.currentTarget.open) onClose()
      }}
      style={{ maxWidth: width }}
      className="fixed m-0 mx-auto flex max-h-dvh w-full flex-col overflow-hidden border border-line bg-raised text-ink shadow-over backdrop:bg-scrim narrow:mt-[min(104px,11.6dvh)] narrow:max-h-[min(calc(100dvh-128px),86dvh)] narrow:rounded-dialog"
    >
      <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line pr-14 pl-5">
        <h2 className="min-w-0 flex-1 truncate text-title font-semibold" title={title}>
          {title}
        </h2>
        {head}
      </div>
      <div
        data-body
        className="scroll-edges min-h-0 overflow-y-auto px-5 py-4 focus-visible:outline-offset-[-2px]"
      >
        {children}
      </div>
      {footer && (
        <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-2 border-t border-line px-5 py-2">
          {footer}
        </div>
      )}
      <div className="absolute top-0.5 right-3 narrow:top-2.5">
        <IconButton label="Close" icon={<Icon name="cross" />} onClick={onClose} />
      </div>
    </dialog>,
    document.body,
  )
}
