import { latin1, Unreadable, viewOf } from './bytes.ts'
import { readExif } from './exif.ts'
import { brands } from './heifBoxes.ts'
import { readHeifItems } from './heifItems.ts'
import type { Bytes, Metadata, Picture } from './bytes.ts'
import type { Box } from './heifBoxes.ts'
import type { Heif, Item } from './heifItems.ts'

/** Brands of image sequences and films. */
const SEQUENCES = new Set(['hevc', 'hevx', 'hevm', 'hevs', 'msf1', 'avis'])
/** Boxes without which no decoder shows the picture; every other one at the top or in `meta` is blanked. */
const KEPT_TOP = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip'])
const KEPT_META = new Set([
  'hdlr',
  'pitm',
  'iinf',
  'iloc',
  'iprp',
  'iref',
  'idat',
  'dinf',
  'grpl',
  'ipro',
  'free',
  'skip',
])
/** Properties that describe in words or say when; `uuid` may hold anything. */
const WORDS = new Set(['udes', 'crtt', 'mdft', 'altt', 'uuid'])

function isMetadata(item: Item): boolean {
  return ['Exif', 'mime', 'uri ', ''].includes(item.type)
}

function kindOf(bytes: Bytes, item: Item): Metadata[] {
  const [from, to] = item.extents[0] ?? [0, 0]
  // Four bytes say how far the TIFF header is from there (ISO/IEC 23008-12, A.2.1).
  if (item.type === 'Exif' && to - from > 4)
    return readExif(bytes.subarray(from + 4 + viewOf(bytes).getUint32(from), to)).metadata
  const entry = item.entry ? latin1(bytes, item.entry.body, item.entry.end - item.entry.body) : ''
  return [entry.includes('rdf+xml') ? 'XMP' : 'other metadata']
}

/** Pixels of the picture as shown; of its largest part where the primary item does not say. */
function sizes(bytes: Bytes, heif: Heif): { width: number; height: number } {
  const view = viewOf(bytes)
  const size = (box: Box): [number, number] => [view.getUint32(box.body + 4), view.getUint32(box.body + 8)]
  const all = heif.properties.filter((box) => box.type === 'ispe').map(size)
  const mine = heif.primaryProperties.flatMap((index) => heif.properties[index - 1] ?? [])
  const shown = mine.find((box) => box.type === 'ispe')
  const [width, height] = shown
    ? size(shown)
    : (all.toSorted((a, b) => b[0] * b[1] - a[0] * a[1])[0] ?? [0, 0])
  const turn = mine.find((box) => box.type === 'irot')
  return turn && (bytes[turn.body] ?? 0) % 2 === 1 ? { width: height, height: width } : { width, height }
}

/** Makes a box unreadable as what it was, at the same length, so that no other offset changes. */
function blankBox(out: Bytes, box: Box): void {
  out.set(new TextEncoder().encode('free'), box.typeAt)
  out.fill(0, box.body, box.end)
}

/** Blanks the names in an item's entry; that of metadata also gets a type that no reader knows. */
function blankEntry(out: Bytes, item: Item): void {
  if (!item.entry || item.typeAt === undefined) return
  if (isMetadata(item)) out.set(new TextEncoder().encode('free'), item.typeAt)
  out.fill(0, item.typeAt + 4, item.entry.end)
}

/**
 * The file with everything zeroed that the picture itself does not need, in place: the data of metadata and
 * thumbnail items, every byte of `mdat` and `idat` that no image item refers to, boxes and properties with words.
 */
function blank(bytes: Bytes, heif: Heif): Bytes {
  const out = bytes.slice()
  const kept = [...heif.items].filter(([id, item]) => !isMetadata(item) && !heif.thumbnails.has(id))
  for (const box of [...heif.top, ...heif.inside])
    if (box.type === 'mdat' || box.type === 'idat' || box.type === 'free' || box.type === 'skip')
      out.fill(0, box.body, box.end)
  for (const box of heif.top) if (!KEPT_TOP.has(box.type)) blankBox(out, box)
  for (const box of heif.inside) if (!KEPT_META.has(box.type)) blankBox(out, box)
  // A description keeps its version and flags; four empty strings are still a valid one.
  for (const box of heif.properties)
    if (WORDS.has(box.type)) out.fill(0, box.body + (box.type === 'uuid' ? 16 : 4), box.end)
  for (const [, item] of heif.items) blankEntry(out, item)
  for (const [, item] of kept) for (const [from, to] of item.extents) out.set(bytes.subarray(from, to), from)
  return out
}

/** Image data must lie in a data box of its own: an extent over the boxes that get blanked would bring them back. */
function checkExtents(heif: Heif): void {
  const data = [...heif.top, ...heif.inside].filter((box) => box.type === 'mdat' || box.type === 'idat')
  const secret = [...heif.items].filter(([id, item]) => isMetadata(item) || heif.thumbnails.has(id))
  const shared = new Unreadable(
    'Picture and metadata share the same bytes, so the metadata cannot be removed.',
  )
  for (const [id, item] of heif.items) {
    if (isMetadata(item) || heif.thumbnails.has(id)) continue
    for (const [from, to] of item.extents) {
      if (!data.some((box) => box.body <= from && to <= box.end)) throw shared
      if (secret.some(([, other]) => other.extents.some(([a, b]) => a < to && from < b))) throw shared
    }
  }
}

/**
 * Reads a HEIC, HEIF or AVIF file. Its pixels are not decoded: few browsers can.
 * `orientation` is always 1: the format turns a picture by its own property (`irot`), which stays.
 * @throws Unreadable with the reason where the metadata could not be blanked, RangeError at the end of the file.
 */
export function readHeif(bytes: Bytes): Picture {
  const [major = ''] = brands(bytes)
  if (SEQUENCES.has(major))
    return { width: 1, height: 1, orientation: 1, animated: true, metadata: [], clean: () => bytes }
  const heif = readHeifItems(bytes)
  const animated = heif.top.some((box) => box.type === 'moov')
  const primary = heif.items.get(heif.primary)
  if (!primary || isMetadata(primary)) throw new Unreadable('It names no picture to show.')
  checkExtents(heif)
  const metadata = new Set([...heif.items.values()].filter(isMetadata).flatMap((item) => kindOf(bytes, item)))
  if (heif.thumbnails.size) metadata.add('thumbnail')
  const words = [
    ...heif.top.filter((box) => !KEPT_TOP.has(box.type)),
    ...heif.inside.filter((box) => !KEPT_META.has(box.type)),
  ]
  if (words.length || heif.properties.some((box) => WORDS.has(box.type))) metadata.add('other metadata')
  return {
    ...sizes(bytes, heif),
    orientation: 1,
    animated,
    metadata: [...metadata],
    clean: () => blank(bytes, heif),
  }
}
