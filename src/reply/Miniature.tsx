import { useMemo } from 'react'
import { StripDrawing } from './StripDrawing.tsx'
import { createStrip, spanOf } from './strip.ts'
import type { Beat } from '../runs/run.ts'
import type { StripState } from './strip.ts'

const usualWidth = 80
const height = 12

interface Props {
  beats: readonly Beat[]
  /** ms */
  elapsed: number
  state: StripState
  /** Draws to scale, so that several can be compared; without it the width is that of the gallery. */
  pxPerSecond?: number
}

/** A stream strip to look at, not to point at: how something comes, before it is asked for. */
export function Miniature({ beats, elapsed, state, pxPerSecond }: Props) {
  const width =
    pxPerSecond === undefined ? usualWidth : Math.round((spanOf(elapsed, false) / 1000) * pxPerSecond)
  const strip = useMemo(
    () => createStrip()(beats, { width, height, elapsed, state }),
    [beats, elapsed, state, width],
  )
  return (
    <div style={{ width }} className="shrink-0">
      <StripDrawing
        strip={strip}
        state={state}
        width={width}
        height={height}
        lane={null}
        hovered={null}
        selected={null}
      />
    </div>
  )
}
