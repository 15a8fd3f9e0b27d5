import { isFields } from './details.ts'
import type { GenerateContentResponse, Model } from './types.ts'

/** What a value has to be: a list has one rule for all items, an object one for each field that is known. */
type Rule = 'text' | 'number' | 'boolean' | 'any' | readonly [Rule] | { readonly [field: string]: Rule }

const object = {}

const details = [{ modality: 'text', tokenCount: 'number' }] as const
const ratings = [{ category: 'text', probability: 'text', blocked: 'boolean' }] as const
const citations = [
  { startIndex: 'number', endIndex: 'number', uri: 'text', title: 'text', license: 'text' },
] as const
const page = { uri: 'text', title: 'text', domain: 'text', text: 'text' } as const

const part = {
  text: 'text',
  thought: 'boolean',
  thoughtSignature: 'text',
  inlineData: { mimeType: 'text', data: 'text' },
  fileData: { fileUri: 'text', mimeType: 'text' },
  functionCall: { name: 'text', args: object, id: 'text', partialArgs: ['any'], willContinue: 'boolean' },
  functionResponse: { name: 'text', response: object, id: 'text' },
  executableCode: { language: 'text', code: 'text', id: 'text' },
  codeExecutionResult: { outcome: 'text', output: 'text', id: 'text' },
  toolCall: { toolType: 'text', id: 'text' },
  toolResponse: { toolType: 'text', id: 'text' },
} as const

const candidate = {
  content: { role: 'text', parts: [part] },
  finishReason: 'text',
  finishMessage: 'text',
  index: 'number',
  safetyRatings: ratings,
  citationMetadata: { citationSources: citations, citations },
  groundingMetadata: {
    groundingChunks: [
      {
        web: page,
        retrievedContext: page,
        maps: page,
        image: { sourceUri: 'text', imageUri: 'text', title: 'text', domain: 'text' },
      },
    ],
    groundingSupports: [
      {
        segment: { partIndex: 'number', startIndex: 'number', endIndex: 'number', text: 'text' },
        groundingChunkIndices: ['number'],
      },
    ],
    webSearchQueries: ['text'],
  },
  urlContextMetadata: { urlMetadata: [{ retrievedUrl: 'text', urlRetrievalStatus: 'text' }] },
  avgLogprobs: 'number',
  tokenCount: 'number',
} as const

const response: Rule = {
  candidates: [candidate],
  promptFeedback: { blockReason: 'text', blockReasonMessage: 'text', safetyRatings: ratings },
  usageMetadata: {
    promptTokenCount: 'number',
    cachedContentTokenCount: 'number',
    candidatesTokenCount: 'number',
    thoughtsTokenCount: 'number',
    toolUsePromptTokenCount: 'number',
    totalTokenCount: 'number',
    serviceTier: 'text',
    promptTokensDetails: details,
    candidatesTokensDetails: details,
    cacheTokensDetails: details,
    toolUsePromptTokensDetails: details,
  },
  modelVersion: 'text',
  responseId: 'text',
}

const model: Rule = {
  name: 'text',
  version: 'text',
  displayName: 'text',
  description: 'text',
  inputTokenLimit: 'number',
  outputTokenLimit: 'number',
  supportedGenerationMethods: ['text'],
  temperature: 'number',
  maxTemperature: 'number',
  topP: 'number',
  topK: 'number',
  thinking: 'boolean',
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
function conform(value: unknown, rule: Rule): unknown {
  if (rule === 'any') return value
  if (rule === 'text') {
    if (typeof value === 'string') return value
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
  }
  if (rule === 'number') {
    if (typeof value === 'number') return value
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN
    return Number.isFinite(number) ? number : undefined
  }
  if (rule === 'boolean') return typeof value === 'boolean' ? value : undefined
  if (isList(rule)) return Array.isArray(value) ? conformList(value, rule[0]) : undefined
  return isFields(value) ? conformFields(value, rule) : undefined
}

const isList = (rule: Rule): rule is readonly [Rule] => Array.isArray(rule)

function conformList(list: unknown[], rule: Rule): unknown[] {
  const items = list.map((item) => conform(item, rule))
  return items.every((item, at) => item === list[at]) ? list : items.filter((item) => item !== undefined)
}

function conformFields(fields: Record<string, unknown>, rules: { readonly [field: string]: Rule }): unknown {
  let changed: Record<string, unknown> | undefined
  for (const name in fields) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
    if (rule === undefined) continue
    const value = conform(fields[name], rule)
    if (value === fields[name]) continue
    changed ??= { ...fields }
    if (value === undefined) delete changed[name]
    else changed[name] = value
  }
  return changed ?? fields
}
