import { base64Length, decodeBase64, encodeBase64 } from '../../media/base64.ts'
import { formatBytes } from '../../media/formatBytes.ts'
import { read, write } from '../../store/database.ts'
import { MediaFailure } from '../../request/doc.ts'
import { resizeInWorker, importInWorker } from './imageWorker.ts'
import { MAX_REQUEST_BYTES } from '../../request/size.ts'
import { withLock } from '../../store/locks.ts'
import type { Bytes } from '../../media/bytes.ts'
import type { Refused } from '../../media/inspect.ts'
import type { ImportedImage } from '../../media/importImage.ts'
import { documentTypes } from '../../request/media.ts'
import { sha256 } from '../../runs/sha256.ts'
import type { DocumentType, MediaRef } from '../../request/media.ts'

export { formatBytes }
export type { Refused } from '../../media/inspect.ts'

/** The longer side of what is sent, in pixels. */
export type ImageSize = 'original' | 1536 | 768

/** A picture as it is sent. Keyed by the SHA-256 of its bytes, so that the same picture is kept once. */
export interface StoredImage extends Pick<MediaRef, 'mimeType'> {
  bytes: Bytes
  /** Of a picture, in pixels. */
  width?: number
  height?: number
}

/** What is known about a stored picture beside its bytes. */
export interface AboutImage {
  /** Size of the file as the user chose it. */
  originalBytes: number
  /** What was done to it, as sentences. */
  note: string
  size: ImageSize
  /** Id of the picture in full size; its own where `size` is `original`. */
  source: string
  /** Longer side of the picture in full size: a smaller copy is offered below it alone. */
  sourceSide: number
  /** Absent where this browser cannot decode the format. */
  thumbnail?: { bytes: Bytes; mimeType: string }
  /** When it was imported last, epoch ms; set when it is kept. */
  at?: number
}

// Bytes and the facts about them are two records: a tile needs the second alone, and it is small.
const aboutKey = (id: string): string => `${id}/about`

function parseImage(value: unknown): StoredImage {
  const image = value as Partial<StoredImage> | null
  if (typeof image?.mimeType !== 'string' || !(image.bytes instanceof Uint8Array))
    throw new TypeError('no image')
  return image as StoredImage
}

function parseAbout(value: unknown): AboutImage {
  const about = value as Partial<AboutImage> | null
  if (typeof about?.note !== 'string' || typeof about.source !== 'string')
    throw new TypeError('no image facts')
  return about as AboutImage
}

/** The picture as it is sent; undefined where this browser does not have it. */
export const getImage = (id: string): Promise<StoredImage | undefined> => read('images', id, parseImage)

/** What is known about a picture; undefined where this browser does not have it. */
export const getAbout = (id: string): Promise<AboutImage | undefined> =>
  read('images', aboutKey(id), parseAbout)

/** Keeps a picture and what is known about it, in one transaction. */
export async function putImage(id: string, image: StoredImage, about: AboutImage): Promise<void> {
  // Not while a clean-up decides which pictures nobody needs.
  await withLock('images', 'shared', () =>
    write([
      { store: 'images', key: id, value: image },
      { store: 'images', key: aboutKey(id), value: { ...about, at: Date.now() } },
    ]),
  )
}

function refTo(id: string, name: string, { mimeType, bytes, width, height }: StoredImage): MediaRef {
  // 255 characters is what the schema of links and files takes.
  return {
    id,
    name: name.slice(-255),
    mimeType,
    bytes: bytes.length,
    ...(width !== undefined && height !== undefined && { size: [width, height] as [number, number] }),
    from: { at: 'store' },
  }
}

async function keep({
  id,
  name,
  originalBytes,
  note,
  thumbnail,
  ...image
}: ImportedImage): Promise<MediaRef> {
  const { mimeType, bytes, width, height } = image
  const sourceSide = Math.max(width, height)
  const about: AboutImage = { originalBytes, note, size: 'original', source: id, sourceSide }
  await putImage(id, { mimeType, bytes, width, height }, { ...about, ...(thumbnail && { thumbnail }) })
  return refTo(id, name, image)
}

const UNREADABLE = 'The file could not be read: it was moved, changed or deleted after it was chosen.'

/** Bytes of one document: what the project takes of one file. */
const MOST_OF_ONE = 15_000_000

/** What may be done with a file: take it as it is, or what its refusal offered. */
export type ImportAs = 'is' | 'png' | 'shrink'

/**
 * Takes one file through the gate and keeps it.
 * @param as `png` converts, `shrink` makes a copy of at most 2048 px
 * @param room bytes of base64 that the request may still grow by
 * @returns the reference for the prompt, or why not
 */
export async function addImage(
  file: File,
  as: ImportAs = 'is',
  room = MAX_REQUEST_BYTES,
): Promise<{ ok: true; ref: MediaRef } | Refused> {
  try {
    // An SVG is drawn by an `<img>`, which workers do not have; seldom enough to be loaded only then.
    const svg = as === 'png' ? await (await import('../../media/svg.ts')).drawSvg(file) : undefined
    if (svg && 'reason' in svg) return svg
    const from = svg?.file ?? file
    const imported = await importInWorker({ file: from, name: from.name || 'image', as: svg ? 'is' : as })
    if (!imported.ok) return imported
    const size = base64Length(imported.bytes.length)
    if (size > room) {
      const total = formatBytes(MAX_REQUEST_BYTES - room + size)
      const reason = `With it the request is ${total}; the limit is ${formatBytes(MAX_REQUEST_BYTES)}.`
      return { ok: false, reason, ...(imported.thumbnail && as !== 'shrink' && { offer: 'shrink' }) }
    }
    const known = svg && { originalBytes: file.size, note: 'Converted from SVG, without metadata.' }
    return { ok: true, ref: await keep({ ...imported, ...known }) }
  } catch (error) {
    if (error instanceof MediaFailure) return { ok: false, reason: error.message }
    if (error instanceof DOMException)
      return {
        ok: false,
        reason: UNREADABLE,
      }
    throw error
  }
}

/** What kind of document bytes are, by themselves; null for none that goes with a result. */
function documentTypeOf(bytes: Bytes): DocumentType | null {
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')) return 'application/pdf'
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text === '' || text.includes('\0') ? null : 'text/plain'
  } catch {
    return null
  }
}

/** Keeps a document that goes with the result of a call, as it is. @returns the reference, or why not */
export async function addDocument(file: File): Promise<{ ok: true; ref: MediaRef } | Refused> {
  if (file.size > MOST_OF_ONE)
    return { ok: false, reason: `It is ${formatBytes(file.size)}; the limit is ${formatBytes(MOST_OF_ONE)}.` }
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  )
  if (!bytes) return { ok: false, reason: UNREADABLE }
  const mimeType = documentTypeOf(bytes)
  const id = mimeType && (await sha256(bytes))
  if (!mimeType || !id)
    return { ok: false, reason: 'It is neither a picture that the API takes, nor a PDF, nor plain text.' }
  const about = {
    originalBytes: file.size,
    note: 'As it is.',
    size: 'original',
    source: id,
    sourceSide: 0,
  } as const
  await putImage(id, { mimeType, bytes }, about)
  return { ok: true, ref: refTo(id, file.name, { mimeType, bytes }) }
}

/**
 * Takes a picture or a document that came inside a link or a file through the same gate.
 * @param ref with `data`, base64
 */
export async function addImageData(ref: MediaRef): Promise<{ ok: true; ref: MediaRef } | Refused> {
  const bytes = decodeBase64(ref.data ?? '')
  if (!bytes) return { ok: false, reason: 'Its data is not base64, so it is damaged.' }
  const file = new File([bytes], ref.name, { type: ref.mimeType })
  return documentTypes.some((type) => type === ref.mimeType) ? addDocument(file) : addImage(file)
}

/**
 * The same picture in another size, made from the one in full size.
 * @throws MediaFailure with a sentence, where its bytes are gone or cannot be drawn
 */
export async function resizeImage(ref: MediaRef, size: ImageSize): Promise<MediaRef> {
  const about = await getAbout(ref.id)
  const source = about && (await getImage(about.source))
  if (!source)
    throw new MediaFailure('This browser no longer has the picture in full size. Add the file again.')
  if (size === 'original' || about.sourceSide <= size) return refTo(about.source, ref.name, source)
  const { bytes, mimeType } = source
  const { id, thumbnail, ...copy } = await resizeInWorker({ bytes, mimeType, maxSide: size })
  await putImage(id, copy, { ...about, size, ...(thumbnail && { thumbnail }) })
  return refTo(id, ref.name, copy)
}

/** For an export: a sentence about the pictures it lacks, by name; '' where it lacks none. */
export function missingImages(names: readonly string[]): string {
  if (names.length === 0) return ''
  const [verb, which] = names.length === 1 ? ['is', 'it'] : ['are', 'they']
  const shown = names.slice(0, 5).join(', ')
  const more = names.length > 5 ? ` and ${names.length - 5} more` : ''
  return `Exported without ${shown}${more}: ${which} ${verb} no longer in this browser.`
}

/** Counting tokens and running ask for the same pictures again and again; the newest stay as text. */
const encoded = new Map<string, string>()
const MOST_ENCODED = 40_000_000

/**
 * The bytes of a picture as base64, for `inlineData`.
 * @throws MediaFailure with a sentence, where this browser does not have it
 */
export async function loadImageBase64({ id, name }: Pick<MediaRef, 'id' | 'name'>): Promise<string> {
  const image = encoded.has(id) ? undefined : await getImage(id)
  const data = encoded.get(id) ?? (image && encodeBase64(image.bytes))
  if (data === undefined)
    throw new MediaFailure(`This browser does not have ${name}. Remove it, or add the file again.`)
  encoded.delete(id)
  encoded.set(id, data)
  let size = [...encoded.values()].reduce((sum, text) => sum + text.length, 0)
  for (const [oldest, text] of encoded) {
    if (size <= MOST_ENCODED || oldest === id) break
    encoded.delete(oldest)
    size -= text.length
  }
  return data
}
