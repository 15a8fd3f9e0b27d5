import { useMemo } from 'react'
import { isZero, vectorOf } from '../../state/embedding/view.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Cost } from './Cost.tsx'
import { DimensionSlider } from './DimensionSlider.tsx'
import { ExportVectors } from './ExportVectors.tsx'
import { WhatTheyAre } from './WhatTheyAre.tsx'
import { count, decimals } from './figures.ts'
import { firstNumbers, silhouette, vectorJson } from './vectorText.ts'
import { words } from './words.ts'
import type { Result } from '../../state/embedding/analysis.ts'

const firstValues = 24
const columns = 640
const height = 96

/** What one text alone became: with nothing to compare there is neither a matrix nor a map. */
export function OneVector({ result }: { result: Result }) {
  const { items, norms, used, dimensions } = result
  return (
    <section aria-label="Vector" className="flex shrink-0 flex-col">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-panel py-1 pr-2 pl-4 narrow:min-h-10 narrow:pl-5">
        <h2 className="mr-auto text-ui font-semibold">Vector</h2>
        <Cost />
        <CopyButton size={24} label="Copy vector" text={() => vectorJson(result, 0)} />
        <ExportVectors result={result} />
      </div>
      <WhatTheyAre host={result.host} />
      <DimensionSlider result={result} />
      <div className="flex flex-col gap-3 px-4 py-3 narrow:px-5">
        <p className="max-h-40 overflow-y-auto text-prompt wrap-anywhere whitespace-pre-wrap">
          {items[0]?.text || items[0]?.image?.name}
        </p>
        <Picture result={result} />
        <p className="text-label text-mute">
          Norm {decimals(norms[0] ?? 0, 4)}
          {used < dimensions && ` at ${count(used)}, before renormalising`}
          {isZero(result, 0) && <span className="text-caution">, a vector of zeros: no direction</span>}
        </p>
        <p className="font-mono text-label wrap-anywhere text-soft">{firstNumbers(result, 0, firstValues)}</p>
        <p className="text-soft">{words.secondText}</p>
      </div>
    </section>
  )
}

/** Every number as a bar from zero; what lies beyond the length in use is pale. */
function Picture({ result }: { result: Result }) {
  const { used, dimensions } = result
  const { paths, low, high } = useMemo(() => {
    const bars = silhouette(vectorOf(result, 0), columns)
    const most = Math.max(...bars.map((bar) => Math.max(-bar.low, bar.high))) || 1
    const y = (value: number) => (height / 2) * (1 - (0.96 * value) / most)
    const border = Math.ceil((used / dimensions) * bars.length)
    const path = (from: number, to: number) =>
      bars
        .slice(from, to)
        .map((bar, at) => `M${from + at + 0.5} ${y(bar.high).toFixed(1)}V${y(bar.low).toFixed(1)}`)
        .join('')
    return {
      paths: { wide: bars.length, kept: path(0, border), cut: path(border, bars.length) },
      low: Math.min(...bars.map((bar) => bar.low)),
      high: Math.max(...bars.map((bar) => bar.high)),
    }
  }, [result, used, dimensions])
  return (
    <div>
      <svg
        role="img"
        aria-label={`All ${count(dimensions)} numbers, from ${decimals(low, 3)} to ${decimals(high, 3)}`}
        viewBox={`0 0 ${paths.wide} ${height}`}
        preserveAspectRatio="none"
        className="w-full border-y border-line text-ink"
        style={{ height }}
      >
        <path d={`M0 ${height / 2}H${paths.wide}`} stroke="currentColor" strokeWidth="0.5" opacity="0.4" />
        <path d={paths.kept} stroke="currentColor" />
        <path d={paths.cut} stroke="currentColor" opacity="0.25" />
      </svg>
      <p className="flex justify-between pt-1 text-label text-mute">
        <span>number 1</span>
        <span>
          {decimals(low, 3)} to {decimals(high, 3)}
        </span>
        <span>{count(dimensions)}</span>
      </p>
    </div>
  )
}
