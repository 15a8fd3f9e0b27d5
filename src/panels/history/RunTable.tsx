import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { choose, useChoice } from '../../state/history/choice.ts'
import { isComposing } from '../../ui/isComposing.ts'
import { usePhone } from '../../ui/screen.ts'
import { RunRow } from './RunRow.tsx'
import type { KeyboardEvent } from 'react'
import type { Press } from '../../runs/press.ts'
import type { RunId } from '../../runs/run.ts'

interface Props {
  rows: readonly Press[]
  open: RunId | null
  onOpen: (press: Press) => void
}

const head = 'sticky top-0 z-1 h-8 border-b border-line bg-ground px-2 text-left font-medium'

/** Where an arrow key leads. @param at index of the row that has the focus */
const steps: Record<string, (at: number, count: number, page: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at, _, page) => at + page,
  PageUp: (at, _, page) => at - page,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** A real table of which only the rows near the window are drawn; spacer rows stand for the others. */
export function RunTable({ rows, open, onOpen }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const phone = usePhone()
  const height = phone ? 60 : 32
  const chosen = useChoice((state) => state.chosen)
  // By its id: what comes before it must not take the focus from it.
  const [focused, setFocused] = useState<RunId | null>(null)
  const place = useMemo(() => rows.findIndex(({ id }) => id === focused), [rows, focused])
  const active = Math.max(0, place)
  const last = useRef(0)
  const focusRow = (index: number) => {
    setFocused(rows[index]?.id ?? null)
    // It may have to be drawn first.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`tr[data-number="${index + 1}"]`)?.focus(),
    )
  }
  useEffect(() => {
    if (place >= 0) last.current = place
    // The row with the focus was deleted: the one in its place has it now.
    else if (focused !== null && rows.length > 0 && document.activeElement === document.body)
      focusRow(Math.min(last.current, rows.length - 1))
  })
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    scrollPaddingStart: phone ? 0 : 32,
    // The row with the focus stays in the document wherever one scrolls.
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range)
      return active >= range.count || drawn.includes(active)
        ? drawn
        : [...drawn, active].toSorted((a, b) => a - b)
    },
  })
  const drawn = virtual.getVirtualItems().map(({ index }) => index)
  const [older, newer] = chosen.toSorted((a, b) => a.at - b.at)

  function onKeyDown(event: KeyboardEvent): void {
    const row = event.target instanceof Element ? event.target.closest('tr') : null
    const press = rows[Number(row?.dataset['number']) - 1]
    if (!press || isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return
    const own = event.target === row
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2)
    const to = steps[event.key]?.(rows.indexOf(press), rows.length, page)
    if (to !== undefined) {
      const next = Math.max(0, Math.min(rows.length - 1, to))
      event.preventDefault()
      virtual.scrollToIndex(next)
      focusRow(next)
    } else if (own && event.key === 'Enter') {
      event.preventDefault()
      onOpen(press)
    } else if (own && event.key === ' ') {
      event.preventDefault()
      choose(press, !chosen.some(({ id }) => id === press.id))
    }
  }

  const drawnRows = drawn.map((index, at) => {
    const press = rows[index]
    const gap = index - (drawn[at - 1] ?? -1) - 1
    if (!press) return null
    return [
      gap > 0 && <Spacer key={`before ${press.id}`} height={gap * height} />,
      <RunRow
        key={press.id}
        press={press}
        number={index + 1}
        open={press.id === open}
        chosen={chosen.some(({ id }) => id === press.id)}
        which={newer && press.id === newer.id ? 'second' : newer && press.id === older?.id ? 'first' : null}
        active={index === active}
        phone={phone}
        onOpen={onOpen}
      />,
    ]
  })
  const after = rows.length - 1 - (drawn.at(-1) ?? -1)
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its rows have the focus */}
      <table
        aria-label="Runs"
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const number = Number(event.target.closest('tr')?.dataset['number'])
          const press = rows[number - 1]
          if (press) setFocused(press.id)
        }}
        className="w-full table-fixed border-separate border-spacing-0 text-ui"
      >
        {phone ? (
          <colgroup>
            <col className="w-12" />
            <col />
            <col className="w-27" />
            <col className="w-11" />
          </colgroup>
        ) : (
          <colgroup>
            <col className="w-12" />
            <col className="w-31" />
            <col className="hidden w-28 min-[1240px]:table-column" />
            <col className="w-30 wide:w-46" />
            <col />
            <col className="w-28 wide:w-31" />
            <col className="hidden w-27 min-[1240px]:table-column" />
            <col className="w-22 wide:w-24" />
            <col className="w-28 wide:w-31" />
          </colgroup>
        )}
        <thead className={phone ? 'sr-only' : 'text-label text-mute'}>
          <tr aria-rowindex={1}>
            <th className={head}>
              <span className="sr-only">Choose</span>
            </th>
            {phone ? (
              <>
                <th className={head}>First words</th>
                <th className={head}>State</th>
              </>
            ) : (
              <>
                <th className={head}>When</th>
                <th className={`hidden min-[1240px]:table-cell ${head}`}>Workspace</th>
                <th className={head}>Model</th>
                <th className={head}>First words</th>
                <th className={head}>State</th>
                <th className={`hidden text-right! min-[1240px]:table-cell ${head}`}>Tokens</th>
                <th className={`text-right! ${head}`}>Time</th>
              </>
            )}
            <th className={head}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {drawnRows}
          {after > 0 && <Spacer height={after * height} />}
        </tbody>
      </table>
    </div>
  )
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden="true" style={{ height }}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the whole row is hidden */}
      <td colSpan={9} className="p-0" />
    </tr>
  )
}
