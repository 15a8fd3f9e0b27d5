import { inspect } from './inspect.ts'
import { MAX_SVG_BYTES } from './svgCost.ts'
import type { Bytes } from './bytes.ts'
import type { Refused } from './inspect.ts'

/** For an SVG that does not say how large it is, and the most for one that does. */
const SIDE = 2048
const TIME_LIMIT_MS = 10_000

/**
 * Draws an SVG through an `<img>`, where it can run no script and load nothing. On the main thread, because
 * workers have no `<img>`. Only for what `checkSvg` let pass.
 * @returns a PNG of at most 2048 pixels a side, or undefined where the browser cannot draw it
 */
async function rasterize(bytes: Bytes): Promise<Blob | undefined> {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await Promise.race([
      image.decode(),
      new Promise<never>((_, reject) =>
        setTimeout(reject, TIME_LIMIT_MS, new DOMException('', 'TimeoutError')),
      ),
    ])
    const { naturalWidth: w, naturalHeight: h } = image
    const scale = w && h ? Math.min(1, SIDE / Math.max(w, h)) : 0
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(scale ? w * scale : SIDE))
    canvas.height = Math.max(1, Math.round(scale ? h * scale : SIDE))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    // An SVG that embeds HTML makes some browsers refuse to give the pixels back: a SecurityError.
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'))
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  } finally {
    URL.revokeObjectURL(url)
  }
}

/**
 * Draws an SVG file as a PNG file that may then go through the gate.
 * @returns undefined where the file is no SVG that may be drawn
 * @throws DOMException where the file can no longer be read
 */
export async function drawSvg(file: File): Promise<{ file: File } | Refused | undefined> {
  if (file.size > MAX_SVG_BYTES) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  const found = inspect(bytes, file.name, file.type)
  if (found.ok || found.format !== 'SVG' || found.offer !== 'convert') return undefined
  const png = await rasterize(bytes)
  if (!png) return { ok: false, reason: 'This browser cannot draw the SVG. Export it as PNG and add that.' }
  return { file: new File([png], `${file.name.replace(/\.svg$/i, '')}.png`, { type: 'image/png' }) }
}
