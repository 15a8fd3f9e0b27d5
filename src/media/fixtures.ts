/** Small picture files built in code, for tests alone: each structure can be varied, and nothing binary is kept. */
import { crc32, deflateSync } from 'node:zlib'
import { concat } from './bytes.ts'
import type { Bytes } from './bytes.ts'

export const text = (s: string): Bytes => new TextEncoder().encode(s)
const u16 = (n: number): Bytes => new Uint8Array([n >> 8, n & 255])
const u32 = (n: number): Bytes => new Uint8Array([n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255])
const le16 = (n: number): Bytes => u16(n).toReversed() as Bytes
const le32 = (n: number): Bytes => u32(n).toReversed() as Bytes
export const bytesOf = (...pieces: (Uint8Array | string | number[])[]): Bytes =>
  concat(
    pieces.map((piece) =>
      typeof piece === 'string' ? text(piece) : piece instanceof Uint8Array ? piece : new Uint8Array(piece),
    ),
  )

/** Text that must never leave; every metadata block of these files holds it. */
export const SECRET = 'SECRET-52.5200N-13.4050E'

/** A TIFF block: orientation, a GPS directory that holds the secret, and optionally a thumbnail directory. */
export function tiff(o: { orientation?: number; little?: boolean; thumbnail?: boolean } = {}): Bytes {
  const [w16, w32] = o.little ? [le16, le32] : [u16, u32]
  const entry = (tag: number, type: number, count: number, value: Uint8Array) =>
    bytesOf(w16(tag), w16(type), w32(count), value, new Uint8Array(4 - value.length))
  const next = o.thumbnail ? 38 : 0
  return bytesOf(
    o.little ? 'II' : 'MM',
    w16(42),
    w32(8),
    w16(2),
    entry(0x0112, 3, 1, w16(o.orientation ?? 1)),
    entry(0x8825, 4, 1, w32(44)),
    w32(next),
    new Uint8Array(6),
    w16(1),
    entry(0x1d, 2, 4, text('2026')),
    w32(0),
    SECRET,
  )
}

export const pngChunk = (type: string, body: Uint8Array = new Uint8Array(0)): Bytes => {
  const inner = bytesOf(type, body)
  return bytesOf(u32(body.length), inner, u32(crc32(inner)))
}

/** A grey PNG, with chunks of the caller's before the pixels and bytes after the end. */
export function png(
  o: { width?: number; height?: number; chunks?: Uint8Array[]; after?: Uint8Array; pixels?: boolean } = {},
): Bytes {
  const { width = 3, height = 2, chunks = [], after = new Uint8Array(0), pixels = true } = o
  // A claimed size beyond what is drawn here makes a bomb: its pixels are never unpacked by the gate.
  const rows =
    width * height > 1e6
      ? new Uint8Array(64)
      : new Uint8Array((width + 1) * height).fill(120).map((v, i) => (i % (width + 1) ? v : 0))
  return bytesOf(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    pngChunk('IHDR', bytesOf(u32(width), u32(height), [8, 0, 0, 0, 0])),
    ...chunks,
    ...(pixels ? [pngChunk('IDAT', deflateSync(rows))] : []),
    pngChunk('IEND'),
    after,
  )
}

export const segment = (marker: number, body: Uint8Array): Bytes =>
  bytesOf([0xff, marker], u16(body.length + 2), body)

/** The structure of a JPEG; its entropy-coded bytes mean nothing. */
export function jpeg(
  o: { width?: number; height?: number; segments?: Uint8Array[]; after?: Uint8Array; end?: boolean } = {},
): Bytes {
  const { width = 4, height = 3, segments = [], after = new Uint8Array(0), end = true } = o
  return bytesOf(
    [0xff, 0xd8],
    segment(0xe0, bytesOf('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])),
    ...segments,
    segment(0xc0, bytesOf([8], u16(height), u16(width), [1, 1, 0x11, 0])),
    segment(0xda, new Uint8Array([1, 1, 0, 0, 63, 0])),
    // A stuffed FF and a restart marker: neither ends the scan.
    [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
    end ? [0xff, 0xd9] : [],
    after,
  )
}
export const exifSegment = (o: Parameters<typeof tiff>[0] = {}): Bytes =>
  segment(0xe1, bytesOf('Exif\0\0', tiff(o)))

export const riffChunk = (type: string, body: Uint8Array): Bytes =>
  bytesOf(type, le32(body.length), body, new Uint8Array(body.length % 2))

/** The structure of a WebP with an extended header, a lossless bitstream of the right size and chunks after it. */
export function webp(
  o: { width?: number; height?: number; flags?: number; chunks?: Uint8Array[]; after?: Uint8Array } = {},
): Bytes {
  const { width = 5, height = 4, flags = 0, chunks = [], after = new Uint8Array(0) } = o
  const inner = bytesOf(
    'WEBP',
    riffChunk(
      'VP8X',
      bytesOf([flags, 0, 0, 0], le32(width - 1).subarray(0, 3), le32(height - 1).subarray(0, 3)),
    ),
    riffChunk('VP8L', bytesOf([0x2f], le32(((height - 1) << 14) | (width - 1)), [1, 2, 3])),
    ...chunks,
  )
  return bytesOf('RIFF', le32(inner.length), inner, after)
}

export const box = (type: string, ...body: (Uint8Array | string | number[])[]): Bytes => {
  const inner = bytesOf(...body)
  return bytesOf(u32(inner.length + 8), type, inner)
}
const full = (type: string, version: number, ...body: (Uint8Array | string | number[])[]): Bytes =>
  box(type, [version, 0, 0, 0], ...body)
const infe = (id: number, type: string, more = ''): Bytes =>
  full('infe', 2, u16(id), u16(0), type, `name-${SECRET}\0`, more)

/** The data of the items of `heic`, so that tests can find them again. */
export const heicPixels = text('<<the coded picture>>')
const heicData: [id: number, bytes: Bytes][] = [
  [1, heicPixels],
  [2, bytesOf(u32(0), tiff({ thumbnail: true }))],
  [3, text(`<x:xmpmeta>${SECRET}</x:xmpmeta>`)],
  [4, text(`small ${SECRET}`)],
]

/** A HEIC: picture, Exif, XMP, thumbnail, a described property, and bytes in `mdat` that no item refers to. */
export function heic(
  o: {
    brand?: string
    compatible?: string[]
    width?: number
    height?: number
    turn?: number
    overlap?: boolean
    after?: Uint8Array
  } = {},
): Bytes {
  const { brand = 'heic', compatible = ['mif1', 'heic'], width = 60, height = 40, turn = 0 } = o
  const ftyp = box('ftyp', brand, u32(0), ...compatible)
  const metaOf = (start: number): Bytes => {
    let at = start
    const extents = heicData.flatMap(([id, data]) => {
      const from = o.overlap && id === 2 ? start : at
      at += data.length
      return [u16(id), u16(0), u16(1), u32(from), u32(data.length)]
    })
    return full(
      'meta',
      0,
      full('hdlr', 0, u32(0), 'pict', new Uint8Array(13)),
      full('pitm', 0, u16(1)),
      full(
        'iinf',
        0,
        u16(4),
        infe(1, 'hvc1'),
        infe(2, 'Exif'),
        infe(3, 'mime', 'application/rdf+xml\0'),
        infe(4, 'hvc1'),
      ),
      full('iref', 0, box('cdsc', u16(2), u16(1), u16(1)), box('thmb', u16(4), u16(1), u16(1))),
      box(
        'iprp',
        box(
          'ipco',
          full('ispe', 0, u32(width), u32(height)),
          box('irot', [turn]),
          full('udes', 0, `en\0${SECRET}\0\0\0`),
        ),
        full('ipma', 0, u32(1), u16(1), [3, 1, 2, 3]),
      ),
      full('iloc', 0, [0x44, 0x00], u16(heicData.length), ...extents),
      box('uuid', new Uint8Array(16), SECRET),
    )
  }
  const start = ftyp.length + metaOf(0).length + 8
  const mdat = box('mdat', ...heicData.map(([, data]) => data), `orphan ${SECRET}`)
  return bytesOf(ftyp, metaOf(start), mdat, o.after ?? new Uint8Array(0))
}

/** A GIF of so many frames; their pixels mean nothing. */
export function gif(frames: number, width = 6, height = 5): Bytes {
  const frame = bytesOf([0x2c], new Uint8Array(4), le16(width), le16(height), [0], [2, 2, 0x4c, 1, 0])
  return bytesOf(
    'GIF89a',
    le16(width),
    le16(height),
    [0, 0, 0],
    ...Array.from({ length: frames }, () => frame),
    [0x3b],
  )
}

/** A BMP header with its pixels left out of account. */
export function bmp(width = 7, height = -6): Bytes {
  const body = bytesOf(
    le32(40),
    le32(width),
    le32(height),
    le16(1),
    le16(24),
    new Uint8Array(24),
    new Uint8Array(132),
  )
  return bytesOf('BM', le32(body.length + 14), le32(0), le32(54), body)
}
