/**
 * The Gemini API from a browser: calls, the stream reader, the merged reply, the one error type. No React,
 * no DOM, no storage, no words for the reader. Only `state/` calls it; its types may be imported anywhere.
 */
import { callJson, connect, MOST_PAGES, pathOf } from './call.ts'
import { conformModel, conformResponse } from './conform.ts'
import { isFields } from './details.ts'
import { failureOfError, GeminiError } from './error.ts'
import { flatten } from './flatten.ts'
import { errorIn, isResponse } from './recognise.ts'
import { open } from './send.ts'
import { createStreamReader } from './sse.ts'
import type { Call, CallOptions } from './send.ts'
import type { Received } from './sse.ts'
import type {
  CountTokensRequest,
  CountTokensResponse,
  EmbedContentRequest,
  GenerateContentRequest,
  Model,
} from './types.ts'

export { DEFAULT_BASE_URL } from './model.ts'
export type { CallOptions, Sent } from './send.ts'
export type { Received } from './sse.ts'

export interface ModelList {
  models: Model[]
  /** False when the list was cut off here, for the reason in `note`. */
  complete: boolean
  note?: string
}

export interface BatchEmbedding {
  /** In the order of the requests. */
  vectors: number[][]
  /** The `usageMetadata` of each call of up to 100 texts, where the server sent one. */
  usage: unknown[]
}

export interface BatchOptions extends CallOptions {
  /** Called after each call of up to 100 texts: what came is not lost when a later call fails. */
  onVectors?(vectors: number[][], start: number): void
}

/** All calls throw `GeminiError`, or an `AbortError` when the signal stops them. */
export interface Gemini {
  /** Every page. Ends by itself when a server repeats a token or never stops. */
  listModels(options?: CallOptions): Promise<ModelList>
  getModel(id: string, options?: CallOptions): Promise<Model>
  generateContent(model: string, request: GenerateContentRequest, options?: CallOptions): Promise<Received>
  /** Leaving the loop early closes the socket. Yields what came before it throws. */
  streamGenerateContent(
    model: string,
    request: GenerateContentRequest,
    options?: CallOptions,
  ): AsyncGenerator<Received, void>
  countTokens(model: string, request: CountTokensRequest, options?: CallOptions): Promise<CountTokensResponse>
  embedContent(
    model: string,
    request: EmbedContentRequest,
    options?: CallOptions,
  ): Promise<{ values: number[]; usage?: unknown }>
  /** Any number of texts: split into calls of 100, one after another. */
  batchEmbedContents(
    model: string,
    requests: EmbedContentRequest[],
    options?: BatchOptions,
  ): Promise<BatchEmbedding>
}

type Fields = Record<string, unknown>

/** What `callJson` takes beside the request. */
type Tail = [options: CallOptions | undefined, what: string, fits: (value: Fields) => boolean]

const LARGEST_BATCH = 100

/**
 * A client for one connection.
 * @param options.baseUrl as `parseBaseUrl` gives it: perhaps with a path prefix, without the version
 * @param options.fetch the demo's, or a test's
 */
export function createGemini(options: { baseUrl?: string; apiKey?: string; fetch?: typeof fetch }): Gemini {
  const connection = connect(options)
  const { apiKey } = connection
  const get = (path: string, ...rest: Tail) => callJson(connection, { method: 'GET', path }, ...rest)
  const post = (path: string, body: unknown, ...rest: Tail) =>
    callJson(connection, { method: 'POST', path, body }, ...rest)

  return {
    async listModels(callOptions) {
      const models = new Map<string, Model>()
      const tokens = new Set<string>()
      const list = (note?: string): ModelList => ({
        models: [...models.values()],
        complete: note === undefined,
        ...(note && { note }),
      })
      let token = ''
      for (let page = 0; page < MOST_PAGES; page++) {
        const path = `models?pageSize=1000${token && `&pageToken=${encodeURIComponent(token)}`}`
        const { value } = await get(path, callOptions, 'The list of models', isModelPage)
        for (const model of (value['models'] as unknown[] | undefined) ?? []) {
          if (isModel(model)) models.set(model.name, conformModel(model))
        }
        const next = value['nextPageToken']
        if (typeof next !== 'string' || next === '') return list()
        if (tokens.has(next)) return list('The server repeats pages, so the list may be incomplete.')
        tokens.add((token = next))
      }
      return list(`The list was cut after ${MOST_PAGES} pages.`)
    },

    async getModel(id, callOptions) {
      return conformModel((await get(pathOf(id), callOptions, 'The model', isModel)).value as Model)
    },

    async generateContent(model, body, callOptions) {
      const path = `${pathOf(model)}:generateContent`
      const { value, raw, bytes, masked } = await post(
        path,
        body,
        callOptions,
        'The answer',
        (fields) => isResponse(fields) || errorIn(fields) !== undefined,
      )
      const received = (response: Fields): Received => ({
        response: conformResponse(response),
        raw,
        bytes,
        at: performance.now(),
        ...(masked && { masked }),
      })
      const found = errorIn(value)
      if (!found) return received(value)
      throw new GeminiError(failureOfError(found.error, apiKey), found.answer && received(found.answer))
    },

    streamGenerateContent(model, body, callOptions) {
      let call: Call | undefined
      let left = false
      let ended = false
      const reader = createStreamReader(apiKey)
      return flatten(
        async () => {
          if (!call) {
            const path = `${pathOf(model)}:streamGenerateContent?alt=sse`
            call = await open(connection, { method: 'POST', path, body, streamed: true }, callOptions)
            // Left before the response was there: nobody will ask again.
            if (left) call.close()
          }
          if (reader.failure) throw new GeminiError({ ...reader.failure, inStream: true })
          if (ended) return undefined
          const bytes = await call.read()
          ended = !bytes
          const received = bytes ? reader.push(bytes) : reader.end()
          if (received.length > 0) call.clock?.event()
          return received
        },
        () => {
          left = true
          call?.close()
        },
      )
    },

    async countTokens(model, body, callOptions) {
      return (await post(`${pathOf(model)}:countTokens`, body, callOptions, 'The token count', isCount)).value
    },

    async embedContent(model, body, callOptions) {
      const name = pathOf(model)
      const { value } = await post(
        `${name}:embedContent`,
        { model: name, ...body },
        callOptions,
        'The embedding',
        ({ embedding }) => isVector(embedding),
      )
      return {
        values: valuesOf(value['embedding']),
        ...(value['usageMetadata'] !== undefined && { usage: value['usageMetadata'] }),
      }
    },

    async batchEmbedContents(model, requests, callOptions) {
      const name = pathOf(model)
      const result: BatchEmbedding = { vectors: [], usage: [] }
      for (let start = 0; start < requests.length; start += LARGEST_BATCH) {
        const part = requests
          .slice(start, start + LARGEST_BATCH)
          .map((request) => Object.assign({ model: name }, request))
        const { value } = await post(
          `${name}:batchEmbedContents`,
          { requests: part },
          callOptions,
          'The list of embeddings',
          ({ embeddings }) =>
            Array.isArray(embeddings) && embeddings.length === part.length && embeddings.every(isVector),
        )
        const vectors = (value['embeddings'] as unknown[]).map(valuesOf)
        result.vectors.push(...vectors)
        if (value['usageMetadata'] !== undefined) result.usage.push(value['usageMetadata'])
        callOptions?.onVectors?.(vectors, start)
      }
      return result
    },
  }
}

function isModel(value: unknown): value is Model {
  return isFields(value) && typeof value['name'] === 'string'
}

/** An empty page is an empty object: only fields of something else are a fault. */
const isModelPage = (value: Fields) =>
  Array.isArray(value['models']) || Object.keys(value).every((name) => name === 'nextPageToken')

/** Zero tokens are an empty object too. */
const isCount = (value: Fields) =>
  'totalTokens' in value || 'promptTokensDetails' in value || Object.keys(value).length === 0

const isVector = (value: unknown) =>
  isFields(value) && Array.isArray(value['values']) && value['values'].every((one) => typeof one === 'number')

const valuesOf = (embedding: unknown) => (embedding as { values: number[] }).values
