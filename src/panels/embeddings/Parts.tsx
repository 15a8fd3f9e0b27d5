import { useEffect, useState } from 'react'
import { words } from './words.ts'
import type { RefObject } from 'react'

const parts = [
  { id: 'matrix', title: words.partMatrix },
  { id: 'map', title: words.partMap },
  { id: 'neighbours', title: words.partNeighbours },
] as const

type Part = (typeof parts)[number]['id']

const find = (column: HTMLElement | null, part: Part) =>
  column?.querySelector<HTMLElement>(`[data-part="${part}"]`) ?? null

/**
 * Matrix, map and neighbours where they stand one below the other: a row that says they are there, and goes to them.
 * All of them stay in the document, under their names.
 */
export function Parts({ column }: { column: RefObject<HTMLElement | null> }) {
  const [current, setCurrent] = useState<Part>('matrix')
  useEffect(() => {
    const box = column.current
    if (!box) return
    const look = () => {
      const middle = box.getBoundingClientRect().top + box.clientHeight / 2
      const passed = parts.filter(
        ({ id }) => (find(box, id)?.getBoundingClientRect().top ?? Infinity) < middle,
      )
      const atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 1 && box.scrollTop > 0
      setCurrent((atEnd ? parts.at(-1) : passed.at(-1))?.id ?? 'matrix')
    }
    box.addEventListener('scroll', look, { passive: true })
    return () => box.removeEventListener('scroll', look)
  }, [column])
  return (
    <nav
      aria-label="Parts of the result"
      className="sticky top-0 z-3 hidden h-9 shrink-0 items-stretch gap-1 border-b border-line bg-panel px-2 wide:flex @min-[1280px]:hidden"
    >
      {parts.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          aria-current={current === id || undefined}
          onClick={() => find(column.current, id)?.scrollIntoView({ block: 'start' })}
          className="cursor-pointer border-b-2 border-transparent px-2.5 text-ui text-soft hover:text-ink focus-visible:outline-offset-[-2px] aria-current:border-accent aria-current:font-semibold aria-current:text-ink"
        >
          {title}
        </button>
      ))}
    </nav>
  )
}
