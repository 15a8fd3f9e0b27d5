import { hopsOf } from '../runs/hops.ts'
import type { ReplyCandidate } from '../gemini/reply.ts'
import type { GroundingMetadata } from '../gemini/types.ts'

export interface Source {
  /** http or https; null where the source has no address that may be opened. */
  url: string | null
  title: string
  /** Where it leads, or what it is by the API's word. */
  note: string
  /** How its fetching went, by the API's own word. */
  retrieval?: string
  /** Google's terms ask for their name beside a place of Google Maps. */
  maps?: true
}

export interface Sources {
  list: Source[]
  /** Of each request of the answer, of each of its grounding chunks: its number in the list from 1; undefined where it is not in it. */
  numbers: readonly (readonly (number | undefined)[])[]
}

/** An http(s) address, normalised; null for every other scheme and for what is no address. */
function webAddress(uri: string | undefined): URL | null {
  if (!uri || !URL.canParse(uri)) return null
  const url = new URL(uri)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null
}

type Chunk = NonNullable<GroundingMetadata['groundingChunks']>[number]
type Named = [uri: string | undefined, title: string | undefined, note: string]

/** Address, title and note of a chunk of any kind. */
function nameOf({ web, retrievedContext, maps, image }: Chunk): Named {
  if (web) return [web.uri, web.title, whereTo(web.uri, web.title)]
  if (retrievedContext) {
    const { uri, title, text } = retrievedContext
    // A document of the user's own store often comes with its text alone.
    return [uri, title ?? excerpt(text), 'retrievedContext']
  }
  if (maps) return [maps.uri, maps.title, whereTo(maps.uri, maps.title)]
  const uri = image?.sourceUri ?? image?.imageUri
  return [uri, image?.title, whereTo(uri, image?.title)]
}

/**
 * Everything an answer says it rests on: grounding chunks first, then citations, then fetched URLs, in the order of its
 * requests. An address that was already named is not repeated.
 */
export function sourcesOf(candidate: ReplyCandidate): Sources {
  const list: Source[] = []
  const seen = new Map<string, number>()
  const add = ([uri, title, note]: Named, more: { maps?: true } = {}): number | undefined => {
    if (!uri && !title) return undefined
    const url = webAddress(uri)
    const key = url?.href ?? uri ?? title ?? ''
    const known = seen.get(key)
    if (known !== undefined) return known
    list.push({ url: url?.href ?? null, title: title || url?.href || uri || '', note, ...more })
    seen.set(key, list.length)
    return list.length
  }
  const hops = hopsOf(candidate)
  const numbers = hops.map(({ groundingMetadata }) =>
    (groundingMetadata?.groundingChunks ?? []).map((chunk) =>
      add(nameOf(chunk), chunk.maps ? { maps: true } : {}),
    ),
  )
  for (const { uri, title, license } of candidate.citations) add([uri, title, license || 'citation'])
  for (const { urlContextMetadata } of hops)
    for (const { retrievedUrl, urlRetrievalStatus } of urlContextMetadata?.urlMetadata ?? []) {
      const source = list[(add([retrievedUrl, retrievedUrl, '']) ?? 0) - 1]
      if (source && urlRetrievalStatus) source.retrieval = urlRetrievalStatus
    }
  return { list, numbers }
}

function excerpt(text: string | undefined): string | undefined {
  return text && text.length > 120 ? `${text.slice(0, 120)}…` : text
}

/** The host a link really leads to; where the title says that already, the path. */
function whereTo(uri: string | undefined, title: string | undefined): string {
  const url = webAddress(uri)
  return url ? (url.host === title ? url.pathname : url.host) : ''
}

/** The searches that grounded the answer, each as a link to Google's own result page. */
export function searchesOf(candidate: ReplyCandidate): { query: string; url: string }[] {
  const queries = new Set(
    hopsOf(candidate)
      .flatMap(({ groundingMetadata }) => groundingMetadata?.webSearchQueries ?? [])
      .filter((query) => query.trim() !== ''),
  )
  return [...queries].map((query) => ({
    query,
    url: `https://www.google.com/search?${new URLSearchParams({ q: query })}`,
  }))
}
