import { concat, cut, latin1, Unreadable, viewOf } from './bytes.ts'
import { readExif } from './exif.ts'
import type { Bytes, Metadata, Orientation, Picture } from './bytes.ts'

/** What the pixels need (PNG third edition, 11). Every other chunk is metadata, animation or unknown. */
const PIXELS = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs'.split(' '),
)
const NAMES: Record<string, Metadata> = { tEXt: 'text', zTXt: 'text', iTXt: 'text', tIME: 'text' }
const SIGNATURE_BYTES = 8

/**
 * Reads the chunks of a PNG that starts with the right signature.
 * @throws Unreadable where a chunk or the end chunk `IEND` is missing, RangeError at the end of the file.
 */
export function readPng(bytes: Bytes): Picture {
  const view = viewOf(bytes)
  if (latin1(bytes, 12, 4) !== 'IHDR') throw new Unreadable('The PNG has no header chunk, so it is damaged.')
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE_BYTES)]
  const metadata = new Set<Metadata>()
  let orientation: Orientation = 1
  let animated = false
  let pixels = false
  let at = SIGNATURE_BYTES
  for (let type = ''; type !== 'IEND';) {
    const length = view.getUint32(at)
    const end = at + 12 + length
    if (end > bytes.length) throw cut('PNG')
    type = latin1(bytes, at + 4, 4)
    const body = bytes.subarray(at + 8, end - 4)
    if (PIXELS.has(type)) kept.push(bytes.subarray(at, end))
    else if (type === 'eXIf') {
      const exif = readExif(body)
      orientation = exif.orientation
      for (const kind of exif.metadata) metadata.add(kind)
    } else if (type === 'iTXt' && latin1(body, 0, 17) === 'XML:com.adobe.xmp') metadata.add('XMP')
    else if (type === 'acTL') animated = true
    else metadata.add(NAMES[type] ?? 'other metadata')
    if (type === 'IDAT') pixels = true
    at = end
  }
  if (!pixels) throw new Unreadable('The PNG holds no pixels, so it is damaged.')
  // What follows the end chunk is no part of the picture: cameras and polyglot files put things there.
  if (at < bytes.length) metadata.add('other metadata')
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    orientation,
    animated,
    metadata: [...metadata],
    clean: () => concat(kept),
  }
}
