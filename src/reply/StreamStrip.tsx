import { useId, useState } from 'react'
import { phaseOf } from '../runs/exchange.ts'
import { read } from '../runs/read.ts'
import { chooseChunk, inspect, useInspector } from '../state/shell/inspector.ts'
import { StateMark, stateLook } from './StateMark.tsx'
import { StripDrawing } from './StripDrawing.tsx'
import { useElapsed } from './elapsed.ts'
import { chunkLabel, seconds } from '../ui/figures.ts'
import { usePhone } from '../ui/screen.ts'
import { silenceOf } from './silence.ts'
import { createStrip, nearest } from './strip.ts'
import { describe, layLane } from './stripLabels.ts'
import { isComposing } from '../ui/isComposing.ts'
import { useWidth } from '../ui/useWidth.ts'
import type { KeyboardEvent, PointerEvent } from 'react'
import type { Run } from '../runs/run.ts'
import type { StripState } from './strip.ts'

interface Props {
  run: Run
  /** 12 px and no lane of labels, for a chat turn. */
  compact?: boolean
  /** The accessible name, where a second one is on the page. */
  label?: string
}

/** A run's chunks on a time line that draws itself: one tick a chunk, where it arrived. */
export function StreamStrip({ run, compact = false, label: name = 'Stream strip' }: Props) {
  const phone = usePhone()
  const height = phone ? 10 : compact ? 12 : 16
  const { beats, outcome } = read(run)
  const phase = phaseOf(run)
  const elapsed = useElapsed(run)
  const stalled = phase === 'streaming' ? silenceOf(run, elapsed) : 0
  const state: StripState = phase === 'settled' ? (outcome ?? 'complete') : stalled > 0 ? 'stalled' : phase
  const word = stalled > 0 ? `stalled ${Math.floor(stalled / 1000)} s` : state
  const [track, width] = useWidth()
  const [layOut] = useState(createStrip)
  const [hover, setHover] = useState<number | null>(null)
  const [stepping, setStepping] = useState(false)
  const id = useId()

  const chosen = useInspector((now) => (now.run === run.id ? now.chunk : null))
  const isOpen = useInspector((now) => now.open)
  const selected = isOpen || stepping ? chosen : null

  const strip = layOut(beats, { width, height, elapsed, state })
  const pxPerMs = strip.edge / Math.max(1, elapsed, beats.at(-1)?.at ?? 0)
  const xOf = (index: number | null): number | null => {
    const chunk = index === null ? undefined : beats[index]
    return chunk ? Math.round(chunk.at * pxPerMs) : null
  }
  const selectedX = xOf(selected)
  const lane = compact || phone ? null : layLane(strip, width, selectedX)
  const pointed = hover ?? (stepping ? selected : null)
  const hoverX = xOf(pointed)
  const label = pointed === null ? '' : chunkLabel(beats, pointed)

  const under = (event: PointerEvent<HTMLElement>): number | null =>
    nearest(strip, event.clientX - event.currentTarget.getBoundingClientRect().left)
  const step = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const at = selected ?? -1
    const last = beats.length - 1
    const to = { ArrowLeft: Math.max(0, at - 1), ArrowRight: at + 1, Home: 0, End: last }[event.key]
    if (event.key === 'Enter') inspect(run.id, selected)
    else if (to !== undefined && last >= 0) {
      event.preventDefault()
      setStepping(true)
      chooseChunk(run.id, Math.min(to, last))
    }
  }

  return (
    <div className="flex items-start">
      <span
        className={`flex min-w-24 shrink-0 items-center gap-2 pr-1.5 text-label font-semibold ${stateLook(state)}`}
        style={{ height }}
      >
        <StateMark state={state} />
        {word}
      </span>
      {/* The contract makes it an img; it can be pointed at and stepped through all the same, and "Open in
          Inspector" beside it holds everything for those who do neither. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={track}
        role="img"
        aria-label={name}
        aria-describedby={id}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys step through the chunks
        tabIndex={0}
        onPointerMove={(event) => setHover(under(event))}
        onPointerLeave={() => setHover(null)}
        onClick={(event) => {
          const chunk =
            hover ?? nearest(strip, event.clientX - event.currentTarget.getBoundingClientRect().left)
          if (chunk !== null) inspect(run.id, chunk)
        }}
        onKeyDown={step}
        onBlur={() => setStepping(false)}
        className="min-w-0 flex-1 rounded-chip"
      >
        <StripDrawing
          strip={strip}
          state={state}
          width={width}
          height={height}
          lane={lane}
          hovered={hoverX === null ? null : { x: hoverX, label }}
          selected={selectedX}
        />
        <span id={id} className="sr-only">
          {describe(strip, beats.length, Math.max(elapsed, 0), word)}
        </span>
      </div>
      <span
        className="w-14 shrink-0 text-right text-label font-medium text-ink"
        style={{ lineHeight: `${height}px` }}
      >
        {seconds(elapsed, strip.live ? 1 : 2)}
      </span>
      <span className="sr-only" aria-live="polite">
        {stepping && label}
      </span>
    </div>
  )
}
