import type { Content, GenerateContentRequest } from '../gemini/types.ts'
import { factsOf } from './capabilities.ts'
import { mergePatch } from './mergePatch.ts'
import { getAt, setAt } from './settings/path.ts'
import { table } from './settings/table.ts'
import { speechConfig, spoken } from './speech.ts'
import { toolsOf } from './tools.ts'
import type { Settings, Tabled } from './settings/table.ts'

/**
 * The request of the settings that have a field of their own, before Extra fields are laid over it. Only what is set is
 * sent, in the table's order: the same settings give the same bytes, whatever order they were touched in and whichever
 * way they came.
 */
export function withoutExtra(settings: Settings, contents: Content[]): GenerateContentRequest {
  const { systemInstruction, model } = settings
  const none: Tabled = {}
  const set = table.reduce((sofar, { path }) => {
    const value = getAt(settings, path)
    return value === undefined ? sofar : setAt(sofar, path, value)
  }, none)
  // What the wire spells otherwise: lists of categories and of tools, and voices inside an object of their own.
  const {
    safety,
    voice: _voice,
    speakers: _speakers,
    extra: _extra,
    functions,
    builtIn,
    generationConfig,
    ...others
  } = set
  const speech = speechConfig(settings)
  const tools = toolsOf({ functions, builtIn })
  return {
    contents: spoken(contents, settings, factsOf(undefined, model)),
    ...(systemInstruction.trim() && { systemInstruction: { parts: [{ text: systemInstruction }] } }),
    ...(safety && {
      safetySettings: Object.entries(safety).map(([category, threshold]) => ({ category, threshold })),
    }),
    ...(tools && { tools }),
    ...((generationConfig || speech) && {
      generationConfig: { ...generationConfig, ...(speech && { speechConfig: speech }) },
    }),
    ...others,
  }
}

/** Extra fields laid over a request: RFC 7396, by decision of whoever wrote them. */
export const withExtra = (
  request: GenerateContentRequest,
  { extra }: { extra?: Settings['extra'] | undefined },
): GenerateContentRequest => (extra ? (mergePatch(request, extra) as GenerateContentRequest) : request)

/**
 * The wire request of these settings and turns.
 * @param settings of Run settings
 * @param contents the turns, oldest first
 */
export const toGenerateRequest = (settings: Settings, contents: Content[]): GenerateContentRequest =>
  withExtra(withoutExtra(settings, contents), settings)
