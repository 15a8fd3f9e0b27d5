import { MediaFailure } from '../../request/doc.ts'
import type { LoadMedia } from '../../request/doc.ts'

/** The bytes of a medium, for a request. What reads them comes with the first picture. @throws MediaFailure */
export const loadMedia: LoadMedia = async (media) => {
  const images = await import('./images.ts').catch(() => {
    throw new MediaFailure(
      'A file of this page did not arrive, and the pictures wait for it: reload the page.',
    )
  })
  return images.loadImageBase64(media)
}
