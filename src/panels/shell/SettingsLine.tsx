import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useSettings } from '../../state/documents/documents.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
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

type Differences = (settings: Settings) => Item[]

const none: readonly Item[] = []

/** What differs, in words; null until their file is there: the settings table is not in the first load. */
function useDifferences(settings: Settings): readonly Item[] | null {
  const [differences, setDifferences] = useState<Differences>()
  useEffect(() => {
    let left = false
    // The line still names the model where the file does not arrive.
    void import('./differences.ts').then(
      (file) => !left && setDifferences(() => file.differences),
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [])
  return useMemo(() => differences?.(settings) ?? null, [differences, settings])
}

/** Run settings in one line: model first, then what differs, as many whole items as fit, then how many more. */
export function SettingsLine({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const settings = useSettings((state) => state)
  const differing = useDifferences(settings)
  const items = differing ?? none
  const { row, hidden } = useHidden(items)
  return (
    <section
      aria-label="What is set"
      className="flex h-11 shrink-0 items-center gap-4 low:h-8 border-b border-line bg-ground pr-1 pl-4 wide:h-9 wide:pr-3"
    >
      <p className="min-w-16 truncate font-mono text-label wide:min-w-fit">{settings.model}</p>
      <div className="flex min-w-0 flex-1 items-center text-label text-mute">
        {items.length === 0 ? (
          <p className="truncate">{differing && 'everything default'}</p>
        ) : (
          <>
            <ul ref={row} className="flex h-5 min-w-0 flex-wrap gap-x-4 overflow-hidden leading-5">
              {items.map(({ name, value }) => (
                <li key={name} className="max-w-full truncate">
                  {name} <span className="font-semibold text-ink">{value}</span>
                </li>
              ))}
            </ul>
            {hidden > 0 && <span className="shrink-0 pl-2">+{hidden}</span>}
            {hidden === 0 && (
              <span className="hidden shrink-0 pl-4 wide:inline">everything else default</span>
            )}
          </>
        )}
      </div>
      <Button aria-expanded={open} icon={<Icon name="sliders" />} onClick={onToggle}>
        Run settings
      </Button>
    </section>
  )
}
