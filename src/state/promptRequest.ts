import type { GenerateContentRequest } from '../gemini/types.ts'
import { toContents, toGenerateRequest } from '../request/request.ts'
import type { Settings } from '../request/schema.ts'
import { loadImageBase64 } from './images.ts'
import type { Draft } from './prompt.ts'

/**
 * The request that a draft makes with these settings, images read from the image store.
 * @throws ImageFailure with a sentence that names the file, where this browser no longer has it
 */
export async function promptRequest(draft: Draft, settings: Settings): Promise<GenerateContentRequest> {
  const images = await Promise.all(
    draft.images.map(async (image) => ({ ...image, data: await loadImageBase64(image) })),
  )
  return toGenerateRequest(settings, toContents(draft.text, images))
}
