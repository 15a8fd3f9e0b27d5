import type { Content, GenerateContentRequest, Part } from '../gemini/types.ts'
import { getAt, setAt } from './settings/path.ts'
import { table } from './settings/table.ts'
import type { Settings, Tabled } from './settings/table.ts'

/**
 * The wire request of these settings and turns. Only what is set is sent, in the table's order: the same settings give
 * the same bytes, whatever order they were touched in and whichever way they came.
 * @param settings of Run settings
 * @param contents the turns, oldest first; `toContents` makes the one of a single prompt
 */
export function toGenerateRequest(settings: Settings, contents: Content[]): GenerateContentRequest {
  const { systemInstruction } = settings
  const none: Tabled = {}
  const set = table.reduce((sofar, { path }) => {
    const value = getAt(settings, path)
    return value === undefined ? sofar : setAt(sofar, path, value)
  }, none)
  const { safety, ...others } = set
  return {
    contents,
    ...(systemInstruction.trim() && { systemInstruction: { parts: [{ text: systemInstruction }] } }),
    // The one setting that the wire spells otherwise: a list of categories.
    ...(safety && {
      safetySettings: Object.entries(safety).map(([category, threshold]) => ({ category, threshold })),
    }),
    ...others,
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
