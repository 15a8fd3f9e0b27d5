import type { Blob as InlineBlob } from '../gemini/types.ts'

/** Decodes base64, the standard or the URL alphabet. @throws DOMException when it is neither. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}

/**
 * A RIFF header for headerless 16-bit little-endian mono PCM, so that a browser plays it.
 * @param length bytes of PCM. @param rate samples a second.
 */
export function wavHeader(length: number, rate: number): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(44))
  const tag = (at: number, text: string): void => {
    for (const [index, char] of [...text].entries()) header.setUint8(at + index, char.charCodeAt(0))
  }
  tag(0, 'RIFF')
  header.setUint32(4, 36 + length, true)
  tag(8, 'WAVEfmt ')
  header.setUint32(16, 16, true)
  header.setUint16(20, 1, true)
  header.setUint16(22, 1, true)
  header.setUint32(24, rate, true)
  header.setUint32(28, rate * 2, true)
  header.setUint16(32, 2, true)
  header.setUint16(34, 16, true)
  tag(36, 'data')
  header.setUint32(40, length, true)
  return new Uint8Array(header.buffer)
}

/** Samples a second of `audio/L16;codec=pcm;rate=24000`; null for any other type, which a browser decodes itself. */
export function pcmRate(mimeType: string): number | null {
  if (!/^audio\/(l16|pcm)\b/i.test(mimeType)) return null
  const rate = Number(/\brate=(\d+)/i.exec(mimeType)?.[1] ?? 24_000)
  return rate > 0 ? rate : 24_000
}

/**
 * Inline data as a blob that a page can show and save, with a file ending for it. What came decides, whatever model it
 * came from: a WAV file keeps its own header, and headerless samples get one for all their chunks.
 * @returns null when the data is not base64.
 */
function toBlob(pieces: readonly InlineBlob[]): { blob: Blob; ending: string } | null {
  const mimeType = pieces[0]?.mimeType ?? ''
  try {
    const bytes = pieces.map(({ data }) => bytesOf(data))
    const rate = pcmRate(mimeType)
    if (rate) {
      const length = bytes.reduce((sum, piece) => sum + piece.length, 0)
      return { blob: new Blob([wavHeader(length, rate), ...bytes], { type: 'audio/wav' }), ending: 'wav' }
    }
    const type = mimeType.split(';')[0] ?? ''
    const ending =
      { jpeg: 'jpg', 'svg+xml': 'svg', mpeg: 'mp3' }[type.split('/')[1] ?? ''] ?? type.split('/')[1] ?? 'bin'
    return { blob: new Blob(bytes, { type }), ending }
  } catch {
    return null
  }
}

export interface ShownMedia {
  /** A `blob:` address. */
  url: string
  ending: string
  bytes: number
  blob: Blob
}

/** By the first of what belongs together; a sound that has grown since is made anew. */
const made = new WeakMap<InlineBlob, { count: number; shown: ShownMedia }>()
// The address lives as long as the data it shows: a run that is dropped takes its images along.
const addresses = new FinalizationRegistry<string>((url) => URL.revokeObjectURL(url))

/** Inline data as an address to show and to save, decoded once; null when the data is not base64. */
export function shownMedia(...pieces: readonly InlineBlob[]): ShownMedia | null {
  const [first] = pieces
  const known = first && made.get(first)
  if (known?.count === pieces.length) return known.shown
  const decoded = toBlob(pieces)
  if (!decoded || !first) return null
  const { blob, ending } = decoded
  const shown = { url: URL.createObjectURL(blob), ending, bytes: blob.size, blob }
  made.set(first, { count: pieces.length, shown })
  addresses.register(first, shown.url)
  return shown
}

/** Seconds of headerless 16-bit mono samples, by their base64; null for any other type. */
export function pcmSeconds(pieces: readonly InlineBlob[]): number | null {
  const rate = pcmRate(pieces[0]?.mimeType ?? '')
  if (!rate) return null
  const bytes = pieces.reduce((sum, { data }) => sum + Math.floor((data.length * 3) / 4), 0)
  return bytes / 2 / rate
}
