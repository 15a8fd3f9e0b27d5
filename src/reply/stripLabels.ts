import { seconds } from '../ui/figures.ts'
import type { Strip } from './strip.ts'

export interface Label {
  text: string
  /** Left edge in px. */
  x: number
  /** Stands under a bracket. */
  low: boolean
}

/** What the lane under a strip shows; a bracket that would run into words is left to the dotted line. */
export interface Lane {
  labels: Label[]
  brackets: { from: number; to: number }[]
}

/** Width of 11 px interface type, on the safe side: what is free must be free in any system font. */
const widthOf = (text: string): number => text.length * 6

const GAP = 6

/**
 * Sets the lane's words so that none touch: first token, window length, then stalls, the longest first.
 * @param caret x of the selected tick, whose caret stands in the lane; null for none
 */
export function layLane(strip: Strip, width: number, caret: number | null = null): Lane {
  const taken = caret === null ? [] : [{ from: caret - 2, to: caret + 4 }]
  const labels: Label[] = []
  const isFree = (from: number, to: number): boolean =>
    from >= 0 && to <= width && taken.every((other) => to + GAP <= other.from || from >= other.to + GAP)
  const tryAt = (text: string, x: number, low = false): boolean => {
    const right = x + widthOf(text)
    if (!isFree(x, right)) return false
    taken.push({ from: x, to: right })
    labels.push({ text, x, low })
    return true
  }

  if (strip.live) {
    const text = `${strip.span / 1000} s`
    tryAt(text, width - widthOf(text))
  }
  if (strip.firstToken) {
    const text = `first token ${seconds(strip.firstToken.at)}`
    const { x } = strip.firstToken
    const left = x - GAP - widthOf(text)
    const crosses = strip.stalls.some((stall) => stall.from < x + widthOf(text) + GAP && stall.to > x)
    const places = [Math.min(x, width - widthOf(text)), ...(caret === null ? [] : [caret + 4 + GAP]), left]
    // Left of the pole where a stall follows at once, so that the stall keeps its bracket.
    if (crosses) places.unshift(left)
    places.some((place) => Math.abs(place - x) <= Math.abs(left - x) && tryAt(text, place))
  }

  const brackets: Lane['brackets'] = []
  for (const stall of strip.stalls.toSorted((a, b) => b.ms - a.ms)) {
    const text = seconds(stall.ms)
    const clear = Math.max(
      stall.from,
      ...taken
        .filter((other) => other.from < stall.to && other.to > stall.from)
        .map((other) => other.to + GAP),
    )
    const from = Math.min(clear, stall.to)
    const to = Math.min(stall.to, width)
    const middle = Math.round((from + to - widthOf(text)) / 2)
    const x = Math.min(Math.max(middle, clear > stall.from ? clear : 0), width - widthOf(text))
    if (to - from < 8 || !tryAt(text, x, true)) continue
    taken.push({ from, to })
    brackets.push({ from, to })
  }
  return { labels, brackets }
}

/** The strip in one sentence, for those who cannot see it. @param total ms. */
export function describe(strip: Strip, chunks: number, total: number, state: string): string {
  return [
    `${chunks} ${chunks === 1 ? 'chunk' : 'chunks'}`,
    strip.firstToken ? `first token ${seconds(strip.firstToken.at)}` : 'no token',
    ...(strip.stalls.length > 0
      ? [
          `${strip.stalls.length === 1 ? 'stall of' : 'stalls of'} ${strip.stalls.map((stall) => seconds(stall.ms)).join(', ')}`,
        ]
      : []),
    `${strip.live ? 'so far' : 'total'} ${seconds(total, strip.live ? 1 : 2)}`,
    state,
  ].join(', ')
}
