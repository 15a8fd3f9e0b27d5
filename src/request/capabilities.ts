import type { Model } from '../gemini/types.ts'

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
  /** A function call of another model, or of nobody, needs a stand-in where its signature would be. */
  standIns: boolean
}

/** Sources: Google's model pages and changelog of 2026; the first rule that fits decides. */
const generations: readonly [RegExp, Generation][] = [
  [/^gemini-(?:1(?:\.\d)?(?![.\d])|pro(?:-vision)?$)/, '1'],
  [/^gemini-2(?:\.0)?(?![.\d])/, '2.0'],
  [/^gemini-2\.5/, '2.5'],
  [/^gemini-3\.5-flash-lite/, '3.6'],
  [/^gemini-3\.[678](?!\d)/, '3.6'],
  [/^gemini-3(?:\.[0-5])?(?![.\d])/, '3'],
  [/^gemini-4(?![.\d])/, '4'],
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

/**
 * What a model takes: its record first, then rules for ids, then `unknown`. The one place that says so. An id of Gemini
 * that is newer than these rules is judged as the newest generation, without certainty; others are not judged at all.
 * @param record the model's own, where the list of models holds it
 * @param id with or without `models/`
 */
export function factsOf(record: Model | undefined, id: string): ModelFacts {
  const bare = id.replace(/^models\//, '')
  const generation = generationOf(bare)
  const recent = generation === '3.6' || generation === '4' || generation === 'newest'
  const speaks = /-tts\b/.test(bare)
  const draws = /-image\b|^(?:gemini-)?nano-banana/.test(bare)
  return {
    id: bare,
    generation,
    certain: generation !== null && generation !== 'newest',
    inputTokenLimit: record?.inputTokenLimit,
    outputTokenLimit: record?.outputTokenLimit,
    maxTemperature: record?.maxTemperature,
    usual: { temperature: record?.temperature, topP: record?.topP, topK: record?.topK },
    // Documented: from 3.6 Flash and 3.5 Flash-Lite on they are ignored.
    sampling: recent ? 'ignored' : generation === null ? 'unknown' : 'yes',
    // The API's reference: a model without `topK` in its record does not allow it to be set.
    topK: record === undefined ? 'unknown' : record.topK === undefined ? 'refused' : 'yes',
    // Observed: `Penalty is not enabled for models/…` from 2.5 Flash-Lite, Flash, Pro and 3.5 Flash-Lite, and no model is
    // known to take one; documented as a 400 for Gemini 4.
    penalties: bare.startsWith('gemini-3.5-flash-lite')
      ? 'refused'
      : ruled(generation, ['2.5', '4'], ['3', '3.6', 'newest']),
    // Observed: `Logprobs is not enabled for models/…` from 2.5 Pro, Flash and Flash-Lite; no present model is known to
    // take them.
    logprobs: ruled(generation, ['2.5'], ['3', '3.6', '4', 'newest']),
    // Documented: one with 2.5, "not compatible" with 3.x, a 400 from Gemini 4.
    candidates: ruled(generation, ['4'], ['2.5', '3', '3.6', 'newest']),
    // Observed from 3.6 on: `Requests ending with a model turn are not supported.`
    lastTurnByModel: recent ? 'refused' : generation === null ? 'unknown' : 'yes',
    images: !speaks,
    media: !speaks && !draws,
    tools: !speaks && !draws,
    // Asked for from Gemini 3 on; before it signatures are optional. A model that nobody knows gets everything.
    standIns: !/^(gemini-[12]\b|gemma|learnlm)/.test(bare),
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
