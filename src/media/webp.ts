import { concat, cut, latin1, Unreadable, viewOf } from './bytes.ts'
import { readExif } from './exif.ts'
import type { Bytes, Metadata, Orientation, Picture } from './bytes.ts'

const RIFF_HEADER = 12
// Flags of VP8X (RFC 9649, 2.7.1).
const EXIF_FLAG = 0x08
const XMP_FLAG = 0x04
const ANIMATION_FLAG = 0x02

/** Width and height of the bitstream chunk at `at` (RFC 6386 9.1; RFC 9649 3.4). */
function bitstreamSize(view: DataView, type: string, at: number): [width: number, height: number] {
  if (type === 'VP8L') {
    const bits = view.getUint32(at + 1, true)
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
  }
  return [view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff]
}

const uint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) | (view.getUint8(at + 2) << 16)

/** Exif in WebP starts with the byte order mark; some writers put JPEG's `Exif\0\0` before it. */
const tiffOf = (body: Bytes): Bytes => (latin1(body, 0, 4) === 'Exif' ? body.subarray(6) : body)

function riff(chunks: readonly Uint8Array[]): Bytes {
  const out = concat([new Uint8Array(RIFF_HEADER), ...chunks])
  out.set(new TextEncoder().encode('RIFF'), 0)
  viewOf(out).setUint32(4, out.length - 8, true)
  out.set(new TextEncoder().encode('WEBP'), 8)
  return out
}

/**
 * Reads the chunks of a file that starts with `RIFF....WEBP`.
 * @throws Unreadable where a chunk is missing or cut, RangeError at the end of the file.
 */
export function readWebp(bytes: Bytes): Picture {
  const view = viewOf(bytes)
  const end = 8 + view.getUint32(4, true)
  if (end > bytes.length) throw cut('WebP')
  const kept: Uint8Array[] = []
  const metadata = new Set<Metadata>(end < bytes.length ? ['other metadata'] : [])
  let orientation: Orientation = 1
  let animated = false
  let pixels = false
  let width = 0
  let height = 0
  for (let at = RIFF_HEADER; at + 8 <= end;) {
    const type = latin1(bytes, at, 4)
    const length = view.getUint32(at + 4, true)
    const next = at + 8 + length + (length % 2)
    if (at + 8 + length > end) throw cut('WebP')
    const chunk = bytes.subarray(at, Math.min(next, end))
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'VP8X') {
      const copy = chunk.slice()
      copy[8] = (copy[8] ?? 0) & ~(EXIF_FLAG | XMP_FLAG)
      animated ||= ((body[0] ?? 0) & ANIMATION_FLAG) !== 0
      width = Math.max(width, uint24(view, at + 12) + 1)
      height = Math.max(height, uint24(view, at + 15) + 1)
      kept.push(copy)
    } else if (type === 'VP8 ' || type === 'VP8L') {
      const [w, h] = bitstreamSize(view, type, at + 8)
      width = Math.max(width, w)
      height = Math.max(height, h)
      pixels = true
      kept.push(chunk)
    } else if (type === 'ALPH' || type === 'ICCP') kept.push(chunk)
    else if (type === 'ANIM' || type === 'ANMF') animated = true
    else if (type === 'EXIF') {
      const exif = readExif(tiffOf(body))
      orientation = exif.orientation
      for (const kind of exif.metadata) metadata.add(kind)
    } else metadata.add(type === 'XMP ' ? 'XMP' : 'other metadata')
    at = next
  }
  if (!pixels && !animated) throw new Unreadable('The WebP holds no pixels, so it is damaged.')
  return { width, height, orientation, animated, metadata: [...metadata], clean: () => riff(kept) }
}
