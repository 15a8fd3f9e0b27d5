/** The stream strip's geometry: plain numbers, without React. */
import type { Outcome } from '../gemini/reply.ts'
import type { Beat } from '../runs/run.ts'

/** `stalled`: it had begun, goes on, and nothing has come for a while. */
export type StripState = 'waiting' | 'streaming' | 'stalled' | Outcome

export const isLiveState = (state: StripState): boolean =>
  state === 'waiting' || state === 'streaming' || state === 'stalled'

/** Where to draw: sizes in CSS px, `elapsed` in ms (up to now while live, the total once settled). */
export interface Frame {
  width: number
  height: number
  elapsed: number
  state: StripState
}

/** A stretch of whole pixels, `from` inside and `to` outside. */
export interface Stretch {
  from: number
  to: number
}

export interface Tick {
  x: number
  height: number
  /** Index into the chunks; of the tallest where several share the pixel. */
  chunk: number
}

/** Every mark of a strip on whole pixels. The base line is the lowest row of `height`. */
export interface Strip {
  live: boolean
  /** ms that the whole track stands for. */
  span: number
  answer: Tick[]
  pale: Tick[]
  tickWidth: 1 | 2
  solid: Stretch[]
  dotted: Stretch[]
  stalls: (Stretch & { ms: number })[]
  firstToken: { x: number; at: number } | null
  /** x of the second notches ahead of now; none when settled. */
  notches: number[]
  /** x of the present moment, or of the end. */
  edge: number
}

const MIN_SETTLED = 2000
const FIRST_WINDOW = 8000
const MIN_STALL = 600
const STALL_TIMES_MEDIAN = 4

/** Pixels right of the last moment that the end mark needs: the closing barline, or an icon. */
export function endRoom(state: StripState): number {
  if (isLiveState(state)) return 1
  return state === 'complete' ? 9 : 16
}

/** ms across the track: 8 s doubling while live, the run's own length (at least 2 s) once settled. */
export function spanOf(elapsed: number, live: boolean): number {
  if (!live) return Math.max(elapsed, MIN_SETTLED)
  let span = FIRST_WINDOW
  while (span < elapsed) span *= 2
  return span
}

/** Index at which `value` keeps `sorted` in order. */
function place(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** What is known of the chunks so far; each is looked at once. */
function createSummary() {
  let count = 0
  let last: Beat | undefined
  let first: Beat | null = null
  let maxBytes = 1
  let gaps: number[] = []
  let silences: { from: number; to: number }[] = []

  /** Takes in chunks that are new since the last call; starts over when the array is another run's. */
  const add = (chunks: readonly Beat[]): void => {
    if (count > chunks.length || (count > 0 && chunks[count - 1] !== last)) {
      count = 0
      last = undefined
      first = null
      maxBytes = 1
      gaps = []
      silences = []
    }
    for (; count < chunks.length; count++) {
      const chunk = chunks[count]
      if (!chunk) break
      if (last) {
        const gap = chunk.at - last.at
        gaps.splice(place(gaps, gap), 0, gap)
        if (gap > MIN_STALL) silences.push({ from: last.at, to: chunk.at })
      }
      if (chunk.kind !== 'empty') first ??= chunk
      maxBytes = Math.max(maxBytes, chunk.bytes)
      last = chunk
    }
  }
  return {
    add,
    get now() {
      return {
        count,
        last,
        first,
        maxBytes,
        silences,
        stall: Math.max(MIN_STALL, STALL_TIMES_MEDIAN * medianOf(gaps)),
      }
    },
  }
}

/** The chunk that each pixel of the track shows: the largest of those that fall on it, -1 for none. */
function createColumns() {
  let columns = new Int32Array(0)
  let count = 0
  let last: Beat | undefined
  let scale = 0

  return (chunks: readonly Beat[], width: number, pxPerMs: number): Int32Array => {
    const same = scale === pxPerMs && columns.length === width && count <= chunks.length
    if (!same || (count > 0 && chunks[count - 1] !== last)) {
      columns = new Int32Array(width).fill(-1)
      count = 0
      scale = pxPerMs
    }
    for (; count < chunks.length; count++) {
      const chunk = chunks[count]
      if (!chunk) break
      const x = Math.min(width - 1, Math.round(chunk.at * pxPerMs))
      const rival = chunks[columns[x] ?? -1]
      if (!rival || chunk.bytes > rival.bytes) columns[x] = count
      last = chunk
    }
    return columns
  }
}

/**
 * A layout with memory: `(chunks, frame) => Strip`. A chunk is measured once however often the strip is drawn,
 * so a frame costs the new chunks plus the pixels of the track. Chunks must be in order of arrival, and an
 * array that grew must start with the very same objects; any other array is measured afresh.
 */
export function createStrip(): (chunks: readonly Beat[], frame: Frame) => Strip {
  const summary = createSummary()
  const columnsOf = createColumns()

  return (chunks, { width, height, elapsed, state }) => {
    summary.add(chunks)
    const { count, last, first, maxBytes, silences, stall } = summary.now
    const live = isLiveState(state)
    const end = Math.max(elapsed, last?.at ?? 0)
    const span = spanOf(end, live)
    const room = Math.max(1, width - endRoom(state))
    const pxPerMs = room / span
    const x = (ms: number): number => Math.round(ms * pxPerMs)
    const edge = x(end)

    const strip: Strip = {
      live,
      span,
      answer: [],
      pale: [],
      tickWidth: count * 7 > edge ? 1 : 2,
      solid: [],
      dotted: [],
      stalls: [],
      firstToken: first ? { x: x(first.at), at: first.at } : null,
      notches: [],
      edge,
    }

    columnsOf(chunks, room + 1, pxPerMs).forEach((index, column) => {
      const chunk = chunks[index]
      if (!chunk) return
      const share = (chunk.bytes / maxBytes) ** 0.7
      const tick = { x: column, chunk: index, height: 3 + Math.round(share * (height - 7)) }
      ;(chunk.kind === 'answer' ? strip.answer : strip.pale).push(tick)
    })

    let flowing = chunks[0]?.at ?? end
    if (flowing > 0) strip.dotted.push({ from: 0, to: x(flowing) })
    const rest = (from: number, to: number, bracket: boolean): void => {
      strip.solid.push({ from: x(flowing), to: x(from) + strip.tickWidth })
      const silence = { from: x(from) + strip.tickWidth, to: x(to) }
      if (silence.to > silence.from) strip.dotted.push(silence)
      if (bracket) strip.stalls.push({ ...silence, ms: to - from })
      flowing = to
    }
    for (const silence of silences)
      if (silence.to - silence.from > stall) rest(silence.from, silence.to, true)
    if (last && end - last.at > stall) rest(last.at, end, !live)
    else if (last) strip.solid.push({ from: x(flowing), to: Math.max(edge, x(last.at) + strip.tickWidth) })

    if (live) {
      // Past 32 s a notch a second would be a ruler; eight notches a window stay legible.
      const step = span / 8
      for (let ms = step; ms <= span; ms += step) if (x(ms) > edge) strip.notches.push(x(ms))
    }
    return strip
  }
}

/** The chunk whose tick is nearest to `x`; null where there is none. */
export function nearest(strip: Strip, x: number): number | null {
  let best: Tick | null = null
  for (const tick of [...strip.answer, ...strip.pale]) {
    if (!best || Math.abs(tick.x - x) < Math.abs(best.x - x)) best = tick
  }
  return best ? best.chunk : null
}
