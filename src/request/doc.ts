import { driveMedium, wordFor } from './drive.ts'
import { toGenerateRequest } from './request.ts'
import type { Content, GenerateContentRequest, Part } from '../gemini/types.ts'
import type { ImageRef } from './schema.ts'
import type { Settings } from './settings/table.ts'

/** One turn of a request: what the API gets, pictures by reference. */
export interface DocTurn {
  role: 'user' | 'model'
  /** A model's own parts go back untouched. */
  parts: readonly Part[]
  /** They stand before the parts unless they say otherwise. */
  images: readonly ImageRef[]
}

/** What is asked, as plain data: form, link, file, code and request are prints of it. A single prompt is one user turn. */
export interface RequestDoc {
  settings: Settings
  turns: readonly DocTurn[]
}

/** Bytes that are not to be had. The message is a sentence for the reader. */
export class MediaFailure extends Error {
  override readonly name = 'MediaFailure'
}

/** Gives a picture's bytes as base64; rejects with `MediaFailure` where they are gone. */
export type LoadImage = (image: ImageRef) => Promise<string>

/** A turn as the API gets it. @throws what `load` throws */
export async function toContent({ role, parts, images }: DocTurn, load: LoadImage): Promise<Content> {
  const before: Part[] = []
  const after: Part[] = []
  for (const image of images) {
    const side = image.after ? after : before
    side.push({ inlineData: { mimeType: image.mimeType, data: await load(image) } })
  }
  return { role, parts: [...before, ...parts, ...after] }
}

/** A medium that is not here may not be left out in silence. @throws MediaFailure where there is one */
function checkMedia(turns: readonly DocTurn[]): void {
  for (const part of turns.flatMap(({ parts }) => parts)) {
    const medium = driveMedium(part)
    if (medium)
      throw new MediaFailure(
        `A ${wordFor(medium)} of this conversation is in Google Drive alone (${medium.id}): replace or remove it first, where it stands.`,
      )
  }
}

/** The wire request: the same document gives the same bytes. @throws what `load` throws, and MediaFailure */
export async function toRequest(doc: RequestDoc, load: LoadImage): Promise<GenerateContentRequest> {
  checkMedia(doc.turns)
  const contents: Content[] = []
  for (const turn of doc.turns) contents.push(await toContent(turn, load))
  return toGenerateRequest(doc.settings, contents)
}

/** The one turn of a prompt: its text is there unless pictures stand alone. */
export const promptTurn = (text: string, images: readonly ImageRef[]): DocTurn => ({
  role: 'user',
  parts: text || images.length === 0 ? [{ text }] : [],
  images,
})
