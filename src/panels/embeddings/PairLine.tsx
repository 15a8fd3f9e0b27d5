import { isDefined, pairOf, useView } from '../../state/embedding/view.ts'
import { change, count, decimals, metricNames } from './figures.ts'
import { words } from './words.ts'
import type { ReactNode } from 'react'
import type { Metric } from '../../state/embedding/view.ts'
import type { Result } from '../../state/embedding/analysis.ts'

interface Props {
  result: Result
  /** What the colours run from and to. */
  range: readonly [number, number]
  /** What the range is of. */
  metric: Metric
  /** Stands before the legend. */
  children?: ReactNode
}

/** The current pair with four decimals, and the scale of the colours. */
export function PairLine({ result, range, metric, children }: Props) {
  const pair = useView((view) => view.pair)
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1 text-label text-mute narrow:px-5">
      <div role="status" aria-label="Pair" className="mr-auto flex flex-wrap items-baseline gap-x-4">
        {pair ? <Pair result={result} pair={pair} /> : words.pointAtCell}
      </div>
      {children}
      <div className="flex items-center gap-2">
        <span className="sr-only">{metricNames[metric]} off the diagonal from</span>
        {decimals(range[0])}
        <span className="sr-only">to</span>
        <span
          aria-hidden="true"
          className="h-2 w-30"
          style={{
            background: 'linear-gradient(in oklch to right, var(--color-cell-low), var(--color-cell-high))',
          }}
        />
        {decimals(range[1])}
      </div>
    </div>
  )
}

function Pair({ result, pair }: { result: Result; pair: readonly [number, number] }) {
  const metric = useView((view) => view.metric)
  const { used, dimensions } = result
  if (!isDefined(result, pair, metric))
    return (
      <>
        <span className="font-semibold text-ink">
          {count(pair[0] + 1)} × {count(pair[1] + 1)}
        </span>
        <span className="text-caution">{words.noCosine}</span>
      </>
    )
  const value = pairOf(result, pair, used, metric)
  const full = used === dimensions ? value : pairOf(result, pair, dimensions, metric)
  return (
    <>
      <span className="font-semibold text-ink">
        {count(pair[0] + 1)} × {count(pair[1] + 1)}
      </span>
      <span className="text-soft">
        {metricNames[metric].toLowerCase()}{' '}
        <span className="font-semibold text-ink">{decimals(value, 4)}</span>
      </span>
      {used < dimensions && (
        <>
          <span>
            at {count(dimensions)}: {decimals(full, 4)}
          </span>
          <span>change {change(value - full)}</span>
        </>
      )}
      <span>
        {metric === 'cosine'
          ? used < dimensions
            ? 'renormalised here'
            : 'normalised here'
          : used < dimensions
            ? 'cut, not normalised'
            : 'as received, not normalised'}
      </span>
    </>
  )
}
