import type { Content, GenerateContentRequest } from '../gemini/types.ts'
import { getAt, setAt } from './settings/path.ts'
import { table } from './settings/table.ts'
import type { Settings, Tabled } from './settings/table.ts'

/**
 * The wire request of these settings and turns. Only what is set is sent, in the table's order: the same settings give
 * the same bytes, whatever order they were touched in and whichever way they came.
 * @param settings of Run settings
 * @param contents the turns, oldest first
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
