import { useQuery } from '@tanstack/react-query'
import { toContent } from '../request/doc.ts'
import { loadImageBase64 } from '../state/images/images.ts'
import { tokenCountQuery } from '../state/connection/queries.ts'
import type { MediaRef } from '../request/media.ts'

/** Tokens of one picture alone, by the API's own count; undefined while unknown. @param enabled whether anything may be sent */
export function usePictureTokens(media: MediaRef, model: string, enabled: boolean): number | undefined {
  const { data } = useQuery({
    // The same picture may stand there twice; it is counted once.
    ...tokenCountQuery({
      model,
      identity: ['image', media.id],
      request: async () => ({
        contents: [await toContent({ role: 'user', parts: [{ media }] }, loadImageBase64)],
      }),
    }),
    enabled,
  })
  return data?.totalTokens
}
