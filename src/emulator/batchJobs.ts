/**
 * Jobs of many embedding requests. A job is PENDING for two seconds, RUNNING for four, then done; nothing runs in
 * between, since the results follow from the requests and are worked out when they are first asked for.
 */
import type { EmbedContentRequest } from '../gemini/types.ts'
import { bytes } from './wire.ts'
import { embed, embeddingTraits, embeddingUsage } from './embed.ts'
import { ApiError, broken, invalid, notFound } from './errors.ts'
import { page } from './models.ts'
import type { Traits } from './models.ts'
import { lowerAlphanumeric, random } from './random.ts'
import { embedRequest } from './requestShapes.ts'
import { readShape } from './shape.ts'
import { timestamp } from './store.ts'
import type { Batch, BatchRequest, Context } from './store.ts'

export const pendingFor = 2_000
export const runningFor = 4_000

export interface BatchBody {
  batch?: {
    displayName?: string
    inputConfig?: { fileName?: string; requests?: { requests?: BatchRequest[] } }
  }
}

/** Lines of `{"key", "request"}`. @throws ApiError 400 naming each bad line. */
function readLines(data: Uint8Array): BatchRequest[] {
  const problems: string[] = []
  const lines = new TextDecoder().decode(data).split('\n')
  const requests = lines.flatMap((line, index): BatchRequest[] => {
    if (!line.trim()) return []
    try {
      const { key, request } = JSON.parse(line) as { key?: string; request?: unknown }
      return [{ request: readShape<EmbedContentRequest>(embedRequest, request), metadata: { key } }]
    } catch (error) {
      problems.push(`Error on line ${index + 1}: ${error instanceof Error ? error.message : 'invalid JSON'}`)
      return []
    }
  })
  if (problems.length > 0) throw invalid(problems.join('\n'))
  return requests
}

/** @throws ApiError 400 or 404 */
export function createBatch({ batch = {} }: BatchBody, traits: Traits, context: Context) {
  const { store, now } = context
  const path = 'AsyncBatchEmbedContentRequest.batch'
  const { displayName, inputConfig = {} } = batch
  if (!displayName) throw broken(`${path}.display_name`, 'display_name is not specified')
  const { fileName, requests: inline } = inputConfig
  if ((fileName === undefined) === (inline === undefined))
    throw broken(`${path}.input_config`, 'exactly one of requests and file_name must be set')
  const file = fileName === undefined ? undefined : store.files.get(fileName)
  if (fileName !== undefined && !file) throw notFound()
  const requests = file ? readLines(file.data) : (inline?.requests ?? [])
  if (requests.length === 0) throw broken(`${path}.input_config.requests`, 'requests is empty')
  const name = `batches/${random(`batch ${store.count++} ${now()}`).word(36, lowerAlphanumeric)}`
  const created: Batch = { name, modelId: traits.id, displayName, createdAt: now(), requests }
  if (fileName !== undefined) created.fileName = fileName
  store.batches.set(name, created)
  return operation(created, context)
}

const endOf = (batch: Batch) => batch.cancelledAt ?? batch.createdAt + pendingFor + runningFor

function stateOf(batch: Batch, now: number): string {
  if (batch.cancelledAt !== undefined) return 'CANCELLED'
  if (now >= endOf(batch)) return 'SUCCEEDED'
  return now >= batch.createdAt + pendingFor ? 'RUNNING' : 'PENDING'
}

/** Failures carry numbers of google.rpc, not of HTTP: 3 is a bad argument. */
async function work(batch: Batch, context: Context): Promise<Record<string, unknown>[]> {
  const traits = embeddingTraits(context.catalogue.find(batch.modelId, 'embedContent', 'v1beta'))
  const results: Record<string, unknown>[] = []
  for (const { request, metadata } of batch.requests) {
    const facts = metadata && { metadata }
    try {
      const one = await embed(traits, request, 'EmbedContentRequest', context)
      results.push({
        response: { embedding: { values: one.values }, ...embeddingUsage(traits, [one]) },
        ...facts,
      })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      results.push({ error: { code: 3, message: error.message }, ...facts })
    }
  }
  return results
}

/** Results in the form the requests came in: inline, or as lines of a file of its own. */
async function output(batch: Batch, context: Context) {
  const { store } = context
  const results = (batch.results ??= await work(batch, context))
  if (batch.fileName === undefined) return { inlinedResponses: { inlinedResponses: results } }
  const responsesFile = batch.name.replace('batches/', 'files/batch-')
  const lines = results.map(({ metadata, ...result }) =>
    JSON.stringify({ key: (metadata as { key?: string }).key, ...result }),
  )
  if (!store.files.has(responsesFile))
    store.files.set(responsesFile, {
      name: responsesFile,
      mimeType: 'application/jsonl',
      createdAt: endOf(batch),
      data: bytes(`${lines.join('\n')}\n`),
      source: 'GENERATED',
    })
  return { responsesFile }
}

/** The job as an operation; finished ones hold their results twice, as the API sends them. */
async function operation(batch: Batch, context: Context, withResults = true) {
  const now = context.now()
  const state = stateOf(batch, now)
  const total = batch.requests.length
  const done = state === 'SUCCEEDED' || state === 'CANCELLED'
  const out = state === 'SUCCEEDED' ? await output(batch, context) : undefined
  const failed = (batch.results ?? []).filter(({ error }) => error !== undefined).length
  const counts: [string, number][] = [
    ['requestCount', total],
    ['successfulRequestCount', out ? total - failed : 0],
    ['failedRequestCount', out ? failed : 0],
    ['pendingRequestCount', out ? 0 : total],
  ]
  return {
    name: batch.name,
    metadata: {
      '@type': 'type.googleapis.com/google.ai.generativelanguage.v1main.EmbedContentBatch',
      model: `models/${batch.modelId}`,
      displayName: batch.displayName,
      ...(batch.fileName !== undefined && { inputConfig: { fileName: batch.fileName } }),
      ...(out && withResults && { output: out }),
      createTime: timestamp(batch.createdAt),
      ...(done && { endTime: timestamp(endOf(batch)) }),
      updateTime: timestamp(done ? endOf(batch) : batch.createdAt),
      batchStats: Object.fromEntries(
        counts.filter(([, count]) => count > 0).map(([key, count]) => [key, String(count)]),
      ),
      state: `BATCH_STATE_${state}`,
      name: batch.name,
    },
    ...(done && { done: true }),
    ...(state === 'CANCELLED' && { error: { code: 1, message: 'The operation was cancelled.' } }),
    ...(out &&
      withResults && {
        response: {
          '@type': 'type.googleapis.com/google.ai.generativelanguage.v1main.EmbedContentBatchOutput',
          ...out,
        },
      }),
  }
}

async function listBatches(query: URLSearchParams, context: Context) {
  const newestFirst = [...context.store.batches.values()].toReversed()
  const { found, nextPageToken } = page(newestFirst, query, (batch) => batch.name)
  if (found.length === 0) return {}
  const operations = await Promise.all(found.map((batch) => operation(batch, context, false)))
  return { operations, ...(nextPageToken && { nextPageToken }) }
}

/**
 * Everything under `batches`.
 * @param rest the path after the version, as `batches/ID:cancel`
 * @returns undefined where the API has no such call
 * @throws ApiError 404
 */
export async function routeBatches(
  method: string,
  rest: string,
  query: URLSearchParams,
  context: Context,
): Promise<object | undefined> {
  if (method === 'GET' && rest === 'batches') return listBatches(query, context)
  const [, name = '', verb] = /^(batches\/[a-z0-9]+)(?::(\w+))?$/.exec(rest) ?? []
  if (!name) return undefined
  const batch = context.store.batches.get(name)
  if (!batch) throw notFound()
  if (method === 'GET' && !verb) return operation(batch, context)
  if (method === 'POST' && verb === 'cancel') {
    if (stateOf(batch, context.now()) !== 'SUCCEEDED') batch.cancelledAt ??= context.now()
    return {}
  }
  if (method !== 'DELETE' || verb) return undefined
  context.store.batches.delete(name)
  return {}
}
