import { useId, useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import type { ReactNode } from 'react'

/** The settings few people need. Open from the start, so that nothing has to be found first; closed, it says how many are set. */
export function Advanced({ title, set, children }: { title: string; set: number; children: ReactNode }) {
  const [open, setOpen] = useState(true)
  const id = useId()
  return (
    <section className="border-t border-line px-4 py-1.5">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex min-h-11 w-full cursor-pointer items-center justify-between gap-2 rounded-control text-left text-label font-semibold narrow:min-h-7"
      >
        <span>{title}</span>
        <span className="flex shrink-0 items-center gap-1 font-normal text-mute">
          {set > 0 && `${set} set`}
          <Icon name={open ? 'chevron-down' : 'chevron-right'} />
        </span>
      </button>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </section>
  )
}
