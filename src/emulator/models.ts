import type { Model } from '../gemini/types.ts'
import { broken, unknownModel } from './errors.ts'
import { demoModels, generations, listedInTab, states } from './modelsDemo.ts'
import { realModels } from './modelsReal.ts'

const idOf = ({ name }: Model) => name.slice('models/'.length)

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
  /** 2, 2.5, 3, 3.6, 4; a demo model belongs to one too. */
  generation: number
  /** Exists only here. */
  demo: boolean
  /** Takes also what real models of its generation refuse: several candidates, penalties, log probabilities. */
  lenient: boolean
  thinks: boolean
  /** Signs its last part and checks the signatures of function calls. */
  signs: boolean
}

function traitsOf(id: string, model: Model): Traits {
  const demo = id.startsWith('demo-')
  const thinks = model.thinking === true
  const number = /(?:gemini|gemma)-(\d+(?:\.\d+)?)/.exec(id)?.[1]
  const told = demo ? (generations[id] ?? (thinks ? 3.6 : 2.5)) : undefined
  const generation = told ?? (id.startsWith('gemma') ? 2.5 : Number(number ?? 3.6))
  const lenient = demo && generation < 4
  return { id, model, generation, demo, lenient, thinks, signs: thinks && generation >= 3 }
}

/** The models of one emulator. */
export interface Catalogue {
  list(query: URLSearchParams): { models: Model[]; nextPageToken?: string }
  /** One record. @throws ApiError 404 */
  get(id: string, version: string): Model
  /**
   * The model a path asks for, when it can do what the path's verb asks.
   * @throws ApiError 404 otherwise, in the API's words
   */
  find(id: string, verb: string, version: string): Traits
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

function catalogue(
  listed: readonly Model[],
  unlisted: readonly Model[],
  hint: (id: string) => string,
): Catalogue {
  const byId = new Map([...listed, ...unlisted].map((model) => [idOf(model), model]))
  return {
    list(query) {
      const { found, nextPageToken } = page(listed, query, (model) => model.name)
      return { models: found, ...(nextPageToken && { nextPageToken }) }
    },
    get(id, version) {
      const model = byId.get(id)
      if (!model) throw unknownModel(id, version, 'generateContent', hint(id))
      return model
    },
    find(id, verb, version) {
      const method = methodOfVerb[verb] ?? verb
      const model = byId.get(id)
      if (model?.supportedGenerationMethods?.includes(method)) return traitsOf(id, model)
      throw unknownModel(id, version, method, model ? '' : hint(id))
    },
  }
}

/** Every model, real ones by their own ids: what tests and `npm run emulator` meet. */
export const wholeCatalogue = catalogue([...demoModels, ...realModels], [], () => '')

/** The demo in the tab: it lists what answers, still knows its states, and signs as no Gemini model. */
export const tabCatalogue = catalogue(
  demoModels
    .filter((model) => listedInTab.includes(idOf(model)))
    .toSorted((a, b) => listedInTab.indexOf(idOf(a)) - listedInTab.indexOf(idOf(b))),
  states,
  (id) =>
    ` The demo in this tab has no models/${id}: it needs a key, or use ${/embed/.test(id) ? 'demo-embedding' : 'demo-flash'}.`,
)
