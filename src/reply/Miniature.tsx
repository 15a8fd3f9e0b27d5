import { useMemo } from 'react'
import { StripDrawing } from './StripDrawing.tsx'
import { createStrip } from './strip.ts'
import type { Beat } from '../runs/run.ts'
import type { StripState } from './strip.ts'

const width = 80
const height = 12

interface Props {
  beats: readonly Beat[]
  /** ms */
  elapsed: number
  state: StripState
}

/** A stream strip to look at, not to point at: how something comes, before it is asked for. */
export function Miniature({ beats, elapsed, state }: Props) {
  const strip = useMemo(
    () => createStrip()(beats, { width, height, elapsed, state }),
    [beats, elapsed, state],
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
