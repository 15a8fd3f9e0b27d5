import { compareFacts, compareFigures } from '../../../runs/difference/runs.ts'
import { seconds, whole } from '../../../ui/figures.ts'
import { Only } from './Pieces.tsx'
import type { FigureRow } from '../../../runs/difference/runs.ts'
import type { Press } from '../../../runs/press.ts'
import type { Run } from '../../../runs/run.ts'

const format = { ms: seconds, count: whole, 'per second': (value: number) => value.toFixed(1) }

const shown = (value: number | null, unit: FigureRow['unit']): string =>
  value === null ? '–' : format[unit](value)

/** To what is shown of it: the change of two figures is that of the two that stand there. */
const steps = { ms: 10, count: 1, 'per second': 0.1 }

/** `−0.17 s`; with a real minus, and a plus where it grew. */
function change({ unit, first, second }: FigureRow): string {
  if (first === null || second === null) return ''
  const step = steps[unit]
  const by = (Math.round(second / step) - Math.round(first / step)) * step
  const size = format[unit](Math.abs(by))
  if (size === format[unit](0)) return format[unit](0)
  return (by > 0 ? '+' : '−') + size
}

interface Props {
  first: Run
  second: Run
  /** The two, as they are called in the head. */
  names: { first: string; second: string }
  /** Their rows, where one is a loop: its figures are those of all steps. */
  rows: readonly [Press, Press] | null
  /** Three of them, for where there is little room. */
  short?: boolean
}

const THREE = new Set(['First token', 'Total time', 'Tokens out'])
const cell = 'h-6 border-t border-line px-2 text-right whitespace-nowrap'

/** The figures of both, and how each changed. */
export function Figures({ first, second, names, rows: presses, short = false }: Props) {
  const rows = compareFigures(first, second, presses).filter(({ name }) => !short || THREE.has(name))
  return (
    <table
      aria-label="Figures of both runs"
      className="w-full max-w-160 border-separate border-spacing-0 text-label"
    >
      <thead className="text-mute">
        <tr>
          <th className="h-6 border-t border-line text-left font-medium">
            <span className="sr-only">Figure</span>
          </th>
          <th className={`font-medium ${cell}`}>{names.first}</th>
          <th className={`font-medium ${cell}`}>{names.second}</th>
          <th className={`pr-0! font-medium ${cell}`}>Change</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th className="h-6 border-t border-line text-left font-normal text-mute">{row.name}</th>
            <td className={cell}>{shown(row.first, row.unit)}</td>
            <td className={cell}>{shown(row.second, row.unit)}</td>
            <td className={`pr-0! font-medium ${cell}`}>{change(row)}</td>
          </tr>
        ))}
        {!short &&
          compareFacts(first, second).map((row) => (
            <tr key={row.name}>
              <th className="h-6 border-t border-line text-left font-normal text-mute">{row.name}</th>
              <td className={`font-mono ${cell}`}>
                {row.first === row.second ? row.first : <Only side="first">{row.first}</Only>}
              </td>
              <td className={`font-mono ${cell}`}>
                {row.first === row.second ? row.second : <Only side="second">{row.second}</Only>}
              </td>
              <td className={cell}>{row.first !== row.second && 'changed'}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
