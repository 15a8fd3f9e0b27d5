import { useId, useMemo, useState } from 'react'
import { read } from '../../../runs/read.ts'
import { momentsOf } from '../../../runs/replay.ts'
import { StripDrawing } from '../../../reply/StripDrawing.tsx'
import { createStrip } from '../../../reply/strip.ts'
import { describe, layLane } from '../../../reply/stripLabels.ts'
import { inspect } from '../../../state/shell/inspector.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Select } from '../../../ui/Select.tsx'
import { chunkLabel, seconds } from '../../../ui/figures.ts'
import { usePhone } from '../../../ui/screen.ts'
import { useWidth } from '../../../ui/useWidth.ts'
import { words } from './words.ts'
import type { KeyboardEvent } from 'react'
import type { Run } from '../../../runs/run.ts'
import type { Replay } from './useReplay.ts'

export const speeds = ['1×', '2×', '5×', '20×'] as const
export type Speed = (typeof speeds)[number]

/** Page Up and Page Down go so many moments. */
const LEAP = 10

interface Props {
  /** As it ended. */
  run: Run
  replay: Replay
  speed: Speed
  onSpeed: (speed: Speed) => void
}

/** The strip of a run as the line on which it is played: buttons, position, pace. */
export function Player({ run, replay, speed, onSpeed }: Props) {
  const { at, end, play, pause } = replay
  return (
    <div className="flex shrink-0 flex-wrap items-start gap-x-2 border-t border-line px-4 py-2">
      <div className="-my-1.5 flex w-22 shrink-0">
        <IconButton label="Play" icon={<Icon name="play" />} onClick={play} />
        <IconButton label="Pause" icon={<Icon name="pause" />} onClick={pause} />
      </div>
      <Position run={run} replay={replay} />
      <span className="w-28 shrink-0 text-right text-label leading-4 whitespace-nowrap text-mute">
        <span className="font-medium text-ink">{seconds(at)}</span> of {seconds(end)}
      </span>
      <div className="-my-1.5 w-20 shrink-0">
        <Select
          label="Speed"
          labelHidden
          value={speed}
          options={speeds}
          onChange={(value) => onSpeed(speeds.find((known) => known === value) ?? '1×')}
        />
      </div>
      <div className="-my-1">
        <IconButton
          label="Open in Inspector"
          icon={<Icon name="drawer" />}
          size={24}
          onClick={() => inspect(run.id, chunkAt(run, at))}
        />
      </div>
    </div>
  )
}

/** The last chunk that had come by a moment, counted from 0; null before the first. */
function chunkAt(run: Run, at: number): number | null {
  const index = run.chunks.findLastIndex((chunk) => chunk.at <= at)
  return index < 0 ? null : index
}

/** The next moment at which something came, or the one before; a leap goes over several. */
function stepped(moments: readonly number[], at: number, by: number): number {
  const here =
    by > 0 ? moments.findLastIndex((moment) => moment <= at) : moments.findIndex((moment) => moment >= at)
  return moments[Math.min(moments.length - 1, Math.max(0, here + by))] ?? 0
}

/** A native range over the strip's own marks. Arrow keys go from chunk to chunk. */
function Position({ run, replay: { at, end, seek } }: Pick<Props, 'run' | 'replay'>) {
  const phone = usePhone()
  const [track, width] = useWidth()
  const [layOut] = useState(createStrip)
  const id = useId()
  const { beats, outcome } = read(run)
  const moments = useMemo(() => momentsOf(run), [run])
  const height = 16
  const state = outcome ?? 'complete'
  const strip = layOut(beats, { width, height, elapsed: end, state })
  const lane = phone ? null : layLane(strip, width)
  const x = Math.round((strip.edge * at) / Math.max(1, end))
  const index = chunkAt(run, at)
  const step = (event: KeyboardEvent) => {
    const by = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageUp: LEAP,
      PageDown: -LEAP,
    }[event.key]
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    seek(stepped(moments, at, by))
  }
  return (
    <div
      ref={track}
      className="relative min-w-40 flex-1 max-narrow:order-last max-narrow:basis-full max-narrow:pt-3"
    >
      <div role="img" aria-label="Stream strip" aria-describedby={id}>
        <StripDrawing
          strip={strip}
          state={state}
          width={width}
          height={height}
          lane={lane}
          hovered={null}
          selected={x}
        />
        <span id={id} className="sr-only">
          {describe(strip, beats.length, end, state)}
        </span>
      </div>
      {/* The thumb's centre travels from 6 px to 6 px before the end: from the first mark to the last. */}
      <div className="absolute -left-1.5 h-8" style={{ top: -8, width: strip.edge + 12 }}>
        <input
          type="range"
          aria-label="Position"
          aria-valuetext={`${index === null ? words.beforeFirst : chunkLabel(beats, index)}; at ${seconds(at)} of ${seconds(end)}`}
          min={0}
          max={Math.round(end)}
          step={1}
          value={Math.round(at)}
          data-touched
          onKeyDown={step}
          onChange={(event) => seek(positionOf(event.currentTarget.valueAsNumber, end))}
          className="slider"
        />
      </div>
    </div>
  )
}

/** The slider counts whole ms; its end is the run's own. */
const positionOf = (value: number, end: number): number => (value >= Math.round(end) ? end : value)
