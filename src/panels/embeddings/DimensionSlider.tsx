import { useState } from 'react'
import { cutTo } from '../../state/embedding/run.ts'
import { stopsFor } from '../../state/embedding/models.ts'
import { count } from './figures.ts'
import { lengthAt, shareOf } from './lengths.ts'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Result } from '../../state/embedding/analysis.ts'

/**
 * Cuts the vectors here and now; nothing is sent. A native range whose value is the length itself; the track over it
 * is ours, because the stops double and a native one is linear. Arrow keys go from stop to stop.
 */
export function DimensionSlider({ result }: { result: Result }) {
  const { dimensions, used } = result
  const [wanted, setWanted] = useState<number | null>(null)
  const stops = stopsFor(dimensions)
  const value = wanted ?? used
  const minimum = stops[0] ?? 1
  const cut = (length: number) => {
    setWanted(length)
    void cutTo(length)
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0 && event.type !== 'pointerdown') return
    const box = event.currentTarget.getBoundingClientRect()
    cut(lengthAt((event.clientX - box.left) / box.width, stops))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const up = event.key === 'ArrowRight' || event.key === 'ArrowUp'
    if (!up && event.key !== 'ArrowLeft' && event.key !== 'ArrowDown') return
    event.preventDefault()
    const next = up ? stops.find((stop) => stop > value) : stops.findLast((stop) => stop < value)
    if (next !== undefined) cut(next)
  }
  const at = `${shareOf(value, stops) * 100}%`
  const touched = value < dimensions
  return (
    <div className="flex shrink-0 items-start gap-5 px-4 pt-2 narrow:px-5">
      <span aria-hidden="true" className="leading-6">
        <span className="hidden narrow:inline">Compare at dimensions</span>
        <span className="narrow:hidden">Dimensions</span>
      </span>
      <div
        className="relative h-11 min-w-0 flex-1 cursor-pointer touch-none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          event.preventDefault()
          event.currentTarget.querySelector('input')?.focus()
          drag(event)
        }}
        onPointerMove={drag}
      >
        <input
          type="range"
          aria-label="Compare at dimensions"
          aria-valuetext={`${count(value)} of ${count(dimensions)} dimensions`}
          min={minimum}
          max={dimensions}
          step={1}
          value={value}
          onChange={(event) => cut(event.currentTarget.valueAsNumber)}
          onKeyDown={onKeyDown}
          className="peer pointer-events-none absolute inset-0 size-full opacity-0"
        />
        <span className="absolute inset-x-0 top-3 h-px bg-faint" />
        {touched && <span className="absolute top-2.75 right-0 h-0.5 bg-ink" style={{ left: at }} />}
        {stops.map((stop, index) => (
          <span
            key={stop}
            className="absolute top-2.25"
            style={{ left: `${stops.length > 1 ? (index / (stops.length - 1)) * 100 : 0}%` }}
          >
            <span className="absolute h-1.5 w-px bg-edge" />
            <span
              className={`absolute top-3 -translate-x-1/2 text-label text-mute ${index % 2 === (stops.length - 1) % 2 ? '' : 'hidden narrow:inline'}`}
            >
              {count(stop)}
            </span>
          </span>
        ))}
        <span
          style={{ left: at }}
          className={`absolute top-1.5 size-3 -translate-x-1/2 rounded-full border peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent ${touched ? 'border-ink bg-ink' : 'border-edge bg-raised'}`}
        />
      </div>
      <p className="min-w-22 text-right leading-6 text-mute">
        <span className="font-semibold text-ink">{count(value)}</span> of {count(dimensions)}
      </p>
    </div>
  )
}
