import { useMemo } from 'react'
import { StripDrawing } from '../../reply/StripDrawing.tsx'
import { createStrip } from '../../reply/strip.ts'
import { layLane } from '../../reply/stripLabels.ts'
import { useWidth } from '../../ui/useWidth.ts'
import { signWords } from './blankWords.ts'
import type { ReactNode } from 'react'
import type { Beat } from '../../runs/run.ts'

/** A time line of our own making: a wait, chunks of many sizes, a silence, chunks again, the end. ms and bytes. */
const sample = { elapsed: 6420, first: 840, stall: [2830, 3880] } as const
const sizes = [90, 60, 150, 70, 110, 240, 80, 130, 60, 190, 100, 70, 260, 90, 120]

const beats: readonly Beat[] = Array.from({ length: 48 }, (_, index): Beat => {
  const before = 18
  const [from, to] = sample.stall
  const at =
    index < before
      ? sample.first + (index * (from - sample.first)) / (before - 1)
      : to + ((index - before) * (sample.elapsed - 60 - to)) / (47 - before)
  return { at: Math.round(at), kind: 'answer', bytes: sizes[index % sizes.length]! }
})

const height = 16

/** How to read the line under every answer: the line itself, and its four signs by name. */
export function Signs() {
  const [element, width] = useWidth()
  const strip = useMemo(
    () => createStrip()(beats, { width, height, elapsed: sample.elapsed, state: 'complete' }),
    [width],
  )
  return (
    <section aria-label={signWords.title}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-ui font-semibold">{signWords.title}</h2>
        <p className="text-label text-mute">{signWords.axis}</p>
      </div>
      <div ref={element} className="h-12 pt-3">
        <StripDrawing
          strip={strip}
          state="complete"
          width={width}
          height={height}
          lane={layLane(strip, width)}
          hovered={null}
          selected={null}
        />
      </div>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-2 pt-2 @min-[560px]:grid-cols-4">
        <Sign name={signWords.first} about={signWords.firstAbout}>
          <path d="M0 0h2v14h-2zM2 2h2v1h-2zM2 3h4v1h-4zM2 4h5v1h-5zM2 5h3v1h-3zM2 6h1v1h-1z" />
        </Sign>
        <Sign name={signWords.chunk} about={signWords.chunkAbout}>
          <path d="M0 9h2v5h-2zM5 2h2v12h-2zM10 6h2v8h-2z" />
        </Sign>
        <Sign name={signWords.silence} about={signWords.silenceAbout}>
          <path d="M0 13h1v1h-1zM4 13h1v1h-1zM8 13h1v1h-1zM12 13h1v1h-1z" />
        </Sign>
        <Sign name={signWords.end} about={signWords.endAbout}>
          <path d="M0 0h1v14h-1zM3 0h3v14h-3z" />
        </Sign>
      </ul>
    </section>
  )
}

function Sign({ name, about, children }: { name: string; about: string; children: ReactNode }) {
  return (
    <li className="flex min-w-0 gap-3">
      <svg
        aria-hidden="true"
        width="14"
        height="14"
        viewBox="0 0 14 14"
        shapeRendering="crispEdges"
        className="mt-0.5 shrink-0 fill-ink"
      >
        {children}
      </svg>
      <div className="min-w-0 text-label">
        <p>{name}</p>
        <p className="text-mute">{about}</p>
      </div>
    </li>
  )
}
