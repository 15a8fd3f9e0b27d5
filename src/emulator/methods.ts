/** The methods of a model, from a request's body to the response. */
import type { Content, CountTokensRequest, EmbedContentRequest } from '../gemini/types.ts'
import { toAsk } from './ask.ts'
import type { GenerateRequest } from './ask.ts'
import { checkCache } from './caches.ts'
import { createBatch } from './batchJobs.ts'
import type { BatchBody } from './batchJobs.ts'
import { readBody } from './body.ts'
import { embed, embeddingTraits, embeddingUsage } from './embed.ts'
import type { Embedded } from './embed.ts'
import { broken, invalid } from './errors.ts'
import { resolveFiles } from './files.ts'
import type { Traits } from './models.ts'
import type { Pace } from './plan.ts'
import { playAtOnce, playStream } from './play.ts'
import {
  asyncBatchEmbedRequest,
  batchEmbedRequest,
  countRequest,
  embedRequest,
  generateRequest,
} from './requestShapes.ts'
import { checkGenerate } from './rules.ts'
import { tierOf } from './speak.ts'
import { scenarioFor } from './scenarios/table.ts'
import type { Context } from './store.ts'
import { countContents } from './tokens.ts'
import { arrayFraming, htmlNotFound, json, sseFraming } from './wire.ts'

/** What a method needs besides its request. */
export interface Surroundings extends Context {
  pace: Pace
}

async function generate(
  request: Request,
  traits: Traits,
  url: URL,
  context: Surroundings,
): Promise<Response> {
  const body = await readBody<GenerateRequest>(request, generateRequest)
  checkGenerate(traits, body)
  checkCache(body.cachedContent, traits, context)
  resolveFiles(body.contents, context)
  if (body.continuationToken !== undefined && traits.generation < 4)
    throw broken('GenerateContentRequest.continuation_token', 'not supported by this model.')
  const streamed = url.pathname.endsWith(':streamGenerateContent')
  const ask = toAsk(traits, body, context, streamed)
  const limit = traits.model.inputTokenLimit ?? 1048576
  if (ask.promptTokens.total > limit)
    throw invalid(
      `The input token count (${ask.promptTokens.total}) exceeds the maximum number of tokens allowed (${limit}).`,
    )
  const plan = await scenarioFor(ask)(ask)
  if (plan instanceof Response) return plan
  const response = streamed
    ? await playStream(plan, isSse(url) ? sseFraming : arrayFraming, context.pace, request.signal)
    : await playAtOnce(plan, context.pace, request.signal)
  // Observed beside the field of the body.
  response.headers.set('x-gemini-service-tier', tierOf(ask))
  return response
}

/** Whether a stream was asked for as server-sent events. */
export const isSse = (url: URL) => url.searchParams.get('alt') === 'sse'

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

async function embedOne(request: Request, traits: Traits, context: Context): Promise<Response> {
  const body = await readBody<EmbedContentRequest>(request, embedRequest)
  const one = await embed(traits, body, 'EmbedContentRequest', context)
  return json({ embedding: { values: one.values }, ...embeddingUsage(traits, [one]) })
}

async function embedMany(request: Request, traits: Traits, context: Context): Promise<Response> {
  const { requests = [] } = await readBody<{ requests?: EmbedContentRequest[] }>(request, batchEmbedRequest)
  if (requests.length === 0) throw broken('BatchEmbedContentsRequest.requests', 'requests is not specified')
  if (requests.length > 100)
    throw broken('BatchEmbedContentsRequest.requests', 'at most 100 requests can be in one batch')
  const all: Embedded[] = []
  for (const [index, one] of requests.entries()) {
    const path = `BatchEmbedContentsRequest.requests[${index}]`
    if (!('model' in one)) throw broken(`${path}.model`, 'model is not specified')
    all.push(await embed(traits, one, path, context))
    // In a tab this is the page's own thread, and five texts are some ten milliseconds of it.
    if (index % 5 === 4) await new Promise((resolve) => setTimeout(resolve))
  }
  return json({ embeddings: all.map(({ values }) => ({ values })), ...embeddingUsage(traits, all) })
}

async function embedLater(request: Request, traits: Traits, context: Context): Promise<Response> {
  const body = await readBody<BatchBody>(request, asyncBatchEmbedRequest)
  return json(await createBatch(body, traits, context))
}

/**
 * Calls `verb` of the model `id`.
 * @throws ApiError for a model that is not there or cannot do this, and for a request that breaks a rule
 */
export async function callModel(
  request: Request,
  url: URL,
  [version, id, verb]: [string, string, string],
  context: Surroundings,
): Promise<Response> {
  const traits = context.catalogue.find(id, verb, version)
  switch (verb) {
    case 'generateContent':
    case 'streamGenerateContent':
      return generate(request, traits, url, context)
    case 'countTokens':
      return countTokens(request, traits)
    case 'embedContent':
      return embedOne(request, embeddingTraits(traits), context)
    case 'batchEmbedContents':
      return embedMany(request, embeddingTraits(traits), context)
    case 'asyncBatchEmbedContent':
      return embedLater(request, traits, context)
    default:
      return htmlNotFound(url.pathname)
  }
}
