/** The kinds of picture that the API takes inline. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif'] as const

/** The kinds of file that go with the result of a call, beside pictures: Google's page on function calling. */
export const documentTypes = ['application/pdf', 'text/plain'] as const
export type DocumentType = (typeof documentTypes)[number]

/** What a part refers to: its bytes are elsewhere. */
export interface MediaRef {
  /** SHA-256 of the bytes, hex: the key of the store of images. */
  id: string
  name: string
  mimeType: (typeof pictureTypes)[number] | DocumentType
  bytes: number
  /** Width and height of a picture in pixels. */
  size?: [number, number]
  /** Where the bytes are. */
  from: { at: 'store' }
  /** Base64, in links and files alone. */
  data?: string
}

/** A medium in its place among the parts of a turn. An interface, so that it never passes for a part of the wire. */
export interface MediaPart {
  media: MediaRef
}

/** Whether a part is one of ours: of a model's own parts with such a field nobody knows anything. */
export const isMedia = (part: object): part is MediaPart =>
  typeof (part as Partial<MediaPart>).media?.from === 'object'

/** A medium beside the result of a call, under the name by which the result may refer to it. */
export interface ResultMedia extends MediaPart {
  displayName: string
}

export const isResultMedia = (part: object): part is ResultMedia => isMedia(part) && 'displayName' in part

/** What stands beside the result in a part; of any other part nothing. */
export function besideResult(part: { functionResponse?: { parts?: unknown } | undefined }): object[] {
  const parts = part.functionResponse?.parts
  return Array.isArray(parts) ? parts.filter((one) => typeof one === 'object' && one !== null) : []
}

/** The media among parts and beside the results among them, in their order. */
export const mediaIn = (parts: readonly object[]): MediaRef[] =>
  parts.flatMap((part) => (isMedia(part) ? [part.media] : mediaIn(besideResult(part))))

/** Parts with other media in the places of theirs; those for which there is null are left out. */
export function withMedia<P extends object>(
  parts: readonly P[],
  replace: (media: MediaRef) => MediaRef | null,
): P[] {
  return parts.flatMap((part): P[] => {
    if (isMedia(part)) {
      const media = replace(part.media)
      return media === null ? [] : [media === part.media ? part : { ...part, media }]
    }
    const beside = besideResult(part)
    if (mediaIn(beside).length === 0) return [part]
    const { parts: _, ...result } =
      (part as { functionResponse?: { parts?: object[] } }).functionResponse ?? {}
    const left = withMedia(beside, replace)
    return [{ ...part, functionResponse: { ...result, ...(left.length > 0 && { parts: left }) } }]
  })
}
