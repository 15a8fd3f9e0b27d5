/** Content that is cached beforehand, for the requests that name it. */
import type { Content } from '../gemini/types.ts'
import { readBody } from './body.ts'
import { ApiError, broken, invalid, notFound } from './errors.ts'
import type { Traits } from './models.ts'
import { lowerAlphanumeric, random } from './random.ts'
import { cacheRequest } from './requestShapes.ts'
import { timestamp } from './store.ts'
import type { Context } from './store.ts'
import { countContents } from './tokens.ts'
import { json } from './wire.ts'

/** Where no other time is asked for. */
const HOUR = 3_600_000

interface CacheBody {
  model?: string
  displayName?: string
  contents?: Content[]
  systemInstruction?: Content
  ttl?: string
}

/** Documented: the least is the model's own. */
const leastOf = ({ generation }: Traits) => (generation < 3 ? 2048 : 4096)

async function create(request: Request, { store, now, catalogue }: Context, version: string) {
  const body = await readBody<CacheBody>(request, cacheRequest)
  const id = body.model?.replace(/^models\//, '') ?? ''
  if (!id) throw broken('CreateCachedContentRequest.cached_content.model', 'model is not specified')
  const traits = catalogue.find(id, 'generateContent', version)
  // By analogy: documented as not supported, the words were not observed.
  if (traits.generation >= 4) throw invalid(`Explicit caching is not supported for models/${id}`)
  if ((body.displayName?.length ?? 0) > 128)
    throw broken('CreateCachedContentRequest.cached_content.display_name', 'at most 128 characters.')
  const all = [...(body.systemInstruction ? [body.systemInstruction] : []), ...(body.contents ?? [])]
  const { total } = countContents(all)
  const least = leastOf(traits)
  if (total < least)
    throw invalid(`Cached content is too small. total_token_count=${total}, min_total_token_count=${least}`)
  store.count += 1
  const created = now()
  const name = `cachedContents/${random(`cache ${created} ${store.count}`).word(28, lowerAlphanumeric)}`
  const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(body.ttl ?? '')?.[1] ?? HOUR / 1000)
  const cache = { name, model: `models/${id}`, created, expires: created + seconds * 1000, tokens: total }
  for (const old of store.caches.values()) if (old.expires <= created) store.caches.delete(old.name)
  store.caches.set(name, cache)
  return record(cache)
}

export interface StoredCache {
  name: string
  model: string
  /** Epoch milliseconds. */
  created: number
  expires: number
  tokens: number
}

const record = ({ name, model, created, expires, tokens }: StoredCache) => ({
  name,
  model,
  createTime: timestamp(created),
  updateTime: timestamp(created),
  expireTime: timestamp(expires),
  displayName: '',
  usageMetadata: { totalTokenCount: tokens },
})

const unknownCache = () =>
  new ApiError(403, 'PERMISSION_DENIED', 'CachedContent not found (or permission denied)')

const known = (name: string, { store, now }: Context) => {
  const cache = store.caches.get(name)
  return cache && cache.expires > now() ? cache : undefined
}

/** The content that a request names. @throws ApiError 403 where it is gone, 400 where it is of another model */
export function checkCache(name: string | undefined, { id }: Traits, context: Context): void {
  if (name === undefined) return
  const cache = known(name, context)
  if (!cache) throw unknownCache()
  if (cache.model !== `models/${id}`)
    throw invalid(
      `Model used by GenerateContent request (models/${id}) and CachedContent (${cache.model}) has to be the same.`,
    )
}

/** `cachedContents` and what is below it; null for any other path. */
export async function routeCaches(
  request: Request,
  rest: string,
  version: string,
  context: Context,
): Promise<Response | null> {
  if (!/^cachedContents(?:\/|$)/.test(rest)) return null
  if (request.method === 'POST' && rest === 'cachedContents')
    return json(await create(request, context, version))
  const cache = known(rest, context)
  if (!cache) throw notFound()
  if (request.method === 'DELETE') context.store.caches.delete(rest)
  return json(request.method === 'DELETE' ? {} : record(cache))
}
