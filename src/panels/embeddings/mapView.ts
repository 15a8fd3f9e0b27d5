import type { Size } from './canvas.ts'

/** From the map's own units to CSS pixels: `screen = point * scale + offset`, the vertical axis turned. */
export interface Transform {
  scale: number
  x: number
  y: number
}

const margin = 36

/** Shows all points, both axes to the same scale: distances would mean nothing otherwise. */
export function fitAll(points: Float32Array, { width, height }: Size): Transform {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]!)
    right = Math.max(right, points[i]!)
    bottom = Math.min(bottom, points[i + 1]!)
    top = Math.max(top, points[i + 1]!)
  }
  if (!(right >= left)) return { scale: 1, x: width / 2, y: height / 2 }
  const room = { width: Math.max(1, width - 2 * margin), height: Math.max(1, height - 2 * margin) }
  const scale = Math.min(room.width / (right - left || 1e-6), room.height / (top - bottom || 1e-6), 1e6)
  return { scale, x: width / 2 - ((left + right) / 2) * scale, y: height / 2 + ((bottom + top) / 2) * scale }
}

export const screenX = (points: Float32Array, row: number, { scale, x }: Transform) =>
  points[row * 2]! * scale + x
export const screenY = (points: Float32Array, row: number, { scale, y }: Transform) =>
  y - points[row * 2 + 1]! * scale

/** Zooms about a point of the screen, which keeps its place. */
export function zoomAbout({ scale, x, y }: Transform, factor: number, px: number, py: number): Transform {
  return { scale: scale * factor, x: px - (px - x) * factor, y: py - (py - y) * factor }
}

/** The row whose point is nearest to a place on the screen, within `reach` pixels; null without one. */
export function rowAt(
  points: Float32Array,
  transform: Transform,
  px: number,
  py: number,
  reach = 14,
): number | null {
  let [best, distance] = [-1, reach]
  for (let row = 0; row * 2 < points.length; row++) {
    const away = Math.hypot(screenX(points, row, transform) - px, screenY(points, row, transform) - py)
    if (away < distance) [best, distance] = [row, away]
  }
  return best < 0 ? null : best
}

/** The nearest row in a direction (right, left, up or down on the screen), for the arrow keys. */
export function rowTowards(points: Float32Array, from: number, dx: number, dy: number): number | null {
  let [best, cost] = [-1, Infinity]
  for (let row = 0; row * 2 < points.length; row++) {
    const x = points[row * 2]! - points[from * 2]!
    const y = points[row * 2 + 1]! - points[from * 2 + 1]!
    const along = x * dx + y * dy
    const across = Math.abs(x * dy) + Math.abs(y * dx)
    // A cone of about 60 degrees to each side.
    if (along <= 0 || across > along * 1.8) continue
    const own = along + 2 * across
    if (own < cost) [best, cost] = [row, own]
  }
  return best < 0 ? null : best
}

/** Rows inside a drawn outline, by the even-odd rule. @param outline `x, y` on the screen. */
export function rowsInside(
  points: Float32Array,
  transform: Transform,
  outline: readonly (readonly [number, number])[],
): Set<number> {
  const found = new Set<number>()
  for (let row = 0; row * 2 < points.length; row++) {
    const [x, y] = [screenX(points, row, transform), screenY(points, row, transform)]
    let inside = false
    for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
      const [xi, yi] = outline[i]!
      const [xj, yj] = outline[j]!
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
    }
    if (inside) found.add(row)
  }
  return found
}
