import { memo, useMemo, useRef, useState } from 'react'
import { isZero, setView, titleOf, useView } from '../../state/embedding/view.ts'
import { PairDialog } from './PairDialog.tsx'
import { decimals } from './figures.ts'
import '../../ui/print.css'
import type { CSSProperties, KeyboardEvent, PointerEvent } from 'react'
import type { Metric } from '../../state/embedding/view.ts'
import type { Result } from '../../state/embedding/analysis.ts'

interface Props {
  /** The table's accessible name. */
  label?: string
  result: Result
  /** All pairs in the order shown, row-major. */
  matrix: Float64Array
  /** Smallest and largest value off the diagonal. */
  range: readonly [number, number]
  order: Int32Array
  /** What the values are of. */
  metric: Metric
}

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function pairAt(target: EventTarget): [number, number] | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-a]') : null
  return cell ? [Number(cell.dataset['a']), Number(cell.dataset['b'])] : null
}

/** A real table. Arrow keys walk the cells, Enter or a click opens a pair, a row's head selects its text. */
export function MatrixTable({ label = 'Similarity matrix', result, matrix, range, order, metric }: Props) {
  const pair = useView((view) => view.pair)
  const [opened, setOpened] = useState<readonly [number, number] | null>(null)
  const table = useRef<HTMLTableElement>(null)
  const [a, b] = pair ?? [-1, -1]
  const zeros = useMemo(() => new Set(order.filter((row) => isZero(result, row))), [result, order])
  const look = ({ target }: { target: EventTarget }) => {
    const found = pairAt(target)
    if (found && (found[0] !== a || found[1] !== b)) setView({ pair: found })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const from = pairAt(event.target)
    if (!step || !from || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const [row, column] = [order.indexOf(from[0]) + step[0], order.indexOf(from[1]) + step[1]]
    table.current?.querySelector<HTMLElement>(`[data-a="${order[row]}"][data-b="${order[column]}"]`)?.focus()
  }
  return (
    <div
      data-prints="matrix"
      style={{ '--columns': order.length } as CSSProperties}
      className="min-h-40 overflow-auto px-4 pb-1 narrow:px-5 wide:max-h-[max(48dvh,calc(100dvh-472px))]"
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- listens for the buttons in its cells */}
      <table
        ref={table}
        aria-label={label}
        className="border-separate border-spacing-px text-label"
        onPointerOver={(event: PointerEvent) => event.pointerType !== 'touch' && look(event)}
        onFocus={look}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <td className="sticky left-0 z-2 min-w-32 bg-ground @min-[1420px]:min-w-44">
              <span className="sr-only">Text</span>
            </td>
            {Array.from(order, (row) => (
              <th
                key={row}
                scope="col"
                className={`sticky top-0 z-1 h-6 min-w-10 bg-ground @min-[1420px]:min-w-10.75 text-center ${row === b ? 'font-semibold text-ink' : 'font-normal text-mute'}`}
              >
                <span className="sr-only">Text </span>
                {row + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from(order, (row, at) => (
            <Row
              key={row}
              row={row}
              text={titleOf(result.items[row])}
              matrix={matrix}
              at={at}
              range={range}
              order={order}
              zeros={zeros}
              metric={metric}
              current={row === a ? b : -1}
              reachable={pair ? (row === a ? b : -1) : at === 0 ? (order[0] ?? -1) : -1}
              onOpen={setOpened}
            />
          ))}
        </tbody>
      </table>
      {opened && <PairDialog result={result} pair={opened} onClose={() => setOpened(null)} />}
    </div>
  )
}

interface RowProps {
  row: number
  text: string
  matrix: Float64Array
  /** Its place in the order. */
  at: number
  range: readonly [number, number]
  order: Int32Array
  /** Rows of zeros. */
  zeros: ReadonlySet<number>
  metric: Metric
  /** The column of the current pair, or -1. */
  current: number
  /** The column whose cell Tab reaches, or -1. */
  reachable: number
  onOpen: (pair: readonly [number, number]) => void
}

const Row = memo(function Row({
  row,
  text,
  matrix,
  at,
  range,
  order,
  zeros,
  metric,
  current,
  reachable,
  onOpen,
}: RowProps) {
  const [low, high] = range
  return (
    <tr>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the button in it has the text */}
      <th scope="row" className="sticky left-0 z-1 bg-ground p-0 text-left font-normal">
        <button
          type="button"
          title={text}
          onClick={() => setView({ selected: row, pair: null })}
          className={`flex h-11 w-32 cursor-pointer items-center gap-2 pr-2 text-left narrow:h-6.75 narrow:w-36 @min-[1420px]:w-49 ${current >= 0 ? 'font-semibold text-ink' : 'text-soft hover:text-ink'}`}
        >
          <span className={`w-5 shrink-0 text-right ${current >= 0 ? '' : 'text-mute'}`}>{row + 1}</span>
          <span className="truncate">{text}</span>
          {zeros.has(row) && (
            <span className="ml-auto shrink-0 text-caution" title="A vector of zeros">
              <span className="sr-only">, a vector of </span>zeros
            </span>
          )}
        </button>
      </th>
      {Array.from(order, (column, place) => {
        const value = matrix[at * order.length + place] ?? 0
        const share = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0
        const own = column === row
        const none = metric === 'cosine' && (zeros.has(row) || zeros.has(column))
        return (
          <td key={column} className="p-0">
            <button
              type="button"
              data-a={row}
              data-b={column}
              aria-label={`${row + 1} × ${column + 1}, ${none ? 'no cosine' : decimals(value)}`}
              tabIndex={column === reachable ? 0 : -1}
              onClick={() => onOpen([row, column])}
              style={
                own || none
                  ? undefined
                  : {
                      backgroundColor: `color-mix(in oklch, var(--color-cell-high) ${(share * 100).toFixed(1)}%, var(--color-cell-low))`,
                    }
              }
              className={`block h-11 w-full min-w-10 cursor-pointer text-center narrow:h-6.75 ${own ? 'text-mute' : 'text-ink'} ${column === current ? 'font-semibold outline-2 -outline-offset-2 outline-accent' : ''} focus-visible:-outline-offset-2`}
            >
              {none ? '–' : decimals(value)}
            </button>
          </td>
        )
      })}
    </tr>
  )
})
