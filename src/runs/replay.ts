/** A kept stream, played again: the run as it was at any of its moments. Nothing is sent for it. */
import { chunkOf, responseOnce } from './exchange.ts'
import { read } from './read.ts'
import type { Chunk } from './exchange.ts'
import type { Run } from './run.ts'

/** Why a run cannot be played, as a sentence; null where it can. */
export function whyNotPlayed(run: Run): string | null {
  if (!run.ending) return 'This run is still going on: it can be played once it has ended.'
  if (run.v1)
    return 'An earlier version of this page kept only when the chunks of this answer came, not what they said, so it cannot be played.'
  if (run.chunks.length === 0) return 'This run received nothing, so there is nothing to play.'
  return null
}

/** How long a run took, ms: its last moment. */
export const lengthOf = (run: Run): number =>
  Math.max(read(run).figures.total ?? 0, run.chunks.at(-1)?.at ?? 0)

/** The moments at which something came, ms, and the last one. */
export function momentsOf(run: Run): number[] {
  const moments = [0, ...run.chunks.map(({ at }) => at), lengthOf(run)]
  return [...new Set(moments)].toSorted((a, b) => a - b)
}

/**
 * @returns a function that gives the run as it was, by ms since its start. What was derived of it grows with it, as it
 *   did then: going back begins anew.
 */
export function createReplay(run: Run): (at: number) => Run {
  const end = lengthOf(run)
  // Chunks of its own, so that what is derived of the whole run stays at hand.
  let copies: Chunk[] = []
  let now: Run | null = null
  return (at) => {
    if (at >= end) return run
    let count = now?.chunks.length ?? 0
    if (count > 0 && run.chunks[count - 1]!.at > at) {
      copies = []
      now = null
      count = 0
    }
    if (now && (run.chunks[count]?.at ?? Number.POSITIVE_INFINITY) > at) return now
    for (let next = run.chunks[count]; next && next.at <= at; next = run.chunks[++count])
      copies.push(chunkOf({ ...next }, responseOnce(next)))
    now = { ...run, chunks: copies.slice(), attempts: [], ending: null, elapsed: null }
    return now
  }
}
