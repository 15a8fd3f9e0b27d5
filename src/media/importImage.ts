import { formatBytes } from './formatBytes.ts'
import { inspect, MAX_FILE_BYTES, MAX_READ_BYTES } from './inspect.ts'
import { render } from './render.ts'
import { accepted } from './sniff.ts'
import type { Bytes, Metadata } from './bytes.ts'
import type { Accepted, Refused } from './inspect.ts'
import type { MimeType } from './sniff.ts'

/** The longest side of a copy that was made to fit the limits. */
export const SHRUNK_SIDE = 2048
const THUMBNAIL_SIDE = 160

/** A picture that may be stored and sent. */
export interface ImportedImage {
  ok: true
  /** SHA-256 of `bytes`, hex. */
  id: string
  name: string
  mimeType: MimeType
  bytes: Bytes
  width: number
  height: number
  /** A small copy for tiles; absent where this browser cannot decode the format. */
  thumbnail?: { bytes: Bytes; mimeType: string }
  /** Size of the file as it came. */
  originalBytes: number
  /** What was done to it, as sentences: `Removed Exif, GPS. Turned upright.` */
  note: string
}

/** What to do with a file. `png` and `shrink` are what a refusal offers. */
export interface ImportJob {
  file: Blob
  name: string
  as: 'is' | 'png' | 'shrink'
}

/** A smaller copy of a stored picture. */
export interface ResizeJob {
  bytes: Bytes
  /** Any that the browser decodes. */
  mimeType: string
  maxSide: number
}

export async function sha256(bytes: Bytes): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const decode = (bytes: Bytes, mimeType: string): Promise<ImageBitmap> =>
  createImageBitmap(new Blob([bytes], { type: mimeType }))

/** The encoder may answer with another format than it was asked for. */
function knownType(mimeType: string): MimeType {
  const known = Object.values(accepted).find((format) => format.mimeType === mimeType)
  return known?.mimeType ?? 'image/png'
}

/** The name with the extension of what it has become. */
function nameFor(mimeType: string, name: string): string {
  const format = Object.values(accepted).find((known) => known.mimeType === mimeType)
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (!format || (format.extensions as readonly string[]).includes(extension)) return name
  return `${extension ? name.slice(0, -extension.length - 1) : name}.${format.extensions[0]}`
}

const sentences = (...said: (string | false | undefined)[]): string => said.filter(Boolean).join(' ')

/** False where there was none: that is nothing to tell. */
function removed(metadata: readonly Metadata[]): string | false {
  return metadata.length > 0 && `Removed ${metadata.join(', ')}.`
}

/** Adds hash and thumbnail; the bitmap is used up. */
async function finish<T extends { bytes: Bytes }>(
  image: T,
  bitmap: ImageBitmap | undefined,
): Promise<T & Pick<ImportedImage, 'id' | 'thumbnail'>> {
  const small =
    bitmap && (await render(bitmap, { maxSide: THUMBNAIL_SIDE, mimeType: 'image/webp', quality: 0.8 }))
  bitmap?.close()
  const thumbnail = small && { bytes: small.bytes, mimeType: small.mimeType }
  return { ...image, id: await sha256(image.bytes), ...(thumbnail && { thumbnail }) }
}

/** Strips without loss where the picture is upright and within the limits, else draws it anew. */
async function importAccepted(
  found: Accepted,
  originalBytes: number,
  maxSide?: number,
): Promise<ImportedImage | Refused> {
  const { picture, format, mimeType, name, renamed } = found
  const clean = picture.clean()
  const said = sentences(renamed, removed(picture.metadata))
  const { width, height, orientation } = picture
  // Not every browser decodes HEIC; where none does, the file goes as it is and has no preview.
  const heic = format === 'HEIC' || format === 'HEIF'
  let bitmap: ImageBitmap | undefined
  try {
    bitmap = await decode(clean, mimeType)
  } catch {
    if (!heic)
      return { ok: false, reason: `The ${format} is damaged: this browser cannot decode it.`, format }
  }
  if (heic || !bitmap || (orientation === 1 && maxSide === undefined)) {
    const image = { name, mimeType, bytes: clean, width, height, originalBytes, note: said }
    return { ok: true, ...(await finish(image, bitmap)) }
  }
  // A photograph kept as PNG would often stay over the limit at any size; WebP keeps its transparency too.
  const smaller = maxSide !== undefined && format === 'PNG' ? 'image/webp' : mimeType
  const drawn = await render(bitmap, { orientation, mimeType: smaller, ...(maxSide && { maxSide }) })
  if (drawn.bytes.length > MAX_FILE_BYTES)
    return {
      ok: false,
      reason: `Redrawn, it is ${formatBytes(drawn.bytes.length)}; the limit is 15 MB.`,
      format,
    }
  bitmap.close()
  const note = sentences(
    said,
    orientation !== 1 && 'Turned upright.',
    maxSide !== undefined && `Scaled to ${maxSide} px.`,
  )
  const image = {
    ...drawn,
    name: nameFor(drawn.mimeType, name),
    originalBytes,
    note,
    mimeType: knownType(drawn.mimeType),
  }
  return { ok: true, ...(await finish(image, await decode(image.bytes, image.mimeType))) }
}

/** A still PNG of a format that the API does not take: of an animation, its first frame. */
async function convert(bytes: Bytes, name: string, refused: Refused): Promise<ImportedImage | Refused> {
  const from = refused.format ?? 'picture'
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(new Blob([bytes]))
  } catch {
    return {
      ok: false,
      reason: `This browser cannot decode the ${from}, so it cannot be converted.`,
      ...(refused.format && { format: refused.format }),
    }
  }
  const drawn = await render(bitmap, { mimeType: 'image/png' })
  const note = sentences(`Converted from ${from}, without metadata.`)
  const image = { ...drawn, name: nameFor('image/png', name), originalBytes: bytes.length, note }
  return { ok: true, ...(await finish({ ...image, mimeType: 'image/png' as const }, bitmap)) }
}

/**
 * Brings one file in: read, inspected, stripped, decoded once to be sure. Runs in a worker.
 * @returns a refusal with its reason where the file cannot be sent as asked; it rejects for nothing a file can hold
 */
export async function importImage({ file, name, as }: ImportJob): Promise<ImportedImage | Refused> {
  if (file.size > MAX_READ_BYTES)
    return {
      ok: false,
      reason: `The file is ${formatBytes(file.size)}; the limit is ${formatBytes(MAX_FILE_BYTES)} a file.`,
    }
  let bytes: Bytes
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    return {
      ok: false,
      reason: 'The file could not be read: it was moved, changed or deleted after it was chosen.',
    }
  }
  const found = inspect(bytes, name, file.type, as === 'shrink' ? Infinity : MAX_FILE_BYTES)
  try {
    if (found.ok) return await importAccepted(found, bytes.length, as === 'shrink' ? SHRUNK_SIDE : undefined)
    if (as === 'png' && found.offer === 'convert') return await convert(bytes, name, found)
    return found
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return { ok: false, reason: 'This browser has not enough memory to draw it. Scale it down first.' }
  }
}

/** What `resize` makes. */
export type Resized = Pick<ImportedImage, 'id' | 'bytes' | 'mimeType' | 'width' | 'height' | 'thumbnail'>

/** A copy whose longer side is at most `maxSide`, in the same format. The input is one that `importImage` gave. */
export async function resize({ bytes, mimeType, maxSide }: ResizeJob): Promise<Resized> {
  const bitmap = await decode(bytes, mimeType)
  const drawn = await render(bitmap, { maxSide, mimeType })
  return finish({ ...drawn, mimeType: knownType(drawn.mimeType) }, bitmap)
}
