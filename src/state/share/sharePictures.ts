import { besideResult, isMedia } from '../../request/media.ts'
import type { MediaRef } from '../../request/media.ts'
import type { Prompt, Turn } from '../../request/schema.ts'
import { decodeBase64, encodeBase64 } from '../../media/base64.ts'
import type { Bytes } from '../../media/bytes.ts'
import { getImage } from '../images/images.ts'
import { resizeInWorker } from '../images/imageWorker.ts'

/** A picture as a link carries it. */
interface Picture<Type extends string = string> {
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

interface Copy<Type extends string> extends Picture<Type | MediaRef['mimeType']> {
  size?: [number, number]
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
        size: [width, height],
      }
  }
  return undefined
}

/** Bytes inside a part that a model made, or that a link or a file brought. */
type Inline = { mimeType: string; data: string }

/** Something in a prompt that is bytes. */
export interface Payload {
  /** The very object in the prompt. */
  of: MediaRef | Inline
  /** Counted from 0; null in what is being written, and in a row. */
  turn: number | null
  name: string
  bytes: number
}

const ofMedia = (media: MediaRef, turn: number | null): Payload => ({
  of: media,
  turn,
  name: media.name,
  bytes: media.bytes,
})

function inTurn({ role, parts }: Turn, turn: number): Payload[] {
  return parts.flatMap((part): Payload[] => {
    if (isMedia(part)) return [ofMedia(part.media, turn)]
    const { inlineData, functionResponse } = part
    if (functionResponse) return payloadsBeside(part, turn)
    if (!inlineData) return []
    const bytes = Math.floor((inlineData.data.length * 3) / 4)
    const image = inlineData.mimeType.startsWith('image/')
    const name = image && role === 'model' ? 'Picture of the model' : inlineData.mimeType
    return [{ of: inlineData, turn, name, bytes }]
  })
}

/** What goes with the result of a call. */
const payloadsBeside = (result: object, turn: number): Payload[] =>
  besideResult(result).flatMap((part): Payload[] => {
    if (isMedia(part)) return [ofMedia(part.media, turn)]
    const { inlineData } = part as { inlineData?: Inline & { displayName?: string } }
    if (typeof inlineData?.data !== 'string') return []
    const { data, displayName, mimeType } = inlineData
    return [{ of: inlineData, turn, name: displayName ?? mimeType, bytes: Math.floor((data.length * 3) / 4) }]
  })

/** Everything of a prompt that is bytes, what matters most first: what is being written, then the newest turn. */
export function payloadsOf({ parts, embed, turns = [] }: Prompt): Payload[] {
  return [
    ...parts.filter(isMedia).map(({ media }) => ofMedia(media, null)),
    ...(embed?.media ?? []).map(({ media }) => ofMedia(media, null)),
    ...turns.flatMap(inTurn).toReversed(),
  ]
}

/** What stands in a link in the place of a payload. */
export type Chosen = ReadonlyMap<Payload['of'], MediaRef | Inline>

const isGap = (part: object) =>
  Object.keys(part).every((name) => name === 'thought' || name === 'thoughtSignature')

/** A result with nothing beside it but what was chosen. */
function withResult<P extends object>(
  part: P,
  functionResponse: { parts?: readonly object[] },
  chosen: Chosen,
): P {
  const { parts: _, ...result } = functionResponse
  const beside = besideResult({ functionResponse }).flatMap((one): object[] => {
    if (isMedia(one)) {
      const media = chosen.get(one.media) as MediaRef | undefined
      return media ? [{ ...one, media }] : []
    }
    const { inlineData: own } = one as { inlineData?: Inline }
    if (!own) return [one]
    const inlineData = chosen.get(own) as Inline | undefined
    return inlineData ? [{ ...one, inlineData: { ...own, ...inlineData } }] : []
  })
  return { ...part, functionResponse: { ...result, ...(beside.length > 0 && { parts: beside }) } }
}

function turnWith(turn: Turn, chosen: Chosen): Turn {
  const parts = turn.parts.flatMap((part): Turn['parts'] => {
    if (isMedia(part)) {
      const media = chosen.get(part.media) as MediaRef | undefined
      return media ? [{ media }] : []
    }
    if (part.functionResponse) return [withResult(part, part.functionResponse, chosen)]
    const { inlineData: own, ...rest } = part
    const inlineData = own && (chosen.get(own) as Inline | undefined)
    const present = inlineData ? { ...part, inlineData } : rest
    return isGap(present) ? [] : [present]
  })
  return { ...turn, parts }
}

/**
 * A prompt that holds no bytes but the chosen ones, each in its place.
 * @param last how many of its turns it holds
 */
export function withChosen(from: Prompt, chosen: Chosen, last = from.turns?.length ?? 0): Prompt {
  const { field, turns, embed } = from
  const mark = from.parts[field ?? -1]
  const parts = from.parts.flatMap((part): Prompt['parts'] => {
    if (!isMedia(part)) return [part]
    const media = chosen.get(part.media) as MediaRef | undefined
    return media ? [{ media }] : []
  })
  const media = embed?.media?.flatMap(({ row, media: one }) => {
    const found = chosen.get(one) as MediaRef | undefined
    return found ? [{ row, media: found }] : []
  })
  const { media: _, ...rows } = embed ?? {}
  return {
    ...from,
    parts,
    ...(mark && { field: parts.indexOf(mark) }),
    ...(turns && { turns: turns.slice(turns.length - last).map((turn) => turnWith(turn, chosen)) }),
    ...(embed && { embed: { ...(rows as typeof embed), ...(media?.length && { media }) } }),
  }
}

/**
 * A payload as a link carries it, smaller where it must.
 * @param room characters of link
 * @returns undefined where not even a small copy fits, or its bytes are gone
 */
export async function fitPayload(
  { of }: Payload,
  room: number,
): Promise<{ value: MediaRef | Inline; detail: string; bytes: number } | undefined> {
  if ('from' in of) {
    const image = await getImage(of.id)
    const copy = image && (await fit(image, room))
    if (!copy) return undefined
    const { size, mimeType, data, bytes, detail } = copy
    return { value: { ...of, ...(size && { size }), mimeType, bytes, data }, detail, bytes }
  }
  const bytes = decodeBase64(of.data)
  const copy = bytes && (await fit({ mimeType: of.mimeType, bytes }, room))
  if (!copy) return undefined
  const { mimeType, data, detail } = copy
  return { value: { mimeType, data }, detail, bytes: copy.bytes }
}
