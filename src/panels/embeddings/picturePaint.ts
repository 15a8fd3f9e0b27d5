import { colourOf, fit, rgbOf } from './canvas.ts'
import type { JobInput, JobOutput } from '../../state/embedding/analysis.ts'
import type { Part } from './matrixView.ts'

/** The part of the matrix that a picture was asked for. */
export const partOf = ({ fromRow, fromColumn, toRow }: JobInput<'picture'>): Part => ({
  row: fromRow,
  column: fromColumn,
  span: toRow - fromRow,
})

/** Draws a picture where it belongs in the part on screen; an older one stands in, stretched, until its own is there. */
export function drawPicture(
  canvas: HTMLCanvasElement,
  side: number,
  part: Part,
  picture: { image: HTMLCanvasElement; part: Part } | null,
  cursor: readonly [number, number] | null,
): void {
  const context = fit(canvas, { width: side, height: side })
  if (!context) return
  const scale = side / part.span
  context.imageSmoothingEnabled = false
  if (picture) {
    const { row, column, span } = picture.part
    context.drawImage(
      picture.image,
      (column - part.column) * scale,
      (row - part.row) * scale,
      span * scale,
      span * scale,
    )
  }
  if (!cursor) return
  const size = Math.max(4, scale)
  context.strokeStyle = colourOf(canvas, 'accent')
  context.lineWidth = 2
  context.strokeRect(
    (cursor[1] + 0.5 - part.column) * scale - size / 2,
    (cursor[0] + 0.5 - part.row) * scale - size / 2,
    size,
    size,
  )
}

/** Tells one order from another without keeping it. */
export function nameOf(order: Int32Array): string {
  let hash = 0
  for (const row of order) hash = (Math.imul(hash, 31) + row) | 0
  return `${order.length}:${hash}`
}

/** The picture in the colours of the theme, a pixel a cell. */
export function paint(
  { width, height, values }: JobOutput<'picture'>,
  [low, high]: readonly [number, number],
  element: HTMLElement,
): HTMLCanvasElement {
  const [from, to] = [rgbOf(colourOf(element, 'cell-low')), rgbOf(colourOf(element, 'cell-high'))]
  const image = new ImageData(width, height)
  const span = high - low || 1
  for (let at = 0; at < values.length; at++) {
    const share = Math.min(1, Math.max(0, (values[at]! - low) / span))
    for (let k = 0; k < 3; k++) image.data[at * 4 + k] = from[k]! + (to[k]! - from[k]!) * share
    image.data[at * 4 + 3] = 255
  }
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  return canvas
}
