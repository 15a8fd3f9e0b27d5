/**
 * images/: one gate for every picture that comes in. What a file really is, how large, what metadata it
 * carries, and a copy without that metadata; resizing and conversion by canvas, in a worker.
 * Not here: where bytes are kept (state/images.ts), how a tile looks (answer/). Imports nothing of src.
 * state/ may import it. Nothing here trusts a name, a MIME type or a length field.
 */

/** Bytes that can be transferred to a worker and put into a Blob. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Kinds of metadata that were found, in the words that the tile uses. */
export type Metadata = 'Exif' | 'GPS' | 'XMP' | 'IPTC' | 'text' | 'thumbnail' | 'comment' | 'other metadata'

/** Exif's orientation: 1 is upright, 2 to 8 are mirrored or turned. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** What a reader of one format makes of a file's structure, without decoding a pixel. */
export interface Picture {
  /** Pixels as stored, before `orientation` is applied. */
  width: number
  height: number
  orientation: Orientation
  animated: boolean
  metadata: readonly Metadata[]
  /** A copy that shows the same pixels and carries no metadata. The input is left as it is. */
  clean: () => Bytes
}

/** A file that is not what its first bytes promise. The message is a sentence for the reader. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/** For a structure that goes on beyond the end of the file. */
export const cut = (format: string): Unreadable =>
  new Unreadable(`The ${format} is cut off: its end is missing. Export or download it again.`)

/** A view of the same memory, for the multi-byte fields. */
export const viewOf = (bytes: Bytes): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** `length` bytes at `at` as Latin-1 text; shorter at the end of the file. */
export const latin1 = (bytes: Bytes, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

/** One array out of several. */
export function concat(pieces: readonly Uint8Array[]): Bytes {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    out.set(piece, at)
    at += piece.length
  }
  return out
}
