import { memo } from 'react'
import { StateMark } from './StateMark.tsx'
import type { ReactNode } from 'react'
import type { Lane } from './stripLabels.ts'
import type { Strip, StripState, Tick } from './strip.ts'

interface Props {
  strip: Strip
  state: StripState
  width: number
  height: number
  /** Null where there is no room for a lane of labels. */
  lane: Lane | null
  /** x and words of the chunk under the pointer. */
  hovered: { x: number; label: string } | null
  /** x of the selected chunk. */
  selected: number | null
}

/** Rows of the pennant beside the pole, in px. */
const pennant = [2, 4, 5, 3, 1]

const rect = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y}h${width}v${height}h${-width}z`

function ticksPath(ticks: readonly Tick[], width: number, height: number): string {
  let path = ''
  for (const tick of ticks) path += rect(tick.x, height - tick.height, width, tick.height)
  return path
}

function dots(from: number, to: number, y: number): string {
  let path = ''
  for (let x = from + ((4 - (from % 4)) % 4); x < to; x += 4) path += rect(x, y, 1, 1)
  return path
}

/** The strip's marks as a handful of paths on whole pixels; colours come from the theme. */
export const StripDrawing = memo(function StripDrawing({
  strip,
  state,
  width,
  height,
  lane,
  hovered,
  selected,
}: Props) {
  const base = height - 1
  const { edge, firstToken } = strip
  return (
    <div aria-hidden="true" className="relative" style={{ height: height + (lane ? 16 : 0) }}>
      <svg
        width={width}
        height={height + (lane ? 16 : 0)}
        shapeRendering="crispEdges"
        className="absolute inset-0 overflow-visible"
      >
        <path
          className="fill-soft"
          d={rect(0, height - 4, 1, 4) + strip.dotted.map(({ from, to }) => dots(from, to, base)).join('')}
        />
        <path
          className="fill-soft"
          d={strip.solid.map(({ from, to }) => rect(from, base, Math.max(0, to - from), 1)).join('')}
        />
        <path className="fill-edge" d={strip.notches.map((x) => rect(x, height - 3, 1, 3)).join('')} />
        <path className="fill-edge" d={ticksPath(strip.pale, strip.tickWidth, height)} />
        <path className="fill-ink" d={ticksPath(strip.answer, strip.tickWidth, height)} />
        {firstToken && <path className="fill-ink" d={flag(firstToken.x, strip, height)} />}
        {strip.live && <path className="fill-ink" d={rect(edge, 0, 1, height)} />}
        {state === 'complete' && (
          <path className="fill-ink" d={rect(edge + 3, 0, 1, height) + rect(edge + 6, 0, 3, height)} />
        )}
        {lane && !hovered && (
          <path
            className="fill-edge"
            d={lane.brackets.map(({ from, to }) => bracket(from, to, height + 2)).join('')}
          />
        )}
        {hovered && (
          <path className="fill-ink" d={pointer(hovered.x, strip.tickWidth, height, lane !== null)} />
        )}
        {selected !== null && (
          <path className="fill-accent" d={pointer(selected, 2, height, lane !== null)} />
        )}
      </svg>
      {!strip.live && state !== 'complete' && (
        <span className="absolute flex items-center" style={{ left: edge + 4, top: 0, height }}>
          <StateMark state={state} />
        </span>
      )}
      {lane && <Words top={height}>{laneWords(lane, hovered, width)}</Words>}
    </div>
  )
})

function Words({ top, children }: { top: number; children: ReactNode }) {
  return (
    <div
      className="pointer-events-none absolute inset-x-0 h-4 text-wire whitespace-nowrap text-mute"
      style={{ top }}
    >
      {children}
    </div>
  )
}

/** The labels, or in their place what the pointer is on: left of its tick, at the right where there is no room. */
function laneWords(lane: Lane, hovered: Props['hovered'], width: number): ReactNode {
  if (!hovered) {
    return lane.labels.map(({ text, x, low }) => (
      <span key={`${x} ${text}`} className={`absolute ${low ? 'top-0.5' : ''}`} style={{ left: x }}>
        {text}
      </span>
    ))
  }
  const fits = hovered.x > hovered.label.length * 6 + 8
  const place = fits ? { right: width - hovered.x + 7 } : { left: hovered.x + 10 }
  return (
    <span className="absolute text-ink" style={place}>
      {hovered.label}
    </span>
  )
}

/** A pole of full height with its pennant; at the very end it flies backwards, clear of the end mark. */
function flag(x: number, { tickWidth, edge, live }: Strip, height: number): string {
  const backwards = !live && x + tickWidth + 5 > edge
  const rows = pennant.map((long, row) => rect(backwards ? x - long : x + tickWidth, row, long, 1))
  return rect(x, 0, tickWidth, height) + rows.join('')
}

function bracket(from: number, to: number, y: number): string {
  return rect(from, y, to - from, 1) + rect(from, y + 1, 1, 2) + rect(to - 1, y + 1, 1, 2)
}

/** A tick of full height with a caret below it, where there is a lane for the caret. */
function pointer(x: number, tickWidth: number, height: number, caret: boolean): string {
  const tick = rect(x, 0, tickWidth, height)
  if (!caret) return tick
  return tick + [2, 4, 6].map((long, row) => rect(x + 1 - long / 2, height + 2 + row, long, 1)).join('')
}
