import type { GenerateContentRequest } from '../gemini/types.ts'
import { toContents, toGenerateRequest } from '../prompt/request.ts'
import type { ImageRef, Settings } from '../prompt/schema.ts'
import { getImage } from './images.ts'
import type { Draft } from './prompt.ts'

/** An image of the draft whose bytes this browser does not have (any more). */
export class MissingImage extends Error {
  override readonly name = 'MissingImage'
}

/** Base64 through a `data:` URL: the browser's own encoder, at any size. */
function toBase64(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => done(String(reader.result).replace(/^[^,]*,/, '')))
    reader.addEventListener('error', () => fail(reader.error ?? new Error('The image could not be read.')))
    reader.readAsDataURL(new Blob([bytes]))
  })
}

async function load({ id, name, mimeType }: ImageRef): Promise<{ mimeType: string; data: string }> {
  const image = await getImage(id)
  if (!image)
    throw new MissingImage(`This browser no longer has the bytes of ${name}. Remove it and add it again.`)
  return { mimeType, data: await toBase64(image.bytes) }
}

/**
 * The request that a draft makes with these settings, images read from the image store.
 * @throws MissingImage with a sentence that names the file
 */
export async function promptRequest(draft: Draft, settings: Settings): Promise<GenerateContentRequest> {
  return toGenerateRequest(settings, toContents(draft.text, await Promise.all(draft.images.map(load))))
}
