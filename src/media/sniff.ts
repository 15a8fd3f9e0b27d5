import { latin1, viewOf } from './bytes.ts'
import { brands } from './heifBoxes.ts'
import { markupStart } from './otherFormats.ts'
import type { Bytes } from './bytes.ts'

/** Formats that the API takes, by the name that people use. */
export const accepted = {
  PNG: { mimeType: 'image/png', extensions: ['png'] },
  JPEG: { mimeType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  WebP: { mimeType: 'image/webp', extensions: ['webp'] },
  HEIC: { mimeType: 'image/heic', extensions: ['heic', 'heif', 'hif'] },
  HEIF: { mimeType: 'image/heif', extensions: ['heif', 'heic', 'hif'] },
} as const
export type Format = keyof typeof accepted
export type MimeType = (typeof accepted)[Format]['mimeType']

/** Formats that are not taken, but that a browser may turn into PNG. */
export type ConvertibleFormat = 'GIF' | 'BMP' | 'AVIF' | 'SVG'
/** What else people drop; named, so that the refusal can say what the file is. */
export type Other = 'TIFF' | 'PDF' | 'HTML' | 'ZIP archive' | 'film'

const starts = (bytes: Bytes, signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte)

function sniffBrand([major, ...compatible]: readonly string[]): Format | ConvertibleFormat | Other {
  if (major === 'avif' || major === 'avis') return 'AVIF'
  if (major?.startsWith('hei') || major?.startsWith('hev')) return 'HEIC'
  if (major === 'mif1' || major === 'msf1' || major === 'mif2')
    return compatible.includes('avif') ? 'AVIF' : 'HEIF'
  // Some cameras write their own major brand and name the picture's among the compatible ones.
  if (compatible.includes('heic')) return 'HEIC'
  return 'film'
}

/** What the first bytes are; undefined where they are nothing known here. Name and claimed type play no part. */
export function sniff(bytes: Bytes): Format | ConvertibleFormat | Other | undefined {
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'PNG'
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'JPEG'
  if (latin1(bytes, 0, 4) === 'RIFF' && latin1(bytes, 8, 4) === 'WEBP') return 'WebP'
  if (/^GIF8[79]a/.test(latin1(bytes, 0, 6))) return 'GIF'
  if (
    latin1(bytes, 0, 2) === 'BM' &&
    bytes.length > 26 &&
    [12, 40, 52, 56, 64, 108, 124].includes(viewOf(bytes).getUint32(14, true))
  )
    return 'BMP'
  if (starts(bytes, [0x49, 0x49, 0x2a, 0]) || starts(bytes, [0x4d, 0x4d, 0, 0x2a])) return 'TIFF'
  if (bytes.length >= 16 && latin1(bytes, 4, 4) === 'ftyp') return sniffBrand(brands(bytes))
  if (latin1(bytes, 0, 5) === '%PDF-') return 'PDF'
  if (starts(bytes, [0x50, 0x4b, 3, 4])) return 'ZIP archive'
  const markup = markupStart(bytes)
  if (/^<(?:\w+:)?svg[\s>]/.test(markup)) return 'SVG'
  if (/^<(?:html|head|body|!doctype html)/.test(markup)) return 'HTML'
  return undefined
}
