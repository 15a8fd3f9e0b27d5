import { memo } from 'react'
import { Icon } from '../ui/Icon.tsx'
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

const marks: Partial<Record<StripState, { look: string; icon: 'stop' | 'cross' | 'slashes' | 'blocked' }>> = {
  stopped: { look: 'text-soft', icon: 'stop' },
  interrupted: { look: 'text-fail', icon: 'cross' },
  failed: { look: 'text-fail', icon: 'cross' },
  'cut off': { look: 'text-caution', icon: 'slashes' },
  'no answer': { look: 'text-caution', icon: 'slashes' },
  blocked: { look: 'text-caution', icon: 'blocked' },
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
  const mark = marks[state]
  return (
    <div className="relative" style={{ height: height + (lane ? 16 : 0) }}>
      <svg
        width={width}
        height={height + (lane ? 16 : 0)}
        shapeRendering="crispEdges"
        aria-hidden="true"
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
        {firstToken && (
          <path
            className="fill-ink"
            d={
              rect(firstToken.x, 0, strip.tickWidth, height) +
              pennant.map((long, row) => rect(firstToken.x + strip.tickWidth, row, long, 1)).join('')
            }
          />
        )}
        {strip.live && <path className="fill-ink" d={rect(edge, 0, 1, height)} />}
        {state === 'complete' && (
          <path className="fill-ink" d={rect(edge + 3, 0, 1, height) + rect(edge + 6, 0, 3, height)} />
        )}
        {lane && !hovered && (
          <path
            className="fill-edge"
            d={lane.brackets.map(({ from, to }) => bracket(from, to, height + 3)).join('')}
          />
        )}
        {hovered && (
          <path className="fill-ink" d={pointer(hovered.x, strip.tickWidth, height, lane !== null)} />
        )}
        {selected !== null && (
          <path className="fill-accent" d={pointer(selected, 2, height, lane !== null)} />
        )}
      </svg>
      {mark && (
        <span
          className={`absolute flex items-center ${mark.look}`}
          style={{ left: edge + 4, top: 0, height }}
        >
          <Icon name={mark.icon} size={12} />
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
    return lane.labels.map(({ text, x }) => (
      <span key={`${x} ${text}`} className="absolute" style={{ left: x }}>
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

function bracket(from: number, to: number, y: number): string {
  return rect(from, y, to - from, 1) + rect(from, y + 1, 1, 2) + rect(to - 1, y + 1, 1, 2)
}

/** A tick of full height with a caret below it, where there is a lane for the caret. */
function pointer(x: number, tickWidth: number, height: number, caret: boolean): string {
  const tick = rect(x, 0, tickWidth, height)
  if (!caret) return tick
  return tick + [2, 4, 6].map((long, row) => rect(x + 1 - long / 2, height + 2 + row, long, 1)).join('')
}
