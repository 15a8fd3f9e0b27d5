import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { usePhone } from '../../ui/phone.ts'
import { RunRow } from './RunRow.tsx'
import type { Press } from '../../runs/press.ts'
import type { RunId } from '../../runs/run.ts'

interface Props {
  rows: readonly Press[]
  open: RunId | null
  chosen: readonly Press[]
  onOpen: (press: Press) => void
  onChoose: (press: Press, on: boolean) => void
}

const head = 'sticky top-0 z-1 h-8 border-b border-line bg-ground px-2 text-left font-medium'

/** A real table of which only the rows near the window are drawn; spacer rows stand for the others. */
export function RunTable({ rows, open, chosen, onOpen, onChoose }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const height = usePhone() ? 60 : 32
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
  })
  const drawn = virtual.getVirtualItems().map(({ index }) => index)
  const before = (drawn[0] ?? 0) * height
  const after = (rows.length - 1 - (drawn.at(-1) ?? -1)) * height
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <table
        aria-label="Runs"
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-ui narrow:min-w-272"
      >
        <colgroup>
          <col className="w-10" />
          <col className="w-27" />
          <col className="w-24" />
          <col className="w-42" />
          <col />
          <col className="w-30" />
          <col className="w-24" />
          <col className="w-22" />
        </colgroup>
        <thead className="text-label text-mute">
          <tr aria-rowindex={1}>
            <th className={head}>
              <span className="sr-only">Choose</span>
            </th>
            <th className={head}>When</th>
            <th className={head}>Workspace</th>
            <th className={head}>Model</th>
            <th className={head}>First words</th>
            <th className={head}>State</th>
            <th className={`${head} text-right`}>Tokens</th>
            <th className={`${head} text-right`}>Time</th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Spacer height={before} />}
          {drawn.map((index) => {
            const press = rows[index]
            return (
              press && (
                <RunRow
                  key={press.id}
                  press={press}
                  number={index + 1}
                  open={press.id === open}
                  chosen={chosen.some(({ id }) => id === press.id)}
                  onOpen={onOpen}
                  onChoose={onChoose}
                />
              )
            )
          })}
          {after > 0 && <Spacer height={after} />}
        </tbody>
      </table>
    </div>
  )
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden="true" style={{ height }}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the whole row is hidden */}
      <td colSpan={8} className="p-0" />
    </tr>
  )
}
