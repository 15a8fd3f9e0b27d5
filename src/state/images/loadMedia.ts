import { MediaFailure } from '../../request/doc.ts'
import type { LoadMedia } from '../../request/doc.ts'

/** What reads the bytes comes with the first picture, once for all that ask for it. */
let images: Promise<{ loadImageBase64: LoadMedia }> | undefined

/** The bytes of a medium, for a request. @throws MediaFailure */
export const loadMedia: LoadMedia = async (media) => {
  try {
    images ??= import('./images.ts')
    await images
  } catch {
    images = undefined
    throw new MediaFailure(
      'A file of this page did not arrive, and the pictures cannot be read without it: reload the page.',
    )
  }
  return (await images).loadImageBase64(media)
}
