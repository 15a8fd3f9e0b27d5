/** Tools that the API brings: which there are, and the wire's list of all tools. */
import type { GenerateContentRequest } from '../gemini/types.ts'
import type { Settings } from './settings/table.ts'

/** By the wire's names, in the order they are sent in. */
export const builtInTools = ['googleSearch', 'urlContext', 'codeExecution', 'googleMaps'] as const
export type BuiltInTool = (typeof builtInTools)[number]

type Tools = NonNullable<GenerateContentRequest['tools']>

/** Whether a text is a day of the calendar, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

const midnight = (day: string) => `${day}T00:00:00Z`

/** Half a range is sent as it is: Checks says that the API refuses it. */
function search({ searchFrom, searchUntil }: NonNullable<Settings['builtIn']>): object {
  if (searchFrom === undefined && searchUntil === undefined) return {}
  return {
    timeRangeFilter: {
      ...(searchFrom !== undefined && { startTime: midnight(searchFrom) }),
      ...(searchUntil !== undefined && { endTime: midnight(searchUntil) }),
    },
  }
}

/**
 * The wire's list: functions first, then each tool of the API that is on, an entry each.
 * @returns undefined where there is no tool
 */
export function toolsOf({
  functions,
  builtIn = {},
}: {
  functions: Settings['functions'] | undefined
  builtIn: Settings['builtIn'] | undefined
}): Tools | undefined {
  const tools: Tools = [
    ...(functions ? [{ functionDeclarations: functions.map(({ declaration }) => declaration) }] : []),
    ...builtInTools
      .filter((name) => builtIn[name])
      .map((name) => ({ [name]: name === 'googleSearch' ? search(builtIn) : {} })),
  ]
  return tools.length > 0 ? tools : undefined
}
