import { cut, latin1, Unreadable, viewOf } from './bytes.ts'
import type { Bytes } from './bytes.ts'

/** A box of the ISO base media file format (ISO/IEC 14496-12, 4.2); positions count from the start of the file. */
export interface Box {
  type: string
  /** Where the four letters of the type are. */
  typeAt: number
  /** First byte after the header. */
  body: number
  end: number
}

/**
 * The boxes between two positions.
 * @throws Unreadable for a box that goes on beyond `to`
 */
export function boxes(bytes: Bytes, from: number, to: number): Box[] {
  const view = viewOf(bytes)
  const found: Box[] = []
  for (let at = from; at < to;) {
    if (at + 8 > to) throw cut('file')
    let size = view.getUint32(at)
    let header = 8
    if (size === 1) {
      size = Number(view.getBigUint64(at + 8))
      header = 16
    } else if (size === 0) size = to - at
    if (size < header || at + size > to) throw cut('file')
    found.push({ type: latin1(bytes, at + 4, 4), typeAt: at + 4, body: at + header, end: at + size })
    at += size
  }
  return found
}

/** The first box of a type, or a sentence that it is missing. */
export function need(list: readonly Box[], type: string): Box {
  const box = list.find((candidate) => candidate.type === type)
  if (!box) throw new Unreadable(`The file lacks its ${type} box, so what it holds cannot be told.`)
  return box
}

/** Major brand, then the compatible ones. Empty where there is no `ftyp`. */
export function brands(bytes: Bytes): string[] {
  if (latin1(bytes, 4, 4) !== 'ftyp') return []
  const end = Math.min(viewOf(bytes).getUint32(0), bytes.length, 512)
  const list = [latin1(bytes, 8, 4)]
  for (let at = 16; at + 4 <= end; at += 4) list.push(latin1(bytes, at, 4))
  return list
}

/** Reads fields one after another. */
export class Reader {
  at: number
  readonly #view: DataView
  constructor(bytes: Bytes, at: number) {
    this.#view = viewOf(bytes)
    this.at = at
  }
  /** An unsigned integer of 0, 1, 2, 4 or 8 bytes. @throws RangeError at the end of the file. */
  uint(size: number): number {
    const at = this.at
    this.at += size
    if (size === 0) return 0
    if (size === 1) return this.#view.getUint8(at)
    if (size === 2) return this.#view.getUint16(at)
    if (size === 4) return this.#view.getUint32(at)
    return Number(this.#view.getBigUint64(at))
  }
}
