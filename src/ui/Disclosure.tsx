import { useId, useState } from 'react'
import { Icon } from './Icon.tsx'
import type { ReactNode } from 'react'

interface Props {
  /** The button's name. */
  label: string
  /** Whether it starts open. */
  open?: boolean
  /** Opens it while true, as for an error inside. */
  forceOpen?: boolean
  /** Stands at the right of the button, for what is set inside. */
  note?: ReactNode
  children: ReactNode
}

/** A button that shows and hides what stands under it. What is hidden stays mounted, so nothing typed is lost. */
export function Disclosure({ label, open = false, forceOpen = false, note, children }: Props) {
  const [chosen, setShown] = useState(open)
  const shown = chosen || forceOpen
  const id = useId()
  return (
    <div>
      <div className="flex items-center justify-between">
        <button
          type="button"
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
          className="flex h-11 cursor-pointer items-center gap-1.5 rounded-control text-ui font-semibold text-ink narrow:h-7"
        >
          <Icon name={shown ? 'chevron-down' : 'chevron-right'} />
          {label}
        </button>
        {note}
      </div>
      <div id={id} hidden={!shown}>
        {children}
      </div>
    </div>
  )
}
