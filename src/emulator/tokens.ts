/**
 * Token counts by approximation, since no tokenizer is on board. A token is: a run of up to eight letters with the
 * space before it, one digit, one punctuation mark, one CJK character, one emoji, or one run of line breaks. English prose
 * comes within about a tenth of the real count, other scripts further off. An image is 258 tokens, or 258 for each
 * tile of 768 pixels where both sides exceed 384, as the API documents for its 2.0 models.
 */
import type { Content, ModalityCount, Part } from '../gemini/types.ts'
import { imageSize } from './imageHeader.ts'
import { fromBase64 } from './base64.ts'

const piece =
  / ?(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{M}]{1,8}|\p{N}|\p{Extended_Pictographic}[\uFE0F\u200D\p{Extended_Pictographic}\p{EMod}]*|[^\s\p{L}\p{M}\p{N}])|\s+/gu

/** The pieces counted as tokens; joined they are the text again. */
export const tokenise = (text: string): string[] => text.match(piece) ?? []

export const countText = (text: string) => tokenise(text).length

/** Approximate tokens of an image's base64 data. */
function imageTokens(data: string): number {
  const size = imageSize(fromBase64(data.slice(0, 400_000)))
  if (!size || (size.width <= 384 && size.height <= 384)) return 258
  return 258 * Math.ceil(size.width / 768) * Math.ceil(size.height / 768)
}

type Modality = 'TEXT' | 'IMAGE' | 'AUDIO' | 'VIDEO' | 'DOCUMENT'

function mediaTokens(mimeType: string, data: string): [Modality, number] {
  const size = Math.floor((data.length * 3) / 4)
  if (mimeType.startsWith('image/')) return ['IMAGE', imageTokens(data)]
  if (mimeType.startsWith('audio/')) return ['AUDIO', Math.max(1, Math.ceil(size / 500))]
  if (mimeType.startsWith('video/')) return ['VIDEO', Math.max(258, Math.ceil(size / 400))]
  if (mimeType === 'application/pdf') return ['DOCUMENT', 258 * Math.max(1, Math.ceil(size / 100_000))]
  return ['TEXT', Math.max(1, Math.ceil(size / 4))]
}

function partTokens(part: Part): [Modality, number] {
  if (part.inlineData) return mediaTokens(part.inlineData.mimeType, part.inlineData.data)
  if (part.fileData) return mediaTokens(part.fileData.mimeType ?? 'application/octet-stream', '')
  if (typeof part.text === 'string') return ['TEXT', countText(part.text)]
  const { thoughtSignature: _, ...rest } = part
  return ['TEXT', countText(JSON.stringify(rest))]
}

/** Total and the share of each modality, text first; modalities without tokens are left out. */
export function countContents(contents: readonly Content[]): { total: number; details: ModalityCount[] } {
  const counts = new Map<Modality, number>()
  for (const content of contents)
    for (const part of content.parts ?? []) {
      const [modality, count] = partTokens(part)
      counts.set(modality, (counts.get(modality) ?? 0) + count)
    }
  const order: Modality[] = ['TEXT', 'IMAGE', 'AUDIO', 'VIDEO', 'DOCUMENT']
  const details = order.flatMap((modality) => {
    const tokenCount = counts.get(modality)
    return tokenCount ? [{ modality, tokenCount }] : []
  })
  return { total: details.reduce((sum, detail) => sum + detail.tokenCount, 0), details }
}
