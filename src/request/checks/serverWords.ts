/** What a refusal of the server is about: its words are matched to places of the request, and mended where a rule can. */
import { factsOf } from '../capabilities.ts'
import { extraPath, getAt } from '../settings/path.ts'
import { settingsNamedIn } from '../settings/named.ts'
import { camel } from '../spelling.ts'
import { touchesTurns } from './apply.ts'
import { check } from './check.ts'
import { set } from './fixes.ts'
import type { RequestDoc } from '../doc.ts'
import type { Finding } from './finding.ts'

const CONFIG = 'generationConfig'
const THINKING = `${CONFIG}.thinkingConfig`

/** Words that were observed, or are documented, and the fields of the request that they are about. */
const known: readonly [RegExp, readonly string[]][] = [
  [/only one of thinking budget and thinking level/i, [THINKING]],
  [/thinking level/i, [`${THINKING}.thinkingLevel`]],
  [/budget 0 is invalid|thinking budget/i, [`${THINKING}.thinkingBudget`]],
  [/thinking is not (?:enabled|supported)/i, [THINKING]],
  [/\bpenalty is not (?:enabled|supported)/i, [`${CONFIG}.presencePenalty`, `${CONFIG}.frequencyPenalty`]],
  [/\blogprobs is not (?:enabled|supported)/i, [`${CONFIG}.responseLogprobs`, `${CONFIG}.logprobs`]],
  [/logprobs is only valid when/i, [`${CONFIG}.logprobs`]],
  [/multiple candidates/i, [`${CONFIG}.candidateCount`]],
  [/maxOutputTokens value of|max_output_tokens/i, [`${CONFIG}.maxOutputTokens`]],
  [
    /include_server_side_tool_invocations/i,
    ['toolConfig.includeServerSideToolInvocations', 'toolConfig.functionCallingConfig.mode'],
  ],
  [/tool use with function calling is unsupported/i, ['tools']],
  [/with a response mime type/i, [`${CONFIG}.responseMimeType`]],
  [/only supported when response_mime_type|response_mime_type/i, [`${CONFIG}.responseMimeType`]],
  [
    /too many states for serving|only one of response_schema and response_json_schema/i,
    [`${CONFIG}.responseJsonSchema`, `${CONFIG}.responseSchema`],
  ],
  [/response modalities/i, [`${CONFIG}.responseModalities`]],
  [/image config is not enabled|image_config/i, [`${CONFIG}.imageConfig`]],
  [/speech config is not enabled|speech_config|voice name/i, [`${CONFIG}.speechConfig`]],
  [/cached_?content|explicit caching/i, ['cachedContent']],
  [/function_declarations|function declaration/i, ['tools']],
  [/as tool is not enabled for|code execution is not enabled for/i, ['tools']],
  [/allowed_function_names/i, ['toolConfig.functionCallingConfig.allowedFunctionNames']],
]

/** `generation_config.top_k` and `GenerateContentRequest.generation_config.top_k` alike as the wire's own path. */
const wirePath = (path: string): string => camel(path.replace(/^GenerateContentRequest\./, ''))

interface Named {
  path: string
  /** The API has no such field. */
  unknown: boolean
}

/** Every field that the words name by its path. */
function namedIn(words: string): Named[] {
  const found: Named[] = []
  for (const [, name = '', at] of words.matchAll(/Unknown name "([^"]+)"(?: at '([^']*)')?/g))
    found.push({ path: at ? `${wirePath(at)}.${name}` : name, unknown: true })
  for (const [, path = ''] of words.matchAll(/Invalid value at '([^']+)'/g))
    found.push({ path: wirePath(path), unknown: false })
  for (const [, path = ''] of words.matchAll(/\*\s+GenerateContentRequest\.([\w.[\]]+):/g))
    found.push({ path: wirePath(path), unknown: false })
  return found
}

const isWithin = (path: string, other: string) =>
  path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`)

const areRelated = (path: string, other: string) => isWithin(path, other) || isWithin(other, path)

export interface Refused {
  /** What mends it in the settings, the likeliest first. */
  fixes: readonly NonNullable<Finding['fix']>[]
  /** It is about a field that only Extra fields can hold. */
  extra: boolean
}

/**
 * What a 400 is about, and what mends it.
 * @param words the server's, those of its violations too
 * @param doc that was refused
 */
export function refusedBy(words: string, doc: RequestDoc): Refused {
  const { settings } = doc
  const named = namedIn(words)
  const paths = [
    ...named.map(({ path }) => path),
    ...known.flatMap(([pattern, about]) => (pattern.test(words) ? about : [])),
  ]
  const fixes: NonNullable<Finding['fix']>[] = []
  const add = (fix: Finding['fix']) => {
    if (fix && !touchesTurns(fix.change) && !fixes.some(({ title }) => title === fix.title)) fixes.push(fix)
  }
  const found = check(doc, factsOf(undefined, settings.model))
  for (const path of paths)
    for (const finding of found)
      if (finding.severity !== 'note' && areRelated(finding.path, path)) add(finding.fix)
  const extras = named.flatMap(({ path, unknown }) => {
    const place = extraPath(settings, path)
    return unknown || place !== null ? [{ path, place }] : []
  })
  for (const { path, place } of extras)
    if (place !== null) add({ title: `remove ${path.split('.').at(-1)}`, change: set(place) })
  // The server is stricter than any rule here: what it names and nothing else mends can be taken away.
  if (fixes.length === 0)
    for (const { path, title } of settingsNamedIn(words))
      if (getAt(settings, path) !== undefined) add({ title: `remove ${title}`, change: set(path) })
  return { fixes, extra: extras.length > 0 }
}
