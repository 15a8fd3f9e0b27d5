import type { Bytes, Orientation } from './bytes.ts'

/** An encoded picture and its pixels. */
export interface Rendered {
  bytes: Bytes
  /** As the browser encoded it; one that cannot write WebP gives PNG. */
  mimeType: string
  width: number
  height: number
}

/**
 * The canvas matrix that turns a picture of `w` by `h` upright (Exif 3.0, tag 0x0112).
 * @returns a, b, c, d, e, f of `setTransform`
 */
export function uprightMatrix(
  orientation: Orientation,
  w: number,
  h: number,
): [number, number, number, number, number, number] {
  switch (orientation) {
    case 1:
      return [1, 0, 0, 1, 0, 0]
    case 2:
      return [-1, 0, 0, 1, w, 0]
    case 3:
      return [-1, 0, 0, -1, w, h]
    case 4:
      return [1, 0, 0, -1, 0, h]
    case 5:
      return [0, 1, 1, 0, 0, 0]
    case 6:
      return [0, 1, -1, 0, h, 0]
    case 7:
      return [0, -1, -1, 0, h, w]
    case 8:
      return [0, -1, 1, 0, 0, w]
  }
}

/** Width and height after turning, scaled so that neither exceeds `maxSide`; never enlarged, never 0. */
export function fit(
  { width, height }: { width: number; height: number },
  orientation: Orientation,
  maxSide = Infinity,
): { width: number; height: number; scale: number } {
  const [w, h] = orientation >= 5 ? [height, width] : [width, height]
  const scale = Math.min(1, maxSide / Math.max(w, h))
  return { width: Math.max(1, Math.round(w * scale)), height: Math.max(1, Math.round(h * scale)), scale }
}

/**
 * Draws a decoded picture upright and within `maxSide` pixels, and encodes it. Colours become sRGB.
 * @throws DOMException where the browser cannot make room for it
 */
export async function render(
  bitmap: ImageBitmap,
  o: { orientation?: Orientation; maxSide?: number; mimeType: string; quality?: number },
): Promise<Rendered> {
  const orientation = o.orientation ?? 1
  const { width, height, scale } = fit(bitmap, orientation, o.maxSide)
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new DOMException('No canvas', 'NotSupportedError')
  context.imageSmoothingQuality = 'high'
  const [a, b, c, d, e, f] = uprightMatrix(orientation, bitmap.width, bitmap.height)
  context.setTransform(a * scale, b * scale, c * scale, d * scale, e * scale, f * scale)
  context.drawImage(bitmap, 0, 0)
  const blob = await canvas.convertToBlob({ type: o.mimeType, quality: o.quality ?? 0.92 })
  return { bytes: new Uint8Array(await blob.arrayBuffer()), mimeType: blob.type, width, height }
}
