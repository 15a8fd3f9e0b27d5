import { driveMedium, wordFor } from './drive.ts'
import { isMedia, mediaIn } from './media.ts'
import type { Content, GenerateContentRequest, Part as WirePart } from '../gemini/types.ts'
import type { MediaPart, MediaRef, ResultMedia } from './media.ts'
import type { Settings } from './settings/table.ts'

/** A part of a turn: a medium by reference, or a part as the API has it. A model's own goes back untouched. */
export type Part = MediaPart | WirePart

/** One turn of a request. The order of its parts is the order on the wire. */
export interface DocTurn {
  role: 'user' | 'model'
  parts: readonly Part[]
}

/** What is asked, as plain data: form, link, file, code and request are prints of it. A single prompt is one user turn. */
export interface RequestDoc {
  /** Of its shape, where it is kept. Version 1 held pictures beside the parts. */
  v: 2
  settings: Settings
  turns: readonly DocTurn[]
}

/** Bytes that are not to be had. The message is a sentence for the reader. */
export class MediaFailure extends Error {
  override readonly name = 'MediaFailure'
}

/** Gives a medium's bytes as base64; rejects with `MediaFailure` where they are gone. */
export type LoadMedia = (media: MediaRef) => Promise<string>

/** The parts that go over the wire as they are. */
export const wireParts = (parts: readonly Part[]): WirePart[] =>
  parts.flatMap((part) => (isMedia(part) ? [] : [part]))

/** A turn as the API gets it. @throws what `load` throws */
export async function toContent({ role, parts }: DocTurn, load: LoadMedia): Promise<Content> {
  const sent: WirePart[] = []
  for (const part of parts) {
    if (isMedia(part)) sent.push(await inline(part, load))
    else if (mediaIn([part]).length === 0) sent.push(part)
    else {
      const beside: object[] = []
      for (const one of part.functionResponse?.parts ?? [])
        beside.push(isMedia(one) ? await inline(one, load) : one)
      sent.push({ ...part, functionResponse: { ...part.functionResponse!, parts: beside } })
    }
  }
  return { role, parts: sent }
}

/** A medium with its bytes; beside a result it has a name. */
async function inline({ media, displayName }: MediaPart & Partial<ResultMedia>, load: LoadMedia) {
  const { mimeType } = media
  return {
    inlineData: { ...(displayName !== undefined && { displayName }), mimeType, data: await load(media) },
  }
}

/** A medium that is not here may not be left out in silence. @throws MediaFailure where there is one */
function checkMedia(turns: readonly DocTurn[]): void {
  for (const part of turns.flatMap(({ parts }) => parts)) {
    const medium = driveMedium(part)
    if (medium)
      throw new MediaFailure(
        `A ${wordFor(medium)} of this conversation is only in Google Drive (${medium.id}): replace or remove it first, where it stands.`,
      )
  }
}

/** A document's request, and how it was before Extra fields were laid over it. */
export interface Requests {
  request: GenerateContentRequest
  plain: GenerateContentRequest
}

/** Both requests of a document, with one look at its media. @throws what `load` throws, and MediaFailure */
export async function toRequests(doc: RequestDoc, load: LoadMedia): Promise<Requests> {
  checkMedia(doc.turns)
  // The settings table is not in the first load.
  const { withExtra, withoutExtra } = await import('./request.ts')
  const contents: Content[] = []
  for (const turn of doc.turns) contents.push(await toContent(turn, load))
  const plain = withoutExtra(doc.settings, contents)
  return { plain, request: withExtra(plain, doc.settings) }
}

/** The wire request: the same document gives the same bytes. @throws what `load` throws, and MediaFailure */
export const toRequest = async (doc: RequestDoc, load: LoadMedia): Promise<GenerateContentRequest> =>
  (await toRequests(doc, load)).request
