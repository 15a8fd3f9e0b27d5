import type { ReactNode } from 'react'

/** A group of settings under a hairline, with what is set in it at the right of its head. */
export function Section({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-t border-line px-4 pt-2 pb-2.5">
      <h3 className="flex h-6 items-center justify-between text-label font-semibold">
        {title}
        {note && <span className="font-normal text-mute">{note}</span>}
      </h3>
      {children}
    </section>
  )
}
