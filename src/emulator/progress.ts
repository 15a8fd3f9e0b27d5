/** How far the calls of the current turn have come. */
import type { Content } from '../gemini/types.ts'
import { textOf } from './ask.ts'
import { startOfTurn } from './signatureRules.ts'

export interface Progress {
  /** The words that the turn began with. */
  prompt: string
  /** How often the model has called functions since. */
  steps: number
  /** Names of what it called. */
  called: readonly string[]
  /** Plain values of the results, by the name of their field; the newest of each name. */
  results: Readonly<Record<string, unknown>>
}

function gather(value: unknown, into: Record<string, unknown>, name = ''): void {
  if (Array.isArray(value)) gather(value[0], into, name)
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) gather(inner, into, key)
  else if (name !== '' && value !== null && value !== undefined) into[name] = value
}

/** @param contents of a request, oldest first */
export function progressOf(contents: readonly Content[]): Progress {
  const start = startOfTurn(contents)
  const since = contents.slice(start)
  const called: string[] = []
  const results: Record<string, unknown> = {}
  let steps = 0
  for (const { role, parts = [] } of since) {
    const calls = role === 'model' ? parts.flatMap(({ functionCall }) => functionCall ?? []) : []
    if (calls.length > 0) steps += 1
    called.push(...calls.map(({ name = '' }) => name))
    for (const { functionResponse } of parts) gather(functionResponse?.response, results)
  }
  return { prompt: textOf(contents[start - 1]).trim(), steps, called, results }
}
