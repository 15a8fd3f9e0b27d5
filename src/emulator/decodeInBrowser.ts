import type { Decode } from './store.ts'

/** Colours need no more pixels than this along the longer side. */
const longest = 256

/** Whatever pictures this browser can show; undefined for others. Neighbouring pixels are not mixed. */
export const decodeInBrowser: Decode = async (file, mimeType) => {
  const bitmap = await createImageBitmap(new Blob([file], { type: mimeType })).catch(() => undefined)
  if (!bitmap) return undefined
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) return undefined
  context.imageSmoothingEnabled = false
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  return { width, height, rgba: new Uint8Array(context.getImageData(0, 0, width, height).data) }
}
