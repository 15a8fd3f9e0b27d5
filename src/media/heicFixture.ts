/** HEIC files of every lawful arrangement (ISO/IEC 14496-12, 8.11; 23008-12), built in code, for tests alone. */
import { box, bytesOf } from './fixtures.ts'
import type { Bytes } from './bytes.ts'

export interface HeicItem {
  id: number
  /** `hvc1`, `grid`, `Exif`, `mime`, `uri `. */
  type: string
  data: Bytes
  /** Where the data lies. */
  in: 'mdat' | 'idat'
  /** Pieces that the data is cut into. */
  pieces?: number
  /** Of its entry: a name, and for `mime` and `uri ` what follows it. */
  name?: string
  more?: string
  /** The item that this one is a small copy of, or describes. */
  refers?: { type: 'thmb' | 'cdsc'; to: number }
}

export interface HeicLayout {
  items: readonly HeicItem[]
  primary: number
  width?: number
  height?: number
  /** Version of `iloc`: 0 has no construction method, 2 has 32-bit ids. */
  iloc?: 0 | 1 | 2
  /** Version of `infe`, `pitm` and `iref` ids: 16 or 32 bits. */
  wideIds?: boolean
  /** Bytes of each offset. */
  offsetBytes?: 4 | 8
  /** Offsets are told from a base. */
  withBase?: boolean
  /** A 64-bit size in the header of `mdat`. */
  largeMdat?: boolean
  /** `mdat` stands before `meta`. */
  dataFirst?: boolean
  /** Properties after the size, written as boxes of `ipco`. */
  properties?: readonly Bytes[]
}

const uint = (value: number, size: number): Bytes =>
  Uint8Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** (size - 1 - at)) % 256)
const full = (type: string, version: number, ...body: Parameters<typeof box>[1][]): Bytes =>
  box(type, [version, 0, 0, 0], ...body)

/** Cut into so many pieces; at least one byte each. */
function cutInto(data: Bytes, pieces: number): Bytes[] {
  const count = Math.max(1, Math.min(pieces, data.length))
  const step = Math.ceil(data.length / count)
  return Array.from({ length: Math.ceil(data.length / step) }, (_, at) =>
    data.slice(at * step, (at + 1) * step),
  )
}

export interface Built {
  bytes: Bytes
  /** Byte ranges of every item's data in the file, by id. */
  where: Map<number, [from: number, to: number][]>
}

/** The file, and where in it each item's data lies. */
export function buildHeic(layout: HeicLayout): Built {
  const { items, primary, width = 60, height = 40, iloc = 1, wideIds = false, properties = [] } = layout
  const { offsetBytes = 4, withBase = false, largeMdat = false, dataFirst = false } = layout
  const idSize = wideIds ? 4 : 2
  const ilocIdSize = iloc === 2 ? 4 : 2
  const pieces = items.flatMap((item) =>
    cutInto(item.data, item.pieces ?? 1).map((data, at) => ({ item, data, at })),
  )
  // All first pieces, then all second ones: the pieces of one item do not lie side by side.
  pieces.sort((a, b) => a.at - b.at)
  const idatPieces = pieces.filter(({ item }) => item.in === 'idat')
  const mdatPieces = pieces.filter(({ item }) => item.in === 'mdat')
  const offsets = new Map<(typeof pieces)[number], number>()
  for (const list of [idatPieces, mdatPieces]) {
    let at = 0
    for (const piece of list) {
      offsets.set(piece, at)
      at += piece.data.length
    }
  }

  const meta = (mdatStart: number): Bytes => {
    const locations = items.map((item) => {
      const own = pieces.filter((piece) => piece.item === item)
      const start = item.in === 'mdat' ? mdatStart : 0
      const base = withBase ? start + Math.min(...own.map((piece) => offsets.get(piece) ?? 0)) : 0
      return bytesOf(
        uint(item.id, ilocIdSize),
        iloc === 0 ? [] : uint(item.in === 'idat' ? 1 : 0, 2),
        uint(0, 2),
        uint(base, withBase ? offsetBytes : 0),
        uint(own.length, 2),
        ...own.flatMap((piece) => [
          uint(start + (offsets.get(piece) ?? 0) - base, offsetBytes),
          uint(piece.data.length, 4),
        ]),
      )
    })
    const entries = items.map(({ id, type, name = '', more = '' }) =>
      full('infe', wideIds ? 3 : 2, uint(id, idSize), uint(0, 2), type, `${name}\0`, more),
    )
    const references = items.flatMap(({ id, refers }) =>
      refers ? [box(refers.type, uint(id, idSize), uint(1, 2), uint(refers.to, idSize))] : [],
    )
    const idat = idatPieces.length > 0 ? [box('idat', ...idatPieces.map(({ data }) => data))] : []
    return full(
      'meta',
      0,
      full('hdlr', 0, uint(0, 4), 'pict', new Uint8Array(13)),
      full('pitm', wideIds ? 1 : 0, uint(primary, idSize)),
      full('iinf', wideIds ? 1 : 0, uint(items.length, wideIds ? 4 : 2), ...entries),
      full('iref', wideIds ? 1 : 0, ...references),
      box(
        'iprp',
        box('ipco', full('ispe', 0, uint(width, 4), uint(height, 4)), ...properties),
        full(
          'ipma',
          wideIds ? 1 : 0,
          uint(1, 4),
          uint(primary, idSize),
          [properties.length + 1],
          Array.from({ length: properties.length + 1 }, (_, at) => at + 1),
        ),
      ),
      full(
        'iloc',
        iloc,
        [(offsetBytes << 4) | 4, withBase ? offsetBytes << 4 : 0],
        uint(items.length, iloc === 2 ? 4 : 2),
        ...locations,
      ),
      ...idat,
    )
  }

  const ftyp = box('ftyp', 'heic', uint(0, 4), 'mif1', 'heic')
  const inner = bytesOf(...mdatPieces.map(({ data }) => data))
  const mdat = largeMdat ? bytesOf(uint(1, 4), 'mdat', uint(inner.length + 16, 8), inner) : box('mdat', inner)
  const header = mdat.length - inner.length
  const metaStart = ftyp.length + (dataFirst ? mdat.length : 0)
  const mdatStart = ftyp.length + (dataFirst ? 0 : meta(0).length) + header
  const metaBytes = meta(mdatStart)
  const bytes = dataFirst ? bytesOf(ftyp, mdat, metaBytes) : bytesOf(ftyp, metaBytes, mdat)

  // `idat` is the last box of `meta`.
  const idatLength = idatPieces.reduce((sum, { data }) => sum + data.length, 0)
  const idatStart = metaStart + metaBytes.length - idatLength
  const where: Built['where'] = new Map()
  for (const piece of pieces) {
    const from = (piece.item.in === 'idat' ? idatStart : mdatStart) + (offsets.get(piece) ?? 0)
    const ranges = where.get(piece.item.id) ?? []
    where.set(piece.item.id, [...ranges, [from, from + piece.data.length]])
  }
  return { bytes, where }
}
