import { cut, latin1, Unreadable, viewOf } from './bytes.ts'
import type { Bytes } from './bytes.ts'

/** Size and movement of a format that the API does not take but a browser can decode. */
export interface Convertible {
  width: number
  height: number
  animated: boolean
}

/** Size of a GIF's colour table by the flags that announce it. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

/** GIF89a, 17 to 26: counts image descriptors up to the second. */
export function readGif(bytes: Bytes): Convertible {
  const view = viewOf(bytes)
  let at = 13 + tableBytes(view.getUint8(10))
  const skipBlocks = () => {
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1
    at += 1
  }
  let frames = 0
  for (let kind = view.getUint8(at); kind !== 0x3b && frames < 2; kind = view.getUint8(at)) {
    if (kind === 0x21) at += 2
    else if (kind === 0x2c) {
      frames += 1
      at += 11 + tableBytes(view.getUint8(at + 9))
    } else throw new Unreadable('The GIF is damaged: a block does not start where it should.')
    skipBlocks()
  }
  if (frames === 0) throw new Unreadable('The GIF holds no pixels, so it is damaged.')
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), animated: frames > 1 }
}

/** Windows bitmap; a negative height means rows from the top. */
export function readBmp(bytes: Bytes): Convertible {
  const view = viewOf(bytes)
  if (view.getUint32(2, true) > bytes.length) throw cut('BMP')
  const old = view.getUint32(14, true) === 12
  return {
    width: old ? view.getUint16(18, true) : Math.abs(view.getInt32(18, true)),
    height: old ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true)),
    animated: false,
  }
}

/** Text at the start of a file without byte order mark, white space, comments, XML declaration and DOCTYPE. */
export function markupStart(bytes: Bytes): string {
  const text = latin1(bytes, 0, 8192).replace(/^\u00ef\u00bb\u00bf/, '')
  const prolog = /^(?:\s+|<!--[^]*?-->|<\?[^]*?\?>|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>)*/i
  const doctype = /^\s*<!doctype\s+html/i.test(text) ? '<html' : ''
  return (doctype || text.replace(prolog, '')).slice(0, 40).toLowerCase()
}
