import { base64Length } from '../media/base64.ts'
import { formatBytes } from '../media/formatBytes.ts'
import type { GenerateContentRequest } from '../gemini/types.ts'
import type { MediaRef } from './media.ts'

/** The API's limit for one request with inline data, as JSON. */
export const MAX_REQUEST_BYTES = 20_000_000

/** Size of a request as it goes over the wire, in bytes of UTF-8. Base64 is measured, not copied. */
export function requestBytes(request: GenerateContentRequest): number {
  let base64 = 0
  const json = JSON.stringify(request, (key, value: unknown) => {
    if (key !== 'inlineData') return value
    const blob = value as { data?: unknown } | null
    if (typeof blob?.data !== 'string') return value
    base64 += blob.data.length
    return { ...blob, data: '' }
  })
  return base64 + new TextEncoder().encode(json).length
}

/** What `{"inlineData":{"mimeType":"image/jpeg","data":""}},` adds to the base64 of an image. */
const AROUND_IMAGE = 51

/** Bytes that these pictures make in a request, to the few bytes around each. */
export function mediaBytes(media: readonly Pick<MediaRef, 'bytes'>[]): number {
  return media.reduce((sum, { bytes }) => sum + base64Length(bytes) + AROUND_IMAGE, 0)
}

/** One line what is wrong, one what to do; undefined where the request may be sent. */
export function tooLarge(request: GenerateContentRequest): { title: string; body: string } | undefined {
  const bytes = requestBytes(request)
  if (bytes <= MAX_REQUEST_BYTES) return undefined
  return {
    title: `Not sent: the request is ${formatBytes(bytes)}, the limit is ${formatBytes(MAX_REQUEST_BYTES)}`,
    body: 'Images count by a third more than their files, because they travel as text. Set large images to 1536 or 768 px, or remove some.',
  }
}
