import { useQueries } from '@tanstack/react-query'
import { toContents } from '../prompt/request.ts'
import { loadImageBase64 } from '../state/images.ts'
import { tokenCountQuery } from '../state/queries.ts'
import type { ImageRef } from '../prompt/schema.ts'

/**
 * Tokens of each picture alone, by the API's own count.
 * @param enabled whether anything may be sent at all
 */
export function useImageTokens(
  images: readonly ImageRef[],
  model: string,
  enabled: boolean,
): (image: ImageRef) => number | undefined {
  const counts = useQueries({
    queries: images.map((image) => ({
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
  return (image) => counts[images.indexOf(image)]?.data?.totalTokens
}
