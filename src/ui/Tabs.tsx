import { useId, useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'

interface Props<T extends string> {
  label: string
  tabs: readonly T[]
  selected: T
  onSelect: (tab: T) => void
  /** Stands before the tabs. */
  start?: ReactNode
  /** Stands at the right of the row. */
  end?: ReactNode
  children: ReactNode
}

/** A row of tabs, 36 px high, over one panel that fills the rest. Arrow keys, Home and End move; the tab follows the focus. */
export function Tabs<T extends string>({ label, tabs, selected, onSelect, start, end, children }: Props<T>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const at = tabs.indexOf(selected)
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = (to + tabs.length) % tabs.length
    const tab = tabs[next]
    if (tab === undefined) return
    onSelect(tab)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-11 shrink-0 items-center border-b border-line bg-panel pl-4 narrow:h-9">
        {start}
        <div ref={list} role="tablist" aria-label={label} className="flex h-full gap-4">
          {tabs.map((tab) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`${id}-${tab}`}
              aria-selected={tab === selected}
              aria-controls={`${id}-panel`}
              tabIndex={tab === selected ? 0 : -1}
              onClick={() => onSelect(tab)}
              onKeyDown={move}
              className="h-full cursor-pointer border-b-2 border-transparent text-ui text-soft hover:text-ink focus-visible:outline-offset-[-2px] aria-selected:border-accent aria-selected:font-semibold aria-selected:text-ink"
            >
              {tab}
            </button>
          ))}
        </div>
        {end && <div className="ml-auto flex items-center gap-2 pr-2">{end}</div>}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${selected}`}
        className="min-h-0 flex-1"
      >
        {children}
      </div>
    </div>
  )
}
