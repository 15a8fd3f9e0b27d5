import type { StripState } from './strip.ts'

interface Shape {
  look: string
  /** Solid, on whole pixels of a 12 px box. */
  solid?: string
  /** Drawn with a 2 px stroke. */
  stroke?: string
}

const cross = 'm2.5 2.5 7 7M9.5 2.5l-7 7'
const slashes = 'M4.5 1.5 1.5 10.5M10 1.5 7 10.5'

const shapes: Record<StripState, Shape> = {
  waiting: { look: 'text-soft', solid: 'M0 10h1v1h-1zM3 10h1v1h-1zM6 10h1v1h-1zM9 10h1v1h-1z' },
  streaming: { look: 'text-ink', solid: 'M1 6h2v5h-2zM5 1h2v10h-2zM9 4h2v7h-2z' },
  stalled: { look: 'text-caution', solid: 'M1 10h2v1H1zM5 10h2v1H5zM9 10h2v1H9zM1 2h2v6H1z' },
  complete: { look: 'text-ink', solid: 'M1 0h1v12h-1zM4 0h3v12h-3z' },
  stopped: { look: 'text-soft', solid: 'M2 2h8v8h-8z' },
  interrupted: { look: 'text-fail', stroke: cross },
  failed: { look: 'text-fail', stroke: cross },
  'cut off': { look: 'text-caution', stroke: slashes },
  'no answer': { look: 'text-caution', stroke: slashes },
  blocked: { look: 'text-caution', stroke: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM3 3l6 6' },
}

/** The colour of a state's word. */
export function stateLook(state: StripState): string {
  return shapes[state].look
}

/** The sign of a state: beside its word, at the strip's end, at the head of its note. A word always stands by it. */
export function StateMark({ state }: { state: StripState }) {
  const { look, solid, stroke } = shapes[state]
  return (
    <svg aria-hidden="true" viewBox="0 0 12 12" width="12" height="12" className={`shrink-0 ${look}`}>
      {solid && <path d={solid} fill="currentColor" shapeRendering="crispEdges" />}
      {stroke && <path d={stroke} fill="none" stroke="currentColor" strokeWidth="2" />}
    </svg>
  )
}
