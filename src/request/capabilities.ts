import type { Model } from '../gemini/types.ts'
import type { BuiltInTool } from './tools.ts'

/**
 * `ignored`: the API takes it and makes nothing of it; `refused`: it answers 400; `doubtful`: it is likely to, by what
 * others of the family do.
 */
export type Taken = 'yes' | 'ignored' | 'refused' | 'doubtful' | 'unknown'

/**
 * Families that take the same requests, oldest first. `3.6` begins with 3.5 Flash-Lite and 3.6 Flash, which ignore
 * sampling; `newest` is an id of Gemini that nobody here knows yet.
 */
export type Generation = '1' | '2.0' | '2.5' | '3' | '3.6' | '4' | 'newest'

export const thinkingLevels = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH', 'XHIGH'] as const
export type ThinkingLevel = (typeof thinkingLevels)[number]

/** How a model can be told how much to think. */
export interface ThinkingFacts {
  /** Its record says that it does not think. */
  never: boolean
  level: Taken
  /** The levels it takes, least first; every level where nothing is known, none where it takes none. */
  levels: readonly ThinkingLevel[]
  /** Others that no source speaks of: that it takes none of them is a guess. */
  unsure: readonly ThinkingLevel[]
  /** What holds when nothing is sent. */
  usualLevel: ThinkingLevel | undefined
  budget: Taken
  /** Tokens it can be given; `least` does not bar 0 and -1, which have a meaning of their own. */
  least: number
  most: number
  /** 0 turns thinking off. */
  off: boolean
  /** What holds when nothing is sent: -1 is the model's own choice, 0 is off. */
  usualBudget: number | undefined
}

export const modalities = ['TEXT', 'IMAGE', 'AUDIO'] as const
export type Modality = (typeof modalities)[number]

const usualRatios = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'] as const
export const aspectRatios = [...usualRatios, '1:4', '4:1', '1:8', '8:1'] as const
export const imageSizes = ['512', '1K', '2K', '4K'] as const
export type ImageSize = (typeof imageSizes)[number]

/** What a model makes, and how that can be shaped. */
export interface OutputFacts {
  /** Undefined where nothing is known. */
  modalities: readonly Modality[] | undefined
  /** What it makes when nothing is sent. */
  usualModalities: readonly Modality[] | undefined
  /** Of a picture; none where it makes none, or takes none. */
  aspectRatios: readonly string[]
  imageSizes: readonly ImageSize[]
  /**
   * How speech is told its manner: in words of the prompt, or in a field of the part that holds the words (`speechMetadata`);
   * null where it makes no speech.
   */
  style: 'prompt' | 'field' | null
  /** A request that names no kind of output is refused: what the API takes for granted is text. */
  asksForAudio: boolean
}

/** What a model takes, as far as anybody knows. */
export interface ModelFacts {
  /** Id without `models/`. */
  id: string
  /** Null where neither record nor rules say anything: not an id of Gemini. */
  generation: Generation | null
  /** False where the rules are those of the newest generation for want of better: a finding is a Warning at most then. */
  certain: boolean
  inputTokenLimit: number | undefined
  outputTokenLimit: number | undefined
  maxTemperature: number | undefined
  /** What holds when nothing is sent, by the record. */
  usual: { temperature: number | undefined; topP: number | undefined; topK: number | undefined }
  /** Temperature, top P and top K. */
  sampling: Taken
  topK: Taken
  penalties: Taken
  logprobs: Taken
  /** More than one candidate. */
  candidates: Taken
  /** A request whose last turn is the model's. */
  lastTurnByModel: Taken
  images: boolean
  /** Sound, film, documents. */
  media: boolean
  /** Calls, code, and what came of them. */
  tools: boolean
  /** Pictures and documents beside the result of a call. */
  resultMedia: Taken
  /** Films too, where it makes pictures. */
  films: boolean
  /** A resolution of one medium alone. */
  partResolution: Taken
  /** A function call of another model, or of nobody, needs a stand-in where its signature would be. */
  standIns: boolean
  /** The calls of the present turn are refused without a signature. */
  signs: boolean
  /** Each of the tools that the API brings. */
  builtInTools: Readonly<Record<BuiltInTool, Taken>>
  /** Functions together with tools that the API brings: not at all, or with a flag. */
  mixedTools: 'refused' | 'by flag' | 'unknown'
  /** An answer as JSON while there are tools. */
  jsonWithTools: Taken
  /** The largest limit of output: over several requests where `perHop` is set. */
  outputBudget: number | undefined
  /** Output tokens of one request, where a larger limit is a budget over several; undefined where it is not. */
  perHop: number | undefined
  /** Input and output share one window. */
  sharesWindow: boolean
  thinking: ThinkingFacts
  output: OutputFacts
  /** Content that was cached beforehand, by its name. */
  cachedContent: Taken
}

/** Sources: Google's model pages and changelog of 2026; the first rule that fits decides. */
const generations: readonly [RegExp, Generation][] = [
  [/^gemini-(?:1(?:\.\d)?(?![.\d])|pro(?:-vision)?$)/, '1'],
  [/^gemini-2(?:\.0)?(?![.\d])/, '2.0'],
  // The demo's models follow the rules of a generation each, so that every refusal can be met without a key.
  [/^(?:gemini-2\.5|demo-lite$)/, '2.5'],
  [/^gemini-3\.5-flash-lite/, '3.6'],
  [/^(?:gemini-3\.[678](?!\d)|demo-(?:flash|speech)$)/, '3.6'],
  [/^(?:gemini-3(?:\.[0-5])?(?![.\d])|demo-image$)/, '3'],
  [/^(?:gemini-4(?![.\d])|demo-(?:pro|continuation)$)/, '4'],
  [/^gemini-(?!embedding|decision|omni|robotics|nano)/, 'newest'],
]

const generationOf = (id: string): Generation | null =>
  generations.find(([pattern]) => pattern.test(id))?.[1] ?? null

/** Where a rule says nothing of some generations. */
function ruled(
  generation: Generation | null,
  refused: readonly Generation[],
  doubtful: readonly Generation[],
): Taken {
  if (generation === null) return 'unknown'
  if (refused.includes(generation)) return 'refused'
  return doubtful.includes(generation) ? 'doubtful' : 'unknown'
}

const levelled = (
  levels: readonly ThinkingLevel[],
  usualLevel?: ThinkingLevel,
  unsure: readonly ThinkingLevel[] = [],
): Partial<ThinkingFacts> => ({
  level: 'yes',
  levels,
  usualLevel,
  unsure,
})

const budgeted = (
  least: number,
  most: number,
  off: boolean,
  usualBudget: number,
): Partial<ThinkingFacts> => ({
  level: 'refused',
  levels: [],
  budget: 'yes',
  least,
  most,
  off,
  usualBudget,
})

/** A level is a 400 for it (observed), and it has no budget either. */
const noThinking: Partial<ThinkingFacts> = { level: 'refused', levels: [], budget: 'refused' }

const fromMinimal = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'] as const
const fromLow = ['LOW', 'MEDIUM', 'HIGH'] as const
const toExtraHigh = ['LOW', 'MEDIUM', 'HIGH', 'XHIGH'] as const
const twoEnds = ['MINIMAL', 'HIGH'] as const

/**
 * Sources: Google's page on thinking of 2026-10-05 and its guides for Gemini 4; Gemma's two levels and the refusals were
 * observed. The first rule that fits decides.
 */
const thinkers: readonly [RegExp, Partial<ThinkingFacts>][] = [
  // No source speaks of these.
  [/^gemini-3.*-tts\b/, { level: 'doubtful', budget: 'doubtful', off: true }],
  [
    /-tts\b|^gemini-(?:1|2\.0|pro(?!-latest)|3\.5-transcribe|2\.5-flash-image)|^antigravity|^deep-research/,
    noThinking,
  ],
  [/^gemini-2\.5-pro/, budgeted(128, 32_768, false, -1)],
  [/^(?:gemini-2\.5-flash-lite|demo-lite$)/, budgeted(512, 24_576, true, 0)],
  [/^gemini-(?:2\.5|robotics-er-1)/, budgeted(0, 24_576, true, -1)],
  [/^gemini-3\.1-flash-lite-image/, levelled(twoEnds)],
  // No source names the levels of these.
  [/^gemini-3(?:\.1)?-(?:pro|flash)-image/, {}],
  [/^gemini-3\.[78]-flash|^gemini-flash-latest/, levelled(fromLow, 'MEDIUM')],
  [/^gemini-3\.[15]-flash-lite/, levelled(fromMinimal, 'MINIMAL')],
  [/^(?:gemini-3\.[56]-flash|demo-(?:flash|thoughts|thinking-budget)$)/, levelled(fromMinimal, 'MEDIUM')],
  [/^gemini-(?:3-flash|robotics-er-2)/, levelled(fromMinimal, 'HIGH')],
  [/^gemini-(?:3(?:\.1)?-pro|pro-latest)/, levelled(fromLow, 'HIGH')],
  [/^(?:gemini-4-(?:hydrogen|neon)|demo-pro$)/, levelled(toExtraHigh, 'HIGH')],
  [/^gemini-4-argon/, levelled(fromLow, 'MEDIUM', ['XHIGH'])],
  [/^gemini-4-carbon/, levelled(fromLow, undefined, ['XHIGH'])],
  [/^gemma-4/, levelled(twoEnds, 'HIGH')],
]

/** @param record says whether the model thinks, where it is known */
function thinkingOf(record: Model | undefined, id: string, generation: Generation | null): ThinkingFacts {
  const known = thinkers.find(([pattern]) => pattern.test(id))?.[1]
  const newest = generation === '4' || generation === 'newest'
  const never = record !== undefined && record.thinking !== true && !known
  return {
    never,
    level: 'unknown',
    levels: newest ? toExtraHigh : thinkingLevels,
    unsure: [],
    usualLevel: undefined,
    // Documented as a 400 from Gemini 4 on; earlier ones with levels take it for the sake of older programs.
    budget: newest ? 'refused' : known?.level === 'yes' || generation === '3' ? 'doubtful' : 'unknown',
    least: 0,
    most: 32_768,
    off: generation === null,
    usualBudget: undefined,
    ...known,
    ...(never && noThinking),
  }
}

/** Google's page on images of 2026-07-27; a model that it does not name gets every value. */
const painters: readonly [RegExp, Pick<OutputFacts, 'aspectRatios' | 'imageSizes'>][] = [
  [/^gemini-3\.1-flash-lite-image/, { aspectRatios, imageSizes: ['512', '1K'] }],
  [/^gemini-3-pro-image/, { aspectRatios: usualRatios, imageSizes: ['1K', '2K', '4K'] }],
  [/^gemini-2\.5-flash-image/, { aspectRatios: usualRatios, imageSizes: [] }],
  [/./, { aspectRatios, imageSizes }],
]

/** What a model makes by its id: the list of models does not say it. */
function outputOf(id: string, generation: Generation | null): OutputFacts {
  const speaks = /-(?:tts|speech|audio)\b/.test(id)
  const draws = /-image\b|^(?:gemini-)?nano-banana/.test(id)
  const painter = draws ? painters.find(([pattern]) => pattern.test(id))?.[1] : undefined
  const known = generation !== null || /^(?:demo|gemma|learnlm)-/.test(id)
  const made: readonly Modality[] | undefined = speaks
    ? ['AUDIO']
    : draws
      ? ['TEXT', 'IMAGE']
      : known
        ? ['TEXT']
        : undefined
  return {
    modalities: made,
    usualModalities: made,
    aspectRatios: painter?.aspectRatios ?? [],
    imageSizes: painter?.imageSizes ?? [],
    // Google's page on speech of 2026-10-05: up to 3.1 in the prompt's own words.
    asksForAudio: speaks && !id.startsWith('demo-'),
    style: speaks ? (/-(?:2\.5|3\.1)-/.test(id) ? 'prompt' : 'field') : null,
  }
}

/** Output tokens by generation, where no record says it. Source: Google's model pages. */
function longest(generation: Generation | null): number | undefined {
  if (generation === null || generation === 'newest') return undefined
  return generation === '1' || generation === '2.0' ? 8192 : 65_536
}

/** Of every tool of the API alike. */
const all = (taken: Taken): ModelFacts['builtInTools'] => ({
  googleSearch: taken,
  urlContext: taken,
  codeExecution: taken,
  googleMaps: taken,
})

/**
 * Sources: Google's pages on each tool of 2026-08 to 2026-10. Observed: `Search as tool is not enabled for this model` from
 * pictures before Gemini 3 and from 1.5, `Url Context as tool is not enabled for models/gemma-3-4b-it`, `Code execution is
 * not enabled for models/gemini-2.0-flash-exp`.
 */
function builtInToolsOf(
  id: string,
  generation: Generation | null,
  { speaks, draws }: { speaks: boolean; draws: boolean },
): ModelFacts['builtInTools'] {
  if (speaks) return all('refused')
  if (draws) return { ...all('refused'), googleSearch: generation === '3' ? 'yes' : 'refused' }
  if (generation === null)
    return { ...all('unknown'), ...(id.startsWith('gemma-') && { urlContext: 'refused' }) }
  if (generation === '1') return { ...all('refused'), codeExecution: 'yes' }
  return generation === '2.0' ? { ...all('yes'), urlContext: 'refused', googleMaps: 'refused' } : all('yes')
}

/**
 * What a model takes: its record first, then rules for ids, then `unknown`. The one place that says so. An id of Gemini
 * that is newer than these rules is judged as the newest generation, without certainty; others are not judged at all.
 * @param record the model's own, where the list of models holds it
 * @param id with or without `models/`
 */
export function factsOf(record: Model | undefined, id: string): ModelFacts {
  const bare = id.replace(/^models\//, '')
  const generation = generationOf(bare)
  const early = generation === '1' || generation === '2.0' || generation === '2.5'
  const inHops = generation === '4' || generation === 'newest'
  // It makes something of sampling, penalties and candidates where models of its generation do not.
  const lenient = generation !== null && /^demo-(?!(?:pro|continuation)$)/.test(bare)
  const recent = generation === '3.6' || generation === '4' || generation === 'newest'
  const output = outputOf(bare, generation)
  const speaks = output.style !== null && !/^demo-(?!speech$)/.test(bare)
  const draws = output.modalities?.includes('IMAGE') === true
  return {
    id: bare,
    generation,
    certain: generation !== null && generation !== 'newest',
    inputTokenLimit: record?.inputTokenLimit,
    outputTokenLimit: record?.outputTokenLimit,
    maxTemperature: record?.maxTemperature,
    usual: { temperature: record?.temperature, topP: record?.topP, topK: record?.topK },
    // Documented: from 3.6 Flash and 3.5 Flash-Lite on they are ignored.
    sampling: lenient ? 'yes' : recent ? 'ignored' : generation === null ? 'unknown' : 'yes',
    // The API's reference: a model without `topK` in its record does not allow it to be set.
    topK: record === undefined ? 'unknown' : record.topK === undefined ? 'refused' : 'yes',
    // Observed: `Penalty is not enabled for models/…` from 2.5 Flash-Lite, Flash, Pro and 3.5 Flash-Lite, and no model is
    // known to take one; documented as a 400 for Gemini 4.
    penalties: lenient
      ? 'yes'
      : bare.startsWith('gemini-3.5-flash-lite')
        ? 'refused'
        : ruled(generation, ['2.5', '4'], ['3', '3.6', 'newest']),
    // Observed: `Logprobs is not enabled for models/…` from 2.5 Pro, Flash and Flash-Lite; no present model is known to
    // take them.
    logprobs: lenient
      ? 'yes'
      : bare === 'demo-pro'
        ? 'refused'
        : ruled(generation, ['2.5'], ['3', '3.6', '4', 'newest']),
    // Documented: one with 2.5, "not compatible" with 3.x, a 400 from Gemini 4.
    candidates: lenient ? 'yes' : ruled(generation, ['3', '3.6', '4', 'newest'], ['2.5']),
    // Observed from 3.6 on: `Requests ending with a model turn are not supported.`
    lastTurnByModel: recent ? 'refused' : generation === null ? 'unknown' : 'yes',
    images: !speaks,
    media: !speaks && !draws,
    tools: !speaks && !draws,
    // Documented: from Gemini 3 on.
    resultMedia: generation === null ? 'unknown' : early ? 'refused' : 'yes',
    // Asked for from Gemini 3 on; before it signatures are optional. A model that nobody knows gets everything.
    standIns: !/^(gemini-[12]\b|gemma|learnlm)/.test(bare),
    signs: generation !== null && !early,
    // Documented: of the models that draw only this one sees films.
    films: !draws || bare.startsWith('gemini-3.1-flash-image'),
    // Documented: part by part from Gemini 3 on.
    partResolution: generation === null ? 'unknown' : early ? 'refused' : 'yes',
    builtInTools: builtInToolsOf(bare, generation, { speaks, draws }),
    // Observed: `Tool use with function calling is unsupported` up to 2.5; from 3 on `Please enable
    // tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.`
    mixedTools: generation === null ? 'unknown' : early ? 'refused' : 'by flag',
    // Observed up to 2.5: `Tool use with a response mime type: 'application/json' is unsupported`.
    jsonWithTools: generation === null ? 'unknown' : early ? 'refused' : 'yes',
    // Documented for Gemini 4: 65,536 tokens a hop, and one window for input, thoughts and output.
    outputBudget: inHops ? 1_048_576 : (record?.outputTokenLimit ?? longest(generation)),
    perHop: inHops ? 65_536 : undefined,
    sharesWindow: inHops,
    thinking: thinkingOf(record, bare, generation),
    output,
    // Documented: caches that are made beforehand end with Gemini 4.
    cachedContent:
      generation === '4' ? 'refused' : generation === 'newest' ? 'doubtful' : generation ? 'yes' : 'unknown',
  }
}

/** What an embedding model takes, by its id: the list of models does not say it. */
export interface EmbeddingFacts {
  /** The lengths of a vector that it gives. */
  lengths: { minimum: number; maximum: number } | null
  /**
   * From the second generation on `taskType` is accepted and changes nothing (observed: the same vector for
   * RETRIEVAL_QUERY and RETRIEVAL_DOCUMENT), and words inside the text take its place.
   */
  taskInText: boolean
  /** Pictures beside texts: the same models, by Google's model page. */
  images: boolean
  /** Tokens of a text that it reads, as documented: 2,048 in the first generation, 8,192 in the second and, it is taken, later ones. */
  inputTokenLimit: number | undefined
}

/** @param id without `models/` */
export function embeddingFactsOf(id: string): EmbeddingFacts {
  const family = /^(?:gemini|demo)-embedding(?:-(\d+))?(?![\w.])/.exec(id)
  const later = Number(family?.[1] ?? 0) >= 2
  return {
    lengths: family ? { minimum: 128, maximum: 3072 } : null,
    taskInText: later,
    images: later,
    inputTokenLimit: later ? 8192 : /^(?:gemini|demo|text)-embedding\b/.test(id) ? 2048 : undefined,
  }
}
