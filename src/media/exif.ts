import { viewOf } from './bytes.ts'
import type { Bytes, Metadata, Orientation } from './bytes.ts'

const ORIENTATION = 0x0112
const GPS_IFD = 0x8825

/**
 * The few facts that matter of an Exif block (TIFF 6.0 structure, Exif 3.0 tags).
 * @param tiff from the byte order mark (`II` or `MM`) on.
 * @returns orientation 1 where it is absent or damaged: a broken Exif block is no reason to refuse a picture.
 */
export function readExif(tiff: Bytes): { orientation: Orientation; metadata: Metadata[] } {
  const metadata: Metadata[] = ['Exif']
  let orientation: Orientation = 1
  try {
    const view = viewOf(tiff)
    const little = view.getUint16(0) === 0x4949
    const first = view.getUint32(4, little)
    const count = view.getUint16(first, little)
    for (let i = 0; i < count; i++) {
      const entry = first + 2 + i * 12
      const tag = view.getUint16(entry, little)
      if (tag === GPS_IFD) metadata.push('GPS')
      if (tag === ORIENTATION) {
        const value = view.getUint16(entry + 8, little)
        if (value >= 1 && value <= 8) orientation = value as Orientation
      }
    }
    // The second directory, where there is one, describes the thumbnail.
    if (view.getUint32(first + 2 + count * 12, little) !== 0) metadata.push('thumbnail')
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return { orientation, metadata }
}
