import { screenX, screenY } from './mapView.ts'
import type { Size } from './canvas.ts'
import type { Transform } from './mapView.ts'

/** Middle lightness, so that each stands out on both grounds; shapes say the same without colour. */
const groupColours = [240, 60, 150, 320, 20, 195, 100, 280].map((hue) => `oklch(0.62 0.13 ${hue})`)

export const groupColour = (group: number) => groupColours[group % groupColours.length]!

/** The second round of colours has other shapes than the first. */
const shapeOf = (group: number) => ((group % 4) + Math.floor(group / groupColours.length)) % 4

/** The shape of a group as a letter, for the legend. */
export const groupGlyph = (group: number) => '●■▲◆'.charAt(shapeOf(group))

/** Labels on more points would only cover each other. */
const labelsUpTo = 80

export interface Points {
  points: Float32Array
  size: Size
  transform: Transform
  /** Group of each row, for colour and shape; null draws all alike. */
  groups: Int32Array | null
  chosen: ReadonlySet<number>
  colours: { ink: string; mute: string; faint: string; accent: string }
  /** First words of each row, where there are few; null for numbers alone. */
  names: readonly string[] | null
}

export interface Marks extends Points {
  /** Drawn in the accent, the first two joined by a line. */
  pair: readonly number[]
  hovered: number | null
  lasso: readonly (readonly [number, number])[]
}

function visibleRows({ points, transform, size: { width, height } }: Points): number[] {
  const visible: number[] = []
  for (let row = 0; row * 2 < points.length; row++) {
    const [x, y] = [screenX(points, row, transform), screenY(points, row, transform)]
    if (x > -20 && x < width + 20 && y > -20 && y < height + 20) visible.push(row)
  }
  return visible
}

const radiusFor = (visible: number) => (visible > 2000 ? 1.5 : visible > 300 ? 2 : 3)

/** All points. Kept and drawn again only when they move: 10,000 of them take a slow machine 20 ms. */
export function drawPoints(context: CanvasRenderingContext2D, points: Points): void {
  const visible = visibleRows(points)
  const radius = radiusFor(visible.length)
  for (const row of visible) drawPoint(context, points, row, radius)
}

/** What changes with every move of the pointer: the pair, its line, the labels, the lasso. */
export function drawMarks(context: CanvasRenderingContext2D, marks: Marks): void {
  const { points, transform, pair, hovered, colours } = marks
  const visible = visibleRows(marks)
  const radius = radiusFor(visible.length)
  join(context, marks)
  const named = new Set([...pair, ...(hovered === null ? [] : [hovered])])
  const labelled = visible.length <= labelsUpTo ? visible : visible.filter((row) => named.has(row))
  for (const row of named) {
    context.fillStyle = pair.includes(row) ? colours.accent : colours.ink
    disc(context, screenX(points, row, transform), screenY(points, row, transform), radius + 1.5)
  }
  label(context, marks, labelled, named)
  drawLasso(context, marks)
}

function drawPoint(context: CanvasRenderingContext2D, drawing: Points, row: number, radius: number): void {
  const { points, transform, groups, chosen, colours } = drawing
  const [x, y] = [screenX(points, row, transform), screenY(points, row, transform)]
  const group = groups?.[row]
  const faded = chosen.size > 1 && !chosen.has(row)
  context.fillStyle = faded ? colours.faint : group === undefined ? colours.ink : groupColour(group)
  // A square of three pixels looks like a disc and costs a tenth.
  if (radius < 2) return context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius)
  if (group === undefined) return disc(context, x, y, radius)
  shape(context, shapeOf(group), x, y, radius * 1.2)
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.fill()
}

function shape(context: CanvasRenderingContext2D, kind: number, x: number, y: number, r: number): void {
  if (kind === 0) return disc(context, x, y, r)
  if (kind === 1) return context.fillRect(x - r, y - r, 2 * r, 2 * r)
  context.beginPath()
  context.moveTo(x, y - r * 1.3)
  if (kind === 2) {
    context.lineTo(x + r * 1.2, y + r)
    context.lineTo(x - r * 1.2, y + r)
  } else {
    context.lineTo(x + r * 1.3, y)
    context.lineTo(x, y + r * 1.3)
    context.lineTo(x - r * 1.3, y)
  }
  context.fill()
}

function join(context: CanvasRenderingContext2D, { points, transform, pair, colours }: Marks): void {
  const [a, b] = pair
  if (a === undefined || b === undefined || a === b) return
  context.strokeStyle = colours.accent
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(screenX(points, a, transform), screenY(points, a, transform))
  context.lineTo(screenX(points, b, transform), screenY(points, b, transform))
  context.stroke()
}

/** Numbers beside the points, with the first words where there is room; one that would cover another goes to the left, above or below, or is left out. */
function label(
  context: CanvasRenderingContext2D,
  { points, transform, size, colours, names }: Points,
  rows: readonly number[],
  named: ReadonlySet<number>,
): void {
  const occupied: { x: number; y: number; w: number }[] = rows.map((row) => ({
    x: screenX(points, row, transform) - 4,
    y: screenY(points, row, transform),
    w: 8,
  }))
  const free = (x: number, y: number, w: number) =>
    x > 2 &&
    x + w < size.width - 2 &&
    occupied.every((box) => Math.abs(box.y - y) > 11 || box.x > x + w || box.x + box.w < x)
  context.textBaseline = 'middle'
  const { fontFamily } = getComputedStyle(context.canvas)
  for (const row of rows.toSorted((a, b) => Number(named.has(b)) - Number(named.has(a)))) {
    const [x, y] = [screenX(points, row, transform), screenY(points, row, transform)]
    const number = String(row + 1)
    context.font = `${named.has(row) ? 600 : 400} 12px ${fontFamily}`
    // The line of a pair leaves its left point to the right: the number goes to the other side.
    const joined = named.has(row) && [...named].some((other) => screenX(points, other, transform) > x)
    const placesOf = (w: number): [number, number][] => {
      const [right, left]: [number, number][] = [
        [x + 8, y],
        [x - 8 - w, y],
      ]
      return [...(joined ? [left!, right!] : [right!, left!]), [x - w / 2, y - 14], [x - w / 2, y + 14]]
    }
    const put = (text: string, always: boolean): boolean => {
      const w = context.measureText(text).width
      const places = placesOf(w)
      const place = places.find(([px, py]) => free(px, py, w)) ?? (always ? places[0] : undefined)
      if (!place) return false
      occupied.push({ x: place[0], y: place[1], w })
      context.fillStyle = named.has(row) ? colours.ink : colours.mute
      context.fillText(text, place[0], place[1])
      return true
    }
    if (!names || !put(`${number} ${names[row] ?? ''}`, false)) put(number, named.has(row))
  }
}

function drawLasso(context: CanvasRenderingContext2D, { lasso, colours }: Marks): void {
  if (lasso.length < 2) return
  context.strokeStyle = colours.accent
  context.lineWidth = 1.5
  context.setLineDash([4, 3])
  context.beginPath()
  lasso.forEach(([x, y], at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)))
  context.closePath()
  context.stroke()
  context.setLineDash([])
}
