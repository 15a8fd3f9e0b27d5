import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { differences } from './differences.ts'
import type { Settings } from '../../request/settings/table.ts'
import type { Item } from '../../request/summary.ts'

/** How many of the row's children have wrapped out of its one line. */
function useHidden(items: readonly Item[]) {
  const row = useRef<HTMLUListElement>(null)
  const [hidden, setHidden] = useState(0)
  useLayoutEffect(() => {
    const element = row.current
    if (!element) return
    const measure = () => {
      if (items.length === 0) return setHidden(0)
      const first = element.firstElementChild
      if (!(first instanceof HTMLElement)) return setHidden(0)
      const wrapped = [...element.children].filter(
        (child) => child instanceof HTMLElement && child.offsetTop > first.offsetTop,
      )
      setHidden(wrapped.length)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [items])
  return { row, hidden: Math.min(hidden, items.length) }
}

/** What differs from the API's own defaults, as many whole items as fit, then how many more. */
export default function Differences({ settings }: { settings: Settings }) {
  const items = useMemo(() => differences(settings), [settings])
  const { row, hidden } = useHidden(items)
  if (items.length === 0) return <p className="truncate">everything default</p>
  return (
    <>
      <ul ref={row} className="flex h-5 min-w-0 flex-wrap gap-x-4 overflow-hidden leading-5">
        {items.map(({ name, value }) => (
          <li key={name} className="max-w-full truncate">
            {name} <span className="font-semibold text-ink">{value}</span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <span className="shrink-0 pl-2">+{hidden}</span>}
      {hidden === 0 && <span className="hidden shrink-0 pl-4 wide:inline">everything else default</span>}
    </>
  )
}
