import type { Model } from '../gemini/types.ts'
import { broken, unknownModel } from './errors.ts'
import { demoModels } from './modelsDemo.ts'
import { realModels } from './modelsReal.ts'

const models: readonly Model[] = [...demoModels, ...realModels]

const byId = new Map(models.map((model) => [model.name.slice('models/'.length), model]))

/** Says which method of a model serves a path's verb; streaming and batches have no entry of their own in a record. */
const methodOfVerb: Record<string, string> = {
  generateContent: 'generateContent',
  streamGenerateContent: 'generateContent',
  countTokens: 'countTokens',
  embedContent: 'embedContent',
  batchEmbedContents: 'embedContent',
  asyncBatchEmbedContent: 'asyncBatchEmbedContent',
}

/** What the rules and the answers need to know of a model beyond its record. */
export interface Traits {
  id: string
  model: Model
  /** 2, 2.5, 3, 3.6 ...; demo models count as the newest. */
  generation: number
  /** Exists only here; takes also what real models of its generation refuse. */
  demo: boolean
  thinks: boolean
  /** Signs its last part and checks the signatures of function calls. */
  signs: boolean
}

function traitsOf(id: string, model: Model): Traits {
  const demo = id.startsWith('demo-')
  const thinks = model.thinking === true
  const number = /(?:gemini|gemma)-(\d+(?:\.\d+)?)/.exec(id)?.[1]
  const generation = demo ? (thinks ? 3.6 : 2.5) : id.startsWith('gemma') ? 2.5 : Number(number ?? 3.6)
  return { id, model, generation, demo, thinks, signs: thinks && generation >= 3 }
}

/**
 * The model a path asks for, when it can do what the path's verb asks.
 * @throws ApiError 404 otherwise, in the API's words.
 */
export function modelFor(id: string, verb: string, version: string): Traits {
  const method = methodOfVerb[verb] ?? verb
  const model = byId.get(id)
  if (!model?.supportedGenerationMethods?.includes(method)) throw unknownModel(id, version, method)
  return traitsOf(id, model)
}

/** One record. @throws ApiError 404. */
export function getModel(id: string, version: string): Model {
  const model = byId.get(id)
  if (!model) throw unknownModel(id, version, 'generateContent')
  return model
}

/** What `query` says of a page: 50 items unless told otherwise, at most 1000, and an opaque token. */
export function page<T>(items: readonly T[], query: URLSearchParams, nameOf: (item: T) => string) {
  const size = Number(query.get('pageSize') ?? query.get('page_size') ?? 50) || 50
  if (!Number.isInteger(size) || size < 0)
    throw broken('ListRequest.page_size', 'page_size must not be negative')
  const token = query.get('pageToken') ?? query.get('page_token')
  const start = token ? items.findIndex((item) => btoa(nameOf(item)) === token) + 1 : 0
  if (token && start === 0) throw broken('ListRequest.page_token', 'page_token is not valid')
  const found = items.slice(start, start + Math.min(size, 1000))
  const last = found.at(-1)
  const more = last !== undefined && start + found.length < items.length
  return { found, nextPageToken: more ? btoa(nameOf(last)) : undefined }
}

export function listModels(query: URLSearchParams) {
  const { found, nextPageToken } = page(models, query, (model) => model.name)
  return { models: found, ...(nextPageToken && { nextPageToken }) }
}
