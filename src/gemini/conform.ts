import { isFields } from './details.ts'
import type { GenerateContentResponse, Model, Part } from './types.ts'

/** What a value has to be: a primitive by its `typeof`, a list has one rule for all items, an object one for each field that is known. */
type Scalar = 'string' | 'number' | 'boolean' | 'any'
type Rule = Scalar | readonly [Rule] | { readonly [field: string]: Rule }

const object = {}

const details = [{ modality: 'string', tokenCount: 'number' }] as const
const ratings = [{ category: 'string', probability: 'string', blocked: 'boolean' }] as const
const citations = [
  { startIndex: 'number', endIndex: 'number', uri: 'string', title: 'string', license: 'string' },
] as const
const page = { uri: 'string', title: 'string', domain: 'string', text: 'string' } as const

const part = {
  text: 'string',
  thought: 'boolean',
  thoughtSignature: 'string',
  inlineData: { mimeType: 'string', data: 'string' },
  fileData: { fileUri: 'string', mimeType: 'string' },
  functionCall: { name: 'string', args: object, id: 'string', partialArgs: ['any'], willContinue: 'boolean' },
  functionResponse: { name: 'string', response: object, id: 'string' },
  executableCode: { language: 'string', code: 'string', id: 'string' },
  codeExecutionResult: { outcome: 'string', output: 'string', id: 'string' },
  toolCall: { toolType: 'string', id: 'string' },
  toolResponse: { toolType: 'string', id: 'string' },
} as const

/** A log probability may be `-Infinity`, which comes as text. */
const logprobs = [{ token: 'string', logProbability: 'any' }] as const

const candidate = {
  content: { role: 'string', parts: [part] },
  finishReason: 'string',
  finishMessage: 'string',
  index: 'number',
  safetyRatings: ratings,
  citationMetadata: { citationSources: citations, citations },
  groundingMetadata: {
    groundingChunks: [
      {
        web: page,
        retrievedContext: page,
        maps: page,
        image: { sourceUri: 'string', imageUri: 'string', title: 'string', domain: 'string' },
      },
    ],
    groundingSupports: [
      {
        segment: { partIndex: 'number', startIndex: 'number', endIndex: 'number', text: 'string' },
        groundingChunkIndices: ['number'],
      },
    ],
    webSearchQueries: ['string'],
  },
  urlContextMetadata: { urlMetadata: [{ retrievedUrl: 'string', urlRetrievalStatus: 'string' }] },
  avgLogprobs: 'number',
  logprobsResult: { chosenCandidates: logprobs, topCandidates: [{ candidates: logprobs }] },
  tokenCount: 'number',
} as const

const response = compiled({
  candidates: [candidate],
  promptFeedback: { blockReason: 'string', blockReasonMessage: 'string', safetyRatings: ratings },
  usageMetadata: {
    promptTokenCount: 'number',
    initialPromptTokenCount: 'number',
    cachedContentTokenCount: 'number',
    candidatesTokenCount: 'number',
    thoughtsTokenCount: 'number',
    toolUsePromptTokenCount: 'number',
    totalTokenCount: 'number',
    serviceTier: 'string',
    promptTokensDetails: details,
    candidatesTokensDetails: details,
    cacheTokensDetails: details,
    toolUsePromptTokensDetails: details,
  },
  modelVersion: 'string',
  responseId: 'string',
})

const model = compiled({
  name: 'string',
  version: 'string',
  displayName: 'string',
  description: 'string',
  inputTokenLimit: 'number',
  outputTokenLimit: 'number',
  supportedGenerationMethods: ['string'],
  temperature: 'number',
  maxTemperature: 'number',
  topP: 'number',
  topK: 'number',
  thinking: 'boolean',
})

/** A rule as it is looked up: a map finds nothing for a field named `constructor`, and is quick for names of many shapes. */
type Compiled =
  | Scalar
  | { each: Compiled; fields?: never }
  | { fields: ReadonlyMap<string, Compiled>; each?: never }

function compiled(rule: Rule): Compiled {
  if (typeof rule === 'string') return rule
  if (isList(rule)) return { each: compiled(rule[0]) }
  return { fields: new Map(Object.entries(rule).map(([name, one]) => [name, compiled(one)])) }
}

/**
 * A response as its type promises it, whatever the server sent: a known field of another type is left out, and so is
 * an item of a list. Numbers written as text, and texts as numbers, are taken: both occur on the wire. Unknown fields
 * stay. @returns the value itself where nothing is wrong with it
 */
export const conformResponse = (value: GenerateContentResponse): GenerateContentResponse =>
  (conform(value, response) ?? {}) as GenerateContentResponse

/** The same for a record of the models list, whose `name` has been looked at. */
export const conformModel = (value: Model): Model => conform(value, model) as Model

/** Undefined stands for "leave it out". */
function conform(value: unknown, rule: Compiled): unknown {
  if (typeof rule === 'object') {
    const { fields, each } = rule
    if (fields) return isFields(value) ? conformFields(value, fields) : undefined
    return Array.isArray(value) ? conformList(value, each) : undefined
  }
  if (rule === 'string') {
    if (typeof value === 'string') return value
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
  }
  if (rule === 'number') {
    if (typeof value === 'number') return value
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN
    return Number.isFinite(number) ? number : undefined
  }
  if (rule === 'boolean') return typeof value === 'boolean' ? value : undefined
  return value
}

function isList(rule: Rule): rule is readonly [Rule] {
  return Array.isArray(rule)
}

function conformList(list: unknown[], rule: Compiled): unknown[] {
  let changed: unknown[] | undefined
  for (let at = 0; at < list.length; at++) {
    const item = conform(list[at], rule)
    if (item === list[at]) changed?.push(item)
    else {
      changed ??= list.slice(0, at)
      if (item !== undefined) changed.push(item)
    }
  }
  return changed ?? list
}

function conformFields(fields: Record<string, unknown>, rules: ReadonlyMap<string, Compiled>): unknown {
  let changed: Record<string, unknown> | undefined
  for (const name in fields) {
    const rule = rules.get(name)
    // First what nearly every field of nearly every chunk is: as it should be, or unknown.
    if (rule === undefined) continue
    const old = fields[name]
    if (typeof old === rule) continue
    const value = conform(old, rule)
    if (value === old) continue
    changed ??= { ...fields }
    if (value === undefined) delete changed[name]
    else changed[name] = value
  }
  return changed ?? fields
}

/** Parts from a record or a file; a known field of another type is left out, the rest is the API's own and stays. */
export function conformParts(parts: readonly object[]): readonly Part[] {
  const { candidates } = conformResponse({ candidates: [{ content: { parts: [...parts] as Part[] } }] })
  return candidates?.[0]?.content?.parts ?? []
}
