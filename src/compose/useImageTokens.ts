import { useQueries } from '@tanstack/react-query'
import { toContents } from '../request/request.ts'
import { loadImageBase64 } from '../state/images/images.ts'
import { tokenCountQuery } from '../state/connection/queries.ts'
import type { ImageRef } from '../request/schema.ts'

/**
 * Tokens of each picture alone, by the API's own count.
 * @param enabled whether anything may be sent at all
 */
export function useImageTokens(
  images: readonly ImageRef[],
  model: string,
  enabled: boolean,
): (image: ImageRef) => number | undefined {
  // The same picture may stand there twice; it is counted once.
  const different = [...new Map(images.map((image) => [image.id, image])).values()]
  const counts = useQueries({
    queries: different.map((image) => ({
      ...tokenCountQuery({
        model,
        identity: ['image', image.id],
        request: async () => ({
          contents: toContents('', [{ mimeType: image.mimeType, data: await loadImageBase64(image) }]),
        }),
      }),
      enabled,
    })),
  })
  return (image) => counts[different.findIndex(({ id }) => id === image.id)]?.data?.totalTokens
}
