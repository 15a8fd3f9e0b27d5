import { cut, latin1, Unreadable } from './bytes.ts'
import { boxes, need, Reader } from './heifBoxes.ts'
import type { Bytes } from './bytes.ts'
import type { Box } from './heifBoxes.ts'

/** One item of the `meta` box: a coded image, a grid, an Exif block ... */
export interface Item {
  type: string
  /** Its entry in `iinf`; undefined where only `iloc` knows it. */
  entry?: Box
  /** Where in `entry` the item's type stands. */
  typeAt?: number
  /** Byte ranges of its data in the file. */
  extents: [from: number, to: number][]
}

export interface Heif {
  top: Box[]
  meta: Box
  /** Children of `meta`. */
  inside: Box[]
  items: Map<number, Item>
  primary: number
  /** Items that are a small copy of another. */
  thumbnails: Set<number>
  /** Children of `ipco`, in the order that `ipma` counts them, from 1. */
  properties: Box[]
  /** Properties of the primary item, as indices from 1. */
  primaryProperties: number[]
}

/** Far more than any camera writes; keeps a hostile file from costing minutes. */
const MOST_EXTENTS = 4000

const unusual = () =>
  new Unreadable(
    'Its parts are stored in a way whose metadata cannot be removed in place. Save it as JPEG and add that.',
  )

function readEntries(bytes: Bytes, iinf: Box, items: Map<number, Item>): void {
  const version = bytes[iinf.body] ?? 0
  for (const entry of boxes(bytes, iinf.body + (version === 0 ? 6 : 8), iinf.end)) {
    if (entry.type !== 'infe') continue
    const reader = new Reader(bytes, entry.body)
    const infe = reader.uint(1)
    // Versions 0 and 1 have no item type and are not used for images.
    if (infe < 2) throw unusual()
    reader.at += 3
    const id = reader.uint(infe === 2 ? 2 : 4)
    reader.at += 2
    items.set(id, { type: latin1(bytes, reader.at, 4), entry, typeAt: reader.at, extents: [] })
  }
}

/** ISO/IEC 14496-12, 8.11.3. Construction 0 counts from the start of the file, 1 from that of `idat`. */
function readLocations(bytes: Bytes, iloc: Box, idat: Box | undefined, items: Map<number, Item>): void {
  const reader = new Reader(bytes, iloc.body)
  const version = reader.uint(1)
  reader.at += 3
  const sizes = reader.uint(2)
  const offsetSize = sizes >> 12
  const lengthSize = (sizes >> 8) & 15
  const baseSize = (sizes >> 4) & 15
  const indexSize = version === 0 ? 0 : sizes & 15
  if ([offsetSize, lengthSize, baseSize, indexSize].some((size) => size !== 0 && size !== 4 && size !== 8))
    throw unusual()
  let extentCount = 0
  for (let left = reader.uint(version < 2 ? 2 : 4); left > 0; left--) {
    const id = reader.uint(version < 2 ? 2 : 4)
    const construction = version === 0 ? 0 : reader.uint(2) & 15
    if (reader.uint(2) !== 0 || construction > 1) throw unusual()
    const source = construction === 0 ? { body: 0, end: bytes.length } : idat
    if (!source) throw unusual()
    const base = source.body + reader.uint(baseSize)
    const item = items.get(id) ?? { type: '', extents: [] }
    items.set(id, item)
    for (let extents = reader.uint(2); extents > 0; extents--) {
      reader.at += indexSize
      const from = base + reader.uint(offsetSize)
      const length = reader.uint(lengthSize)
      if (length === 0) throw unusual()
      if (from + length > source.end) throw cut('file')
      item.extents.push([from, from + length])
      if (++extentCount > MOST_EXTENTS) throw unusual()
    }
  }
}

function readThumbnails(bytes: Bytes, iref: Box): Set<number> {
  const idSize = bytes[iref.body] === 0 ? 2 : 4
  const references = boxes(bytes, iref.body + 4, iref.end).filter((box) => box.type === 'thmb')
  return new Set(references.map((box) => new Reader(bytes, box.body).uint(idSize)))
}

function readAssociations(bytes: Bytes, ipma: Box, primary: number): number[] {
  const reader = new Reader(bytes, ipma.body)
  const version = reader.uint(1)
  const wide = (reader.uint(1), reader.uint(1), reader.uint(1) & 1) === 1
  const found: number[] = []
  for (let left = reader.uint(4); left > 0; left--) {
    const id = reader.uint(version === 0 ? 2 : 4)
    for (let count = reader.uint(1); count > 0; count--) {
      const index = wide ? reader.uint(2) & 0x7fff : reader.uint(1) & 0x7f
      if (id === primary) found.push(index)
    }
  }
  return found
}

/**
 * The item structure of a HEIC, HEIF or AVIF file (ISO/IEC 23008-12).
 * @throws Unreadable where it is cut or too unusual to tell picture from metadata, RangeError at the end of the file.
 */
export function readHeifItems(bytes: Bytes): Heif {
  const top = boxes(bytes, 0, bytes.length)
  const meta = need(top, 'meta')
  const inside = boxes(bytes, meta.body + 4, meta.end)
  const items = new Map<number, Item>()
  readEntries(bytes, need(inside, 'iinf'), items)
  readLocations(
    bytes,
    need(inside, 'iloc'),
    inside.find((box) => box.type === 'idat'),
    items,
  )
  const pitm = need(inside, 'pitm')
  const primary = new Reader(bytes, pitm.body + 4).uint(bytes[pitm.body] === 0 ? 2 : 4)
  const iref = inside.find((box) => box.type === 'iref')
  const iprp = need(inside, 'iprp')
  const inIprp = boxes(bytes, iprp.body, iprp.end)
  const ipco = need(inIprp, 'ipco')
  return {
    top,
    meta,
    inside,
    items,
    primary,
    thumbnails: iref ? readThumbnails(bytes, iref) : new Set(),
    properties: boxes(bytes, ipco.body, ipco.end),
    primaryProperties: inIprp
      .filter((box) => box.type === 'ipma')
      .flatMap((box) => readAssociations(bytes, box, primary)),
  }
}
