import type { ReactNode } from 'react'

/** A view's head line over content that scrolls. */
export function Pane({ head, children }: { head: ReactNode; children: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 text-label text-mute">
        {head}
      </div>

      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keyboard too
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto bg-sunk px-4 py-3 focus-visible:outline-offset-[-2px]"
      >
        {children}
      </div>
    </div>
  )
}

/** One sentence where there is nothing to show yet. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="p-4 text-ui text-mute">{children}</p>
}
