/**
 * A pretend Gemini API: one function from request to answer, with the paths, the strictness and the bodies of the
 * original. It runs in the tab as the demo, over HTTP for tests, and inside unit tests. It shares no code with the
 * client (types only), and only `main` may load it, lazily. No state but batches and files, in a store of its own.
 */
import { toAsk } from './ask.ts'
import type { GenerateRequest } from './ask.ts'
import { preflight, shareWith } from './cors.ts'
import { embed, embeddingTraits, embeddingUsage } from './embed.ts'
import { ApiError, badKey, broken, invalid, missingKey } from './errors.ts'
import { getModel, listModels, modelFor } from './models.ts'
import type { Traits } from './models.ts'
import { playAtOnce, playStream } from './play.ts'
import { realPace } from './plan.ts'
import type { Pace } from './plan.ts'
import { batchEmbedRequest, countRequest, embedRequest, generateRequest } from './requestShapes.ts'
import { scenarioFor } from './scenarios/table.ts'
import { checkGenerate } from './rules.ts'
import { readShape } from './shape.ts'
import type { Message } from './shape.ts'
import { countContents } from './tokens.ts'
import { arrayFraming, errorResponse, htmlNotFound, json, sseFraming } from './wire.ts'
import type { Content, CountTokensRequest, EmbedContentRequest } from '../gemini/types.ts'

export interface Options {
  /** Refuse requests without a key. The demo in the tab needs none. */
  requireKey?: boolean
  pace?: Pace
}

/** The API's own limit of a request with inline data. */
const maxBody = 20_971_520

async function readBody<T>(request: Request, shape: Message): Promise<T> {
  const text = await request.text()
  if (text.length > maxBody) throw invalid(`Request payload size exceeds the limit: ${maxBody} bytes.`)
  let body: unknown
  try {
    body = text ? JSON.parse(text) : {}
  } catch {
    throw invalid('Invalid JSON payload received. Expected a value.\n' + text.slice(0, 40))
  }
  return readShape<T>(shape, body)
}

function checkKey(request: Request, url: URL, requireKey: boolean): void {
  const key = request.headers.get('x-goog-api-key') ?? url.searchParams.get('key') ?? ''
  if (key.startsWith('bad')) throw badKey()
  if (requireKey && !key) throw missingKey()
}

async function generate(request: Request, traits: Traits, url: URL, pace: Pace): Promise<Response> {
  const body = await readBody<GenerateRequest>(request, generateRequest)
  checkGenerate(traits, body)
  const ask = toAsk(traits, body)
  const limit = traits.model.inputTokenLimit ?? 1048576
  if (ask.promptTokens.total > limit)
    throw invalid(
      `The input token count (${ask.promptTokens.total}) exceeds the maximum number of tokens allowed (${limit}).`,
    )
  const plan = await scenarioFor(ask)(ask)
  if (plan instanceof Response) return plan
  if (!url.pathname.endsWith(':streamGenerateContent')) return playAtOnce(plan, pace, request.signal)
  return playStream(plan, isSse(url) ? sseFraming : arrayFraming, pace, request.signal)
}

const isSse = (url: URL) => url.searchParams.get('alt') === 'sse'

async function countTokens(request: Request, traits: Traits): Promise<Response> {
  const body = await readBody<CountTokensRequest>(request, countRequest)
  let contents: Content[]
  if ('generateContentRequest' in body) {
    const { model, contents: inner, systemInstruction } = body.generateContentRequest
    if ('contents' in body) throw invalid('contents and generate_content_request cannot both be set.')
    if (model !== `models/${traits.id}`)
      throw broken('CountTokensRequest.generate_content_request.model', `model must be models/${traits.id}`)
    contents = systemInstruction ? [systemInstruction, ...(inner ?? [])] : inner
  } else contents = body.contents
  if (!contents || contents.length === 0)
    throw broken('CountTokensRequest.contents', 'contents is not specified')
  const { total, details } = countContents(contents)
  return json({ ...(total > 0 && { totalTokens: total, promptTokensDetails: details }) })
}

async function embedOne(request: Request, traits: Traits): Promise<Response> {
  const body = await readBody<EmbedContentRequest>(request, embedRequest)
  const one = await embed(traits, body, 'EmbedContentRequest')
  return json({ embedding: { values: one.values }, ...embeddingUsage(traits, [one]) })
}

async function embedMany(request: Request, traits: Traits): Promise<Response> {
  const { requests = [] } = await readBody<{ requests?: EmbedContentRequest[] }>(request, batchEmbedRequest)
  if (requests.length === 0) throw broken('BatchEmbedContentsRequest.requests', 'requests is not specified')
  if (requests.length > 100)
    throw broken('BatchEmbedContentsRequest.requests', 'at most 100 requests can be in one batch')
  const all = await Promise.all(
    requests.map((one, index) => {
      const path = `BatchEmbedContentsRequest.requests[${index}]`
      if (!('model' in one)) throw broken(`${path}.model`, 'model is not specified')
      return embed(traits, one, path)
    }),
  )
  return json({ embeddings: all.map(({ values }) => ({ values })), ...embeddingUsage(traits, all) })
}

async function callModel(
  request: Request,
  url: URL,
  [version, id, verb]: [string, string, string],
  pace: Pace,
) {
  const traits = modelFor(id, verb, version)
  switch (verb) {
    case 'generateContent':
    case 'streamGenerateContent':
      return generate(request, traits, url, pace)
    case 'countTokens':
      return countTokens(request, traits)
    case 'embedContent':
      return embedOne(request, embeddingTraits(traits))
    case 'batchEmbedContents':
      return embedMany(request, embeddingTraits(traits))
    default:
      return htmlNotFound(url.pathname)
  }
}

async function route(request: Request, url: URL, requireKey: boolean, pace: Pace): Promise<Response> {
  const [, version = '', rest = ''] = /^\/(v1|v1beta)\/(.+)$/.exec(url.pathname) ?? []
  if (!version) return htmlNotFound(url.pathname)
  checkKey(request, url, requireKey)
  const [, id = '', verb] = /^models\/([^/:]+)(?::(\w+))?$/.exec(rest) ?? []
  if (request.method === 'POST' && verb) return callModel(request, url, [version, id, verb], pace)
  if (request.method === 'GET' && rest === 'models') return json(listModels(url.searchParams))
  if (request.method === 'GET' && id && !verb) return json(getModel(id, version))
  return htmlNotFound(url.pathname)
}

/**
 * A handler of its own. It never rejects with an API error, those are responses; it rejects where a server would break
 * the connection, and when the request's signal aborts.
 */
export function createHandle({ requireKey = false, pace = realPace }: Options = {}) {
  return async function handle(request: Request): Promise<Response> {
    if (request.method === 'OPTIONS') return preflight(request)
    const url = new URL(request.url)
    try {
      return shareWith(request, await route(request, url, requireKey, pace))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const inArray = url.pathname.endsWith(':streamGenerateContent') && !isSse(url)
      return shareWith(request, errorResponse(error, inArray))
    }
  }
}
