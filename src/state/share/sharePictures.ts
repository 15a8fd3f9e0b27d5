import type { ImageRef, Prompt, Turn } from '../../request/schema.ts'
import { decodeBase64, encodeBase64 } from '../../media/base64.ts'
import type { Bytes } from '../../media/bytes.ts'
import { getImage } from '../images/images.ts'
import { resizeInWorker } from '../images/imageWorker.ts'

/** A picture as a link carries it. */
export interface Picture<Type extends string = string> {
  mimeType: Type
  /** Base64. */
  data: string
  /** Before base64. */
  bytes: number
  /** What was done to it, in words. */
  detail: string
}

/** Sides to try, in pixels, when the picture itself is too large. */
const SIDES = [768, 512, 320] as const
/** No copy of a picture is smaller than this, so with less room none is tried. Characters. */
const LEAST_ROOM = 500

interface Copy<Type extends string> extends Picture<Type | ImageRef['mimeType']> {
  size?: { width: number; height: number }
}

/** The picture, or a smaller copy, in at most `room` characters of link; undefined where none fits. */
async function fit<Type extends string>(
  { mimeType, bytes }: { mimeType: Type; bytes: Bytes },
  room: number,
): Promise<Copy<Type> | undefined> {
  // Base64 packs back to about its bytes, and base64url makes 4 characters of 3 bytes again.
  const fits = (length: number) => length * 1.36 + 200 <= room
  if (fits(bytes.length))
    return { mimeType, data: encodeBase64(bytes), bytes: bytes.length, detail: 'as it is' }
  if (!mimeType.startsWith('image/') || room < LEAST_ROOM) return undefined
  for (const maxSide of SIDES) {
    const copy = await resizeInWorker({ bytes, mimeType, maxSide }).catch(() => undefined)
    if (!copy) return undefined
    const { width, height } = copy
    if (fits(copy.bytes.length))
      return {
        mimeType: copy.mimeType,
        data: encodeBase64(copy.bytes),
        bytes: copy.bytes.length,
        detail: `smaller copy, ${width} × ${height}`,
        size: { width, height },
      }
  }
  return undefined
}

/** @param room characters of link. @returns undefined where not even a small copy fits, or its bytes are gone */
export async function fitImage(
  ref: ImageRef,
  room: number,
): Promise<(Picture & { ref: ImageRef }) | undefined> {
  const image = await getImage(ref.id)
  const copy = image && (await fit(image, room))
  if (!copy) return undefined
  const { size, mimeType, data, bytes } = copy
  return { ...copy, ref: { ...ref, ...size, mimeType, bytes, data } }
}

/** Where a picture stands in a conversation: attached by the user, or a part that the model made. */
export interface Place {
  /** Counted from 0. */
  turn: number
  at: number
  of: { image: ImageRef } | { inlineData: { mimeType: string; data: string } }
  name: string
  bytes: number
}

/** Every picture of a conversation, and whatever else stands in it as bytes, in order. */
export function picturesOf(turns: readonly Turn[]): Place[] {
  return turns.flatMap(({ role, parts, images = [] }, turn) => [
    ...images.map((image, at): Place => ({ turn, at, of: { image }, name: image.name, bytes: image.bytes })),
    ...parts.flatMap(({ inlineData }, at): Place[] => {
      if (!inlineData) return []
      const bytes = Math.floor((inlineData.data.length * 3) / 4)
      const image = inlineData.mimeType.startsWith('image/')
      const name = image && role === 'model' ? 'Picture of the model' : inlineData.mimeType
      return [{ turn, at, of: { inlineData }, name, bytes }]
    }),
  ])
}

type Part = Turn['parts'][number]

function withoutBytes(part: Part): Part {
  const { inlineData: _, ...rest } = part
  return rest
}

/** The turn without any of them; the other parts keep their places until `withoutGaps`. */
export function withoutPictures(turn: Turn): Turn {
  const { images: _, ...rest } = turn
  return { ...rest, parts: turn.parts.map(withoutBytes) }
}

const isGap = (part: Part) =>
  Object.keys(part).every((name) => name === 'thought' || name === 'thoughtSignature')

/** The prompt without what is left of the parts whose bytes stayed out. */
export function withoutGaps(from: Prompt): Prompt {
  const turns = from.turns?.map((turn) => ({ ...turn, parts: turn.parts.filter((part) => !isGap(part)) }))
  return turns ? { ...from, turns } : from
}

/** @param room characters of link */
export async function fitPicture(
  place: Place,
  room: number,
): Promise<(Picture & { ref?: ImageRef }) | undefined> {
  if ('image' in place.of) return fitImage(place.of.image, room)
  const { mimeType, data } = place.of.inlineData
  const bytes = decodeBase64(data)
  return bytes && fit({ mimeType, bytes }, room)
}

/** The prompt with a picture back in its place. @param turn among those that the prompt holds, from 0 */
export function putPicture(
  from: Prompt,
  turn: number,
  { at }: Place,
  picture: Picture & { ref?: ImageRef },
): Prompt {
  const turns = from.turns?.map((one, index): Turn => {
    if (index !== turn) return one
    // Taken in from the last to the first.
    if (picture.ref) return { ...one, images: [picture.ref, ...(one.images ?? [])] }
    const { mimeType, data } = picture
    return { ...one, parts: one.parts.with(at, { ...one.parts[at], inlineData: { mimeType, data } }) }
  })
  return turns ? { ...from, turns } : from
}
