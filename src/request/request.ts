import type { Content, GenerateContentRequest, GenerationConfig, Part } from '../gemini/types.ts'
import { harmCategories } from './safety.ts'
import { configNames } from './schema.ts'
import type { Settings } from './schema.ts'

/**
 * The wire request of these settings and turns. Only what is set is sent, in one fixed order: the same settings
 * give the same bytes, whatever order they were touched in and whichever way they came.
 * @param settings of Run settings
 * @param contents the turns, oldest first; `toContents` makes the one of a single prompt
 */
export function toGenerateRequest(settings: Settings, contents: Content[]): GenerateContentRequest {
  const { systemInstruction, safety, generationConfig: config } = settings
  const set = configNames.filter((name) => config[name] !== undefined)
  const generationConfig: GenerationConfig = Object.fromEntries(set.map((name) => [name, config[name]]))
  const safetySettings = harmCategories.flatMap(({ category }) => {
    const threshold = safety[category]
    return threshold ? [{ category, threshold }] : []
  })
  return {
    contents,
    ...(systemInstruction.trim() && { systemInstruction: { parts: [{ text: systemInstruction }] } }),
    ...(safetySettings.length && { safetySettings }),
    ...(set.length && { generationConfig }),
  }
}

/** An image as it is sent, and whether it stands after the text. */
export interface InlineImage {
  mimeType: string
  /** Base64. */
  data: string
  after?: boolean
}

/**
 * One user turn of a text and its images, in their order.
 * @param images they stand before the text unless they say otherwise, as Google recommends for a single image
 */
export function toContents(text: string, images: readonly InlineImage[]): Content[] {
  const partsOf = (after: boolean): Part[] =>
    images
      .filter((image) => Boolean(image.after) === after)
      .map(({ mimeType, data }) => ({ inlineData: { mimeType, data } }))
  const words: Part[] = text || images.length === 0 ? [{ text }] : []
  return [{ role: 'user', parts: [...partsOf(false), ...words, ...partsOf(true)] }]
}
