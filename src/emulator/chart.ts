import { encodePng } from './png.ts'

const [WIDTH, HEIGHT, MARGIN] = [480, 320, 24]
const paper = [255, 255, 255, 255]
const axis = [60, 64, 67, 255]
const bar = [66, 108, 196, 255]

/**
 * Bars over and under a line at zero, in their order from the left.
 * @param values at least one
 * @returns a PNG file
 */
export function barChart(values: readonly number[]): Promise<Uint8Array> {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  // Nothing but zeros is a line.
  const span = high - low || 1
  const [across, down] = [WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN]
  const rowOf = (value: number) => MARGIN + Math.round(((high - value) / span) * down)
  const rgba = new Uint8Array(WIDTH * HEIGHT * 4)
  const fill = (left: number, top: number, right: number, bottom: number, colour: readonly number[]) => {
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) rgba.set(colour, (y * WIDTH + x) * 4)
  }
  fill(0, 0, WIDTH, HEIGHT, paper)
  const slot = across / values.length
  values.forEach((value, index) => {
    const left = MARGIN + index * slot
    const [top, bottom] = [rowOf(Math.max(0, value)), rowOf(Math.min(0, value))]
    fill(Math.round(left + slot * 0.1), top, Math.round(left + slot * 0.9), bottom, bar)
  })
  fill(MARGIN, rowOf(0), WIDTH - MARGIN, rowOf(0) + 1, axis)
  fill(MARGIN, MARGIN, MARGIN + 1, HEIGHT - MARGIN, axis)
  return encodePng({ width: WIDTH, height: HEIGHT, rgba })
}
