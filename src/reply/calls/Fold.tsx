import { useState } from 'react'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { pretty, short } from '../../ui/json.ts'
import type { ReactNode } from 'react'

interface Props {
  title: string
  /** The function's. */
  name: string
  /** In short while it is folded, and what Copy block gives. */
  value: unknown
  /** At the end of the line. */
  note?: ReactNode
  /** As it is until the reader folds or opens it. */
  folded: boolean
  children: (open: boolean) => ReactNode
}

/** The group of a call or of a result: one line, which opens. */
export function Fold({ title, name, value, note, folded, children }: Props) {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? !folded
  return (
    <div role="group" aria-label={`${title} ${name}`.trim()} className="@container">
      <div className="flex min-h-7 items-center gap-2 text-label text-mute">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setChosen(!open)}
          className="-ml-1 flex min-w-0 cursor-pointer items-center gap-2 rounded-chip py-0.5 pr-1 hover:text-ink"
        >
          <span className={`transition-transform duration-120 ease-out ${open ? 'rotate-90' : ''}`}>
            <Icon name="chevron-right" />
          </span>
          <span className="shrink-0">{title}</span>
          <span className="min-w-0 truncate font-mono font-semibold text-ink">{name}</span>
        </button>
        {!open && <span className="hidden min-w-0 flex-1 truncate font-mono @md:block">{short(value)}</span>}
        <span className="ml-auto flex shrink-0 items-center gap-2">
          {note}
          <CopyButton size={24} label="Copy block" folds text={() => pretty(value)} />
        </span>
      </div>
      {children(open)}
    </div>
  )
}
