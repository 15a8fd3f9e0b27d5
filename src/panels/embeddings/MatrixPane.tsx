import { useMemo } from 'react'
import {
  isDefined,
  matrixOf,
  rangeOf,
  setView,
  tableUpTo,
  useView,
  zerosOf,
} from '../../state/embedding/view.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { Cost } from './Cost.tsx'
import { DimensionSlider } from './DimensionSlider.tsx'
import { ExportVectors } from './ExportVectors.tsx'
import { MatrixPicture } from './MatrixPicture.tsx'
import { MatrixTable } from './MatrixTable.tsx'
import { PairLine } from './PairLine.tsx'
import { count, metricNames, numbersOf } from './figures.ts'
import { WhatTheyAre } from './WhatTheyAre.tsx'
import { useAsk } from './useAsk.ts'
import { words } from './words.ts'
import type { Result } from '../../state/embedding/analysis.ts'
import type { Metric, Sort } from '../../state/embedding/view.ts'

const sorts: { value: Sort; label: string }[] = [
  { value: 'input', label: 'As entered' },
  { value: 'cluster', label: 'By cluster' },
  { value: 'neighbour', label: 'By neighbour' },
]

/** Rows in the order in which they are shown, the chosen ones alone where some are; as entered until another order is there. */
function useOrder(result: Result): Int32Array {
  const sort = useView((view) => view.sort)
  const chosen = useView((view) => view.chosen)
  const entered = useMemo(() => Int32Array.from(result.items.keys()), [result.items])
  const key = sort === 'input' ? null : `${result.id} ${result.used} order ${sort}`
  const { output } = useAsk('order', { by: sort }, key)
  const whole = sort !== 'input' && output ? output : entered
  return useMemo(() => (chosen.size > 1 ? whole.filter((row) => chosen.has(row)) : whole), [whole, chosen])
}

/** All pairs, and how they change when the vectors are cut. */
export function MatrixPane({ result }: { result: Result }) {
  const metric = useView((view) => view.metric)
  const sort = useView((view) => view.sort)
  return (
    <section aria-label="Similarity" data-part="matrix" className="flex shrink-0 scroll-mt-9 flex-col">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-panel py-1 pr-2 pl-4 narrow:min-h-10 narrow:pl-5">
        <h2 className="mr-auto text-ui font-semibold">Similarity matrix</h2>
        <Cost />
        <Select
          label="Metric"
          labelHidden
          size={24}
          value={metric}
          options={Object.entries(metricNames).map(([value, label]) => ({ value, label }))}
          onChange={(value) => setView({ metric: value as Metric })}
        />
        <Select
          label="Order"
          labelHidden
          size={24}
          value={sort}
          options={sorts}
          onChange={(value) => setView({ sort: value as Sort })}
        />
        <ExportVectors result={result} />
      </div>
      <WhatTheyAre host={result.host} />
      <DimensionSlider result={result} />
      <Chosen result={result} />
      <Zeros result={result} />
      <Matrix result={result} />
    </section>
  )
}

function Matrix({ result }: { result: Result }) {
  const order = useOrder(result)
  return order.length <= tableUpTo ? (
    <Small result={result} order={order} />
  ) : (
    <MatrixPicture key={order.length} result={result} order={order} />
  )
}

function Small({ result, order }: { result: Result; order: Int32Array }) {
  const metric = useView((view) => view.metric)
  const matrix = useMemo(() => matrixOf(result, order, result.used, metric), [result, order, metric])
  const range = useMemo(
    () => rangeOf(matrix, order.length, (at) => !isDefined(result, [order[at]!, order[at]!], metric)),
    [matrix, order, result, metric],
  )
  return (
    <>
      <MatrixTable result={result} matrix={matrix} range={range} order={order} metric={metric} />
      <PairLine result={result} range={range} metric={metric} />
    </>
  )
}

/** Vectors without a direction are named once, and marked where they stand. */
function Zeros({ result }: { result: Result }) {
  const rows = useMemo(() => zerosOf(result), [result])
  return (
    <div role="status" aria-label="Vectors of zeros">
      {rows.length > 0 && (
        <p className="px-4 pt-1 text-label text-caution narrow:px-5">
          {words.zeros(numbersOf(rows), rows.length === 1)}
        </p>
      )}
    </div>
  )
}

/** Says that rows were left out, and brings them back. */
function Chosen({ result }: { result: Result }) {
  const chosen = useView((view) => view.chosen)
  if (chosen.size < 2) return null
  return (
    <p className="flex items-center gap-3 px-4 pt-1 text-label text-mute narrow:px-5">
      {count(chosen.size)} of {count(result.items.length)} texts, chosen on the map
      <Button size={24} onClick={() => setView({ chosen: new Set() })}>
        Show all
      </Button>
    </p>
  )
}
