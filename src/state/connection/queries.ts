import { QueryClient, queryOptions } from '@tanstack/react-query'
import type { Content, CountTokensResponse, GenerateContentRequest, Model } from '../../gemini/types.ts'
import { DEFAULT_BASE_URL } from '../../gemini/client.ts'
import { GeminiError } from '../../gemini/error.ts'
import { gemini, session } from './session.ts'

/** The page's own: what was read once is there for whoever asks, components or not. */
export const queries = new QueryClient()

/** The longest wait for which a read is repeated by itself. A longer one is the user's to decide. */
const longestWaitMs = 60_000

/** Reads cost nothing, so they may be repeated, but never sooner than the server asked. */
function mayRetry(tries: number, error: Error): boolean {
  if (tries >= 2 || !(error instanceof GeminiError)) return false
  const { kind, retryDelayMs } = error.failure
  return (
    kind === 'unavailable' ||
    (kind === 'quota' && retryDelayMs !== undefined && retryDelayMs <= longestWaitMs)
  )
}

function retryDelay(tries: number, error: Error): number {
  const asked = error instanceof GeminiError ? error.failure.retryDelayMs : undefined
  return asked ?? 1000 * 2 ** tries
}

const careful = {
  retry: mayRetry,
  retryDelay,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const

export interface ModelList {
  models: Model[]
  /** False where the server's pages did not end properly; `note` then says how. */
  complete: boolean
  note?: string
}

/** Every model the present connection sees. The key of the cache is the connection's id, never the API key. */
export function modelsQuery() {
  const { connectionId } = session.getState()
  return queryOptions({
    queryKey: ['models', connectionId],
    queryFn: ({ signal }): Promise<ModelList> => gemini().listModels({ signal }),
    // The public API lists nothing without a key: asking would only be refused.
    enabled: mayCount(),
    staleTime: 10 * 60_000,
    ...careful,
  })
}

/** A model's record in a list; undefined where it holds none, or has not been read. @param model id without `models/` */
export const recordIn = (models: readonly Model[] | undefined, model: string): Model | undefined =>
  models?.find(({ name }) => name.replace(/^models\//, '') === model)

/** The same of the present connection's list, for who is no component. */
export const recordOf = (model: string): Model | undefined =>
  recordIn(queries.getQueryData(modelsQuery().queryKey)?.models, model)

export interface TokenCount {
  model: string
  /** What tells this request from others. Not the request itself: images make it megabytes long. */
  identity: readonly unknown[]
  /** Built when it is sent. */
  request(): GenerateContentRequest | Promise<GenerateContentRequest>
}

/** Counts a request with the API's own `countTokens`, form B, so that instruction and images are in the figure. */
export function tokenCountQuery({ model, identity, request }: TokenCount) {
  const { connectionId } = session.getState()
  return queryOptions({
    queryKey: ['countTokens', connectionId, model, ...identity],
    queryFn: async ({ signal }): Promise<CountTokensResponse> => {
      // Of this moment: the count is kept for this connection, and its pictures take their time.
      const client = gemini()
      const asked = await request()
      // Of a conversation whose turns are all left out nothing is sent again, and the API refuses to count nothing.
      if (asked.contents.length === 0) return { totalTokens: 0 }
      // `model` is required inside form B, with its prefix.
      const generateContentRequest = {
        ...asked,
        model: model.startsWith('models/') ? model : `models/${model}`,
      }
      return client.countTokens(model, { generateContentRequest }, { signal })
    },
    staleTime: Infinity,
    gcTime: 60_000,
    ...careful,
  })
}

/** Counts contents alone, form A: an embedding model takes no request of generation. */
export function contentCountQuery({
  model,
  identity,
  contents,
}: {
  model: string
  /** What tells these contents from others. */
  identity: readonly unknown[]
  contents: Content[]
}) {
  const { connectionId } = session.getState()
  return queryOptions({
    queryKey: ['countContents', connectionId, model, ...identity],
    queryFn: ({ signal }): Promise<CountTokensResponse> =>
      gemini().countTokens(model, { contents }, { signal }),
    staleTime: Infinity,
    gcTime: 60_000,
    ...careful,
  })
}

/** False where a count could only be refused: the public API without a key. */
export function mayCount(): boolean {
  const { backend, baseUrl, apiKey } = session.getState()
  return backend === 'demo' || apiKey !== null || baseUrl !== DEFAULT_BASE_URL
}
