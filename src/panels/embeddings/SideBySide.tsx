import { useEffect, useMemo, useState } from 'react'
import { askComparison, settingsInWords } from '../../state/embedding/comparison.ts'
import { analysis } from '../../state/embedding/run.ts'
import {
  isZero,
  largestChange,
  matrixOf,
  rangeOf,
  setView,
  tableUpTo,
  titleOf,
  useView,
} from '../../state/embedding/view.ts'
import { MatrixTable } from './MatrixTable.tsx'
import { change, decimals } from './figures.ts'
import type { JobOutput, Result } from '../../state/embedding/analysis.ts'

type Found = JobOutput<'nearest'>

const listed = 10

/** Two results over the same texts: a matrix each, and the nearest neighbours of one text in both. */
export function SideBySide({ first, second }: { first: Result; second: Result }) {
  const selected = useView((view) => view.selected)
  const of = `${first.id} ${first.used} ${second.id}`
  const [latest, setFound] = useState<{ of: string; first: Found; second: Found } | null>(null)
  useEffect(() => {
    let wanted = true
    const input = { row: selected, k: listed }
    Promise.all([analysis.ask('nearest', input), askComparison('nearest', input)]).then(
      ([one, other]) => wanted && setFound({ of, first: one, second: other }),
      // One of the two was replaced meanwhile.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [selected, of])
  const found = latest?.of === of ? latest : null
  const shared = found && new Set(found.first.map(({ index }) => index))
  const common = found && shared ? found.second.filter(({ index }) => shared.has(index)).length : 0
  const small = first.items.length <= tableUpTo && second.items.length === first.items.length
  return (
    <div className="flex flex-col gap-3 pt-4">
      <p>
        Text {selected + 1}, “
        <span className="text-soft">{titleOf(first.items[selected]).slice(0, 120)}</span>”:{' '}
        <strong className="font-semibold">
          {common} of the first {found?.first.length ?? listed} neighbours
        </strong>{' '}
        are the same.
        {small && first.settings.model === second.settings.model && (
          <LargestDifference first={first} second={second} />
        )}
      </p>
      <div className="grid gap-4 wide:grid-cols-2">
        <Side name="First" result={first} found={found?.first ?? []} shared={null} matrix={small} />
        <Side name="Second" result={second} found={found?.second ?? []} shared={shared} matrix={small} />
      </div>
    </div>
  )
}

/** Between two tasks of one model; cosines of two models do not stand on one scale. */
function LargestDifference({ first, second }: { first: Result; second: Result }) {
  const found = useMemo(() => {
    const rows = Int32Array.from(first.items.keys())
    const [one, other] = [first, second].map((side) => matrixOf(side, rows, side.used, 'cosine'))
    return one && other ? largestChange(one, other, rows.length) : null
  }, [first, second])
  if (!found) return null
  return (
    <span className="text-soft">
      {' '}
      Largest change of a cosine: {change(found.change)}, pair {found.a + 1} × {found.b + 1}.
    </span>
  )
}

interface SideProps {
  name: string
  result: Result
  found: Found
  /** Rows that the other list has too. */
  shared: ReadonlySet<number> | null
  matrix: boolean
}

function Side({ name, result, found, shared, matrix }: SideProps) {
  return (
    <section aria-label={`${name} result`} className="min-w-0">
      <h3 className="pb-1 font-mono text-label">{settingsInWords(result)}</h3>
      {matrix && <Matrix name={name} result={result} />}
      <ol aria-label={`${name} neighbours`} className="pt-2">
        {found.map(({ index, score }, rank) => (
          <li key={index}>
            <button
              type="button"
              onClick={() => setView({ selected: index, pair: null })}
              className="flex min-h-7 w-full cursor-pointer items-center gap-2 text-left hover:bg-hover"
            >
              <span className="w-5 shrink-0 text-right text-label text-mute">{rank + 1}</span>
              <span
                className={`min-w-0 flex-1 truncate ${shared && !shared.has(index) ? 'font-semibold' : 'text-soft'}`}
              >
                {titleOf(result.items[index])}
              </span>
              {shared && !shared.has(index) && <span className="text-label text-mute">only here</span>}
              <span>{isZero(result, index) ? 'zeros' : decimals(score, 3)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Matrix({ name, result }: { name: string; result: Result }) {
  const order = useMemo(() => Int32Array.from(result.items.keys()), [result.items])
  const matrix = useMemo(() => matrixOf(result, order, result.used, 'cosine'), [result, order])
  const range = useMemo(
    () => rangeOf(matrix, order.length, (at) => isZero(result, order[at]!)),
    [matrix, order, result],
  )
  return (
    <div className="-ml-4 flex max-h-[46dvh] flex-col narrow:-ml-5">
      <MatrixTable
        label={`${name} matrix`}
        result={result}
        matrix={matrix}
        range={range}
        order={order}
        metric="cosine"
      />
    </div>
  )
}
