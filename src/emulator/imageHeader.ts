/** Format and pixel size of an image, read from its first bytes alone. */

export interface ImageSize {
  format: 'PNG' | 'JPEG' | 'WebP' | 'GIF' | 'HEIF'
  width: number
  height: number
}

const ascii = (data: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...data.subarray(at, at + length))

function jpegSize(view: DataView): ImageSize | undefined {
  let at = 2
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    // Start of frame, of any coding; C4, C8 and CC are tables in the same range.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { format: 'JPEG', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return undefined
}

function webpSize(data: Uint8Array, view: DataView): ImageSize | undefined {
  const kind = ascii(data, 12, 4)
  const uint24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16)
  if (kind === 'VP8X') return { format: 'WebP', width: uint24(24) + 1, height: uint24(27) + 1 }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { format: 'WebP', width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  if (kind === 'VP8 ')
    return {
      format: 'WebP',
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
    }
  return undefined
}

/** The largest `ispe` box: HEIF stores a size for each tile and one for the whole. */
function heifSize(data: Uint8Array, view: DataView): ImageSize | undefined {
  let best: ImageSize | undefined
  for (let at = 12; at + 16 < Math.min(data.length, 65_536); at++) {
    if (data[at] !== 0x69 || ascii(data, at, 4) !== 'ispe') continue
    const size: ImageSize = { format: 'HEIF', width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    if (!best || size.width * size.height > best.width * best.height) best = size
  }
  return best
}

/** undefined for anything that is no PNG, JPEG, WebP, GIF or HEIF, or ends before its size. */
export function imageSize(data: Uint8Array<ArrayBuffer>): ImageSize | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  if (data.length < 24) return undefined
  if (ascii(data, 1, 3) === 'PNG' && data[0] === 0x89)
    return { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20) }
  if (data[0] === 0xff && data[1] === 0xd8) return jpegSize(view)
  if (ascii(data, 0, 4) === 'GIF8')
    return { format: 'GIF', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  if (ascii(data, 0, 4) === 'RIFF' && ascii(data, 8, 4) === 'WEBP' && data.length >= 30)
    return webpSize(data, view)
  if (ascii(data, 4, 4) === 'ftyp') return heifSize(data, view)
  return undefined
}
