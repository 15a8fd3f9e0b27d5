/**
 * A pretend Gemini API: one function from request to answer, with the paths, the strictness and the bodies of the
 * original. It runs in the tab as the demo, over HTTP for tests, and inside unit tests. It shares no code with the
 * client (types only), and only `main` may load it, lazily. No state but batches and files, in a store of its own.
 */
import { routeBatches } from './batchJobs.ts'
import { routeCaches } from './caches.ts'
import { preflight, shareWith } from './cors.ts'
import { ApiError, badKey, missingKey, wordsMissing } from './errors.ts'
import { beganElsewhere, routeFiles, routeUpload } from './files.ts'
import { callModel, isSse } from './methods.ts'
import type { Surroundings } from './methods.ts'
import { wholeCatalogue } from './models.ts'
import type { Catalogue } from './models.ts'
import { realPace } from './plan.ts'
import type { Pace } from './plan.ts'
import { emptyStore } from './store.ts'
import type { Decode, Store, Context } from './store.ts'
import { errorResponse, htmlNotFound, json } from './wire.ts'
import type { WordVectors } from './wordVectors.ts'

export interface Options {
  /** Refuse requests without a key. The demo in the tab needs none. */
  requireKey?: boolean
  pace?: Pace
  /** Batches and uploaded files; an empty one of its own unless given. */
  store?: Store
  /** Epoch milliseconds; the clock of batches and files. */
  now?: () => number
  /** Which models there are; every one unless given. */
  catalogue?: Catalogue
  /** Reads the pixels of pictures that are no PNG. */
  decode?: Decode
  /** Word vectors for embeddings, asked for with the first one; until then nothing is loaded. */
  words?: () => Promise<WordVectors>
}

/** Loads once; what failed is tried again with the next request. */
function once(load: Options['words']): Context['words'] {
  let loading: Promise<WordVectors> | undefined
  return async () => {
    loading ??= load?.()
    return loading?.catch(() => {
      loading = undefined
      throw wordsMissing()
    })
  }
}

function checkKey(request: Request, url: URL, requireKey: boolean): void {
  const key = request.headers.get('x-goog-api-key') ?? url.searchParams.get('key') ?? ''
  if (key.startsWith('bad')) throw badKey()
  if (requireKey && !key) throw missingKey()
}

async function route(
  request: Request,
  url: URL,
  requireKey: boolean,
  context: Surroundings,
): Promise<Response> {
  const [, prefix, version = '', rest = ''] =
    /^(\/upload|\/download)?\/(v1|v1beta)\/(.+)$/.exec(url.pathname) ?? []
  const { method } = request
  if (!version) return htmlNotFound(url.pathname)
  // The address of an upload in progress is its own permission.
  if (prefix !== '/upload' || !url.searchParams.has('upload_id')) checkKey(request, url, requireKey)
  if (prefix === '/upload' && rest === 'files' && method === 'POST') return routeUpload(request, url, context)
  const [, id = '', verb] = /^models\/([^/:]+)(?::(\w+))?$/.exec(rest) ?? []
  if (method === 'POST' && verb) return callModel(request, url, [version, id, verb], context)
  if (method === 'GET' && rest === 'models') return json(context.catalogue.list(url.searchParams))
  if (method === 'GET' && id && !verb) return json(context.catalogue.get(id, version))
  const cache = await routeCaches(request, rest, version, context)
  if (cache) return cache
  const job = await routeBatches(method, rest, url.searchParams, context)
  if (job) return json(job)
  return (await routeFiles(method, rest, url, context)) ?? htmlNotFound(url.pathname)
}

/**
 * A handler of its own. It never rejects with an API error, those are responses; it rejects where a server would break
 * the connection, and when the request's signal aborts.
 */
export function createHandle({
  requireKey = false,
  pace = realPace,
  store = emptyStore(),
  now = Date.now,
  catalogue = wholeCatalogue,
  decode,
  words,
}: Options = {}): (request: Request) => Promise<Response> {
  const context = { pace, store, now, catalogue, decode, words: once(words) }
  return async function handle(request) {
    if (request.method === 'OPTIONS') return preflight(request)
    const url = new URL(request.url)
    const share = beganElsewhere(request, url, store)
      ? (_: Request, response: Response) => response
      : shareWith
    try {
      return share(request, await route(request, url, requireKey, context))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const inArray = url.pathname.endsWith(':streamGenerateContent') && !isSse(url)
      return share(request, errorResponse(error, inArray))
    }
  }
}
