export const ROW = 24
/** Up to this many rows all are in the document, so that the browser's own find reaches them. */
const ALL = 500
const AROUND = 20

/** The rows to draw, `from` inside and `to` outside, for a list scrolled to `top` in a box of `height` px. */
export function visibleRows(count: number, top: number, height: number): { from: number; to: number } {
  if (count <= ALL) return { from: 0, to: count }
  const first = Math.floor(top / ROW)
  return {
    from: Math.max(0, Math.min(first, count) - AROUND),
    to: Math.min(count, first + Math.ceil(height / ROW) + AROUND),
  }
}

/** Where to scroll so that a row is wholly seen; null when it is. */
export function scrollTo(row: number, top: number, height: number): number | null {
  if (row * ROW < top) return row * ROW
  return (row + 1) * ROW > top + height ? (row + 1) * ROW - height : null
}
