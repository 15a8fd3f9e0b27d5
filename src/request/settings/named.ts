import { snake } from '../spelling.ts'
import { table } from './table.ts'
import type { Setting } from './table.ts'

/** Observed words that name a setting otherwise than by its field. */
const byWords: readonly [RegExp, string][] = [
  [/\bpenalty is not (?:enabled|supported)/i, 'generationConfig.presencePenalty'],
  [/\blogprobs is not (?:enabled|supported)/i, 'generationConfig.responseLogprobs'],
]

/**
 * The settings that a server's words name by their field, `generationConfig.topK` or `generation_config.top_k` alike, in
 * the table's order. The longest name counts: `responseLogprobs` names no `logprobs`.
 */
export function settingsNamedIn(words: string): Setting[] {
  return table.filter(({ path }) => {
    if (byWords.some(([pattern, named]) => named === path && pattern.test(words))) return true
    const field = path.split('.').at(-1) ?? path
    // A name that is an English word too has to stand in quotes or behind a point: `'temperature'`, `config.seed`.
    const before = field === snake(field) ? String.raw`(?<=[.'"\x60])` : '(?<![A-Za-z0-9_])'
    return new RegExp(`${before}(?:${field}|${snake(field)})(?![A-Za-z0-9_])`).test(words)
  })
}
