/** The kinds of picture that the API takes inline. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif'] as const

/** What a part refers to: its bytes are elsewhere. */
export interface MediaRef {
  /** SHA-256 of the bytes, hex: the key of the store of images. */
  id: string
  name: string
  mimeType: (typeof pictureTypes)[number]
  bytes: number
  /** Width and height in pixels. */
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

/** The media among parts, in their order. */
export const mediaIn = (parts: readonly object[]): MediaRef[] =>
  parts.filter(isMedia).map(({ media }) => media)
