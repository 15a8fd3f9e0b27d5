import { Unreadable } from './bytes.ts'
import { formatBytes } from './formatBytes.ts'
import { readHeif } from './heif.ts'
import { readJpeg } from './jpeg.ts'
import { readBmp, readGif } from './otherFormats.ts'
import { readPng } from './png.ts'
import { accepted, sniff } from './sniff.ts'
import { checkSvg } from './svgCost.ts'
import { readWebp } from './webp.ts'
import type { Bytes, Picture } from './bytes.ts'
import type { ConvertibleFormat, Format, MimeType, Other } from './sniff.ts'

/** The API's limit is 20 MB of JSON a request, and base64 makes 4 bytes of 3. */
export const MAX_FILE_BYTES = 15_000_000
/** A picture of that many pixels takes 200 MB when it is decoded. */
export const MAX_PIXELS = 50_000_000
/** Beyond this a file is not read at all. */
export const MAX_READ_BYTES = 100_000_000

export interface Accepted {
  ok: true
  format: Format
  mimeType: MimeType
  /** With the extension that its content asks for. */
  name: string
  /** Set where the name or the claimed type was wrong: a sentence that says so. */
  renamed?: string
  picture: Picture
}

export interface Refused {
  ok: false
  /** Why, in one or two sentences. The name stands beside it. */
  reason: string
  /** What may be done instead: make a PNG of it, or a smaller copy. */
  offer?: 'convert' | 'shrink'
  /** What it is, where that is known. */
  format?: Format | ConvertibleFormat | Other
}

const refuse = (reason: string, more: Omit<Refused, 'ok' | 'reason'> = {}): Refused => ({
  ok: false,
  reason,
  ...more,
})
const takes = 'Use PNG, JPEG, WebP, HEIC or HEIF.'
const integer = new Intl.NumberFormat('en-US')

function tooManyPixels({ width, height }: { width: number; height: number }): string | undefined {
  if (width * height <= MAX_PIXELS) return undefined
  const size = `${integer.format(width)} × ${integer.format(height)} pixels`
  return `It claims ${size}, ${Math.round((width * height) / 1e6)} megapixels. At most 50 are taken. Scale it down first.`
}

const readers: Record<Format, (bytes: Bytes) => Picture> = {
  PNG: readPng,
  JPEG: readJpeg,
  WebP: readWebp,
  HEIC: readHeif,
  HEIF: readHeif,
}

/** A name is wrong when its extension or the type the browser derived from it belongs to another format. */
function rename(format: Format, name: string, claimedType: string): Pick<Accepted, 'name' | 'renamed'> {
  const { extensions, mimeType } = accepted[format]
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase()
  if (extension && (extensions as readonly string[]).includes(extension)) return { name }
  const stem = extension ? name.slice(0, -extension.length - 1) : name
  const right = `${stem || 'image'}.${extensions[0]}`
  if (!extension && (claimedType === mimeType || !claimedType)) return { name: right }
  return { name: right, renamed: `Renamed from ${name}: its content is ${format}.` }
}

function inspectConvertible(bytes: Bytes, format: ConvertibleFormat): Refused {
  if (format === 'SVG') {
    const problem = checkSvg(bytes)
    if (problem) return refuse(problem, { format })
    return refuse(`SVG is not accepted: the API takes pixels. ${takes}`, { format, offer: 'convert' })
  }
  const found = format === 'GIF' ? readGif(bytes) : format === 'BMP' ? readBmp(bytes) : readHeif(bytes)
  if (!found.animated && (found.width === 0 || found.height === 0))
    return refuse(`The ${format} has no pixels.`, { format })
  const many = tooManyPixels(found)
  if (many) return refuse(many, { format })
  const first = found.animated ? `The ${format} is animated, and ` : ''
  return refuse(`${first}image/${format.toLowerCase()} is not accepted. ${takes}`, {
    format,
    offer: 'convert',
  })
}

/** Why a well-formed picture of a right format is still refused. */
function objection(
  picture: Picture,
  format: Format,
  fileBytes: number,
  maxBytes: number,
): Refused | undefined {
  const more = { format }
  const decodable = format !== 'HEIC' && format !== 'HEIF'
  if (picture.animated) {
    if (!decodable)
      return refuse(`The ${format} holds a sequence or a film. Add a single picture of it.`, more)
    return refuse(`The ${format} is animated. Models get one still picture.`, { ...more, offer: 'convert' })
  }
  if (picture.width === 0 || picture.height === 0) return refuse(`The ${format} has no pixels.`, more)
  const many = tooManyPixels(picture)
  if (many) return refuse(many, more)
  if (fileBytes <= maxBytes) return undefined
  const size = `The file is ${formatBytes(fileBytes)}; the limit is 15 MB a file.`
  return refuse(size, decodable ? { ...more, offer: 'shrink' } : more)
}

/**
 * The gate: decides by a file's own bytes, and before anything is decoded.
 * @param name as the file came; only its extension is looked at, and never trusted
 * @param claimedType the MIME type that came with it, or ''
 * @param maxBytes of the file; raised where a smaller copy is going to be made of it
 * @returns never throws, whatever the bytes are
 */
export function inspect(
  bytes: Bytes,
  name: string,
  claimedType: string,
  maxBytes = MAX_FILE_BYTES,
): Accepted | Refused {
  if (bytes.length === 0) return refuse('The file is empty.')
  const format = sniff(bytes)
  try {
    switch (format) {
      case undefined:
        return refuse(`It is no picture: its content matches no image format. ${takes}`)
      case 'TIFF':
        return refuse(`image/tiff is not accepted. ${takes}`, { format })
      case 'PDF':
      case 'HTML':
      case 'ZIP archive':
      case 'film':
        return refuse(
          `It is no picture but ${format === 'HTML' ? 'an HTML page' : `a ${format}`}. ${takes}`,
          { format },
        )
      case 'GIF':
      case 'BMP':
      case 'AVIF':
      case 'SVG':
        return inspectConvertible(bytes, format)
      default: {
        const picture = readers[format](bytes)
        const refused = objection(picture, format, bytes.length, maxBytes)
        if (refused) return refused
        return {
          ok: true,
          format,
          mimeType: accepted[format].mimeType,
          ...rename(format, name, claimedType),
          picture,
        }
      }
    }
  } catch (error) {
    if (error instanceof Unreadable) return refuse(error.message, format ? { format } : {})
    if (error instanceof RangeError)
      return refuse(`The ${format} is cut off: its end is missing. Export or download it again.`)
    throw error
  }
}
