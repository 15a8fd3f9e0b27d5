import { concat, cut, latin1, Unreadable, viewOf } from './bytes.ts'
import { readExif } from './exif.ts'
import type { Bytes, Metadata, Orientation, Picture } from './bytes.ts'

// Markers, ITU T.81 table B.1.
const EOI = 0xd9
const SOS = 0xda
const COM = 0xfe
const APP0 = 0xe0
const APP13 = 0xed
const APP15 = 0xef
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7
/** Frame headers: C0 to CF without DHT (C4), JPG (C8) and DAC (CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Where entropy-coded data ends: at the first marker that is neither a stuffed FF nor a restart. */
function endOfScan(bytes: Bytes, from: number): number {
  let at = from
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) throw cut('JPEG')
    const next = bytes[at + 1] ?? 0
    if (next === 0xff) at += 1
    else if (next === 0 || isRestart(next)) at += 2
    else return at
  }
}

/** A JFIF header without its thumbnail: density stays, the last two bytes (thumbnail size) become 0. */
function withoutThumbnail(segment: Bytes): Bytes {
  const out = segment.slice(0, 18)
  out.set([0, 16], 2)
  out.set([0, 0], 16)
  return out
}

/**
 * Reads the segments of a JPEG that starts with SOI. Kept are the coded pixels, JFIF density, the ICC profile
 * and Adobe's colour transform, because the colours depend on them; every other APPn and COM is metadata.
 * @throws Unreadable where the end marker is missing, RangeError at the end of the file.
 */
export function readJpeg(bytes: Bytes): Picture {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  const metadata = new Set<Metadata>()
  let orientation: Orientation = 1
  let width = 0
  let height = 0
  let at = 2
  for (;;) {
    if (view.getUint8(at) !== 0xff)
      throw new Unreadable('The JPEG is damaged: a segment does not start where it should.')
    while (view.getUint8(at + 1) === 0xff) at += 1
    const marker = view.getUint8(at + 1)
    if (marker === EOI) {
      kept.push(bytes.subarray(at, at + 2))
      break
    }
    if (marker === 0x01 || isRestart(marker)) {
      at += 2
      continue
    }
    const segmentEnd = at + 2 + view.getUint16(at + 2)
    if (segmentEnd > bytes.length) throw cut('JPEG')
    const segment = bytes.subarray(at, segmentEnd)
    if (isFrame(marker)) {
      // More than one frame is not a plain JPEG; the largest decides whether it may be decoded.
      height = Math.max(height, view.getUint16(at + 5))
      width = Math.max(width, view.getUint16(at + 7))
    }
    const end = marker === SOS ? endOfScan(bytes, segmentEnd) : segmentEnd
    if ((marker >= APP0 && marker <= APP15) || marker === COM) {
      const found = readSegment(marker, segment)
      if (found.keep) kept.push(found.keep)
      if (found.orientation) orientation = found.orientation
      for (const kind of found.metadata) metadata.add(kind)
    } else kept.push(bytes.subarray(at, end))
    at = end
  }
  if (width === 0 || height === 0)
    throw new Unreadable('The JPEG does not say how large it is, so it is damaged.')
  // After the end marker phones put a second picture, a depth map or a whole film.
  if (at + 2 < bytes.length) metadata.add('other metadata')
  return { width, height, orientation, animated: false, metadata: [...metadata], clean: () => concat(kept) }
}

interface Segment {
  keep?: Uint8Array
  orientation?: Orientation
  metadata: readonly Metadata[]
}

/** What becomes of one APPn or COM segment, marker and length included. */
function readSegment(marker: number, segment: Bytes): Segment {
  const label = latin1(segment, 4, 29)
  if (marker === APP0 && label.startsWith('JFIF\0') && segment.length >= 18) {
    const thumbnail = segment.length > 18
    return thumbnail
      ? { keep: withoutThumbnail(segment), metadata: ['thumbnail'] }
      : { keep: segment, metadata: [] }
  }
  if (marker === 0xe2 && label.startsWith('ICC_PROFILE\0')) return { keep: segment, metadata: [] }
  // Adobe's segment is 14 bytes long, its length field included; whatever is longer carries something else.
  if (marker === 0xee && label.startsWith('Adobe') && segment.length === 16)
    return { keep: segment, metadata: [] }
  if (marker === 0xe1 && label.startsWith('Exif\0')) return readExif(segment.subarray(10))
  if (marker === 0xe1 && label.startsWith('http://ns.adobe.com/')) return { metadata: ['XMP'] }
  if (marker === APP13) return { metadata: ['IPTC'] }
  return { metadata: [marker === COM ? 'comment' : 'other metadata'] }
}
