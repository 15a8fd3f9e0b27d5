import type { ReplyCandidate } from '../gemini/reply.ts'

export interface Source {
  /** http or https; null where the source has no address that may be opened. */
  url: string | null
  title: string
  /** Where it came from or how its fetching went, in the API's words where there are any. */
  note: string
}

/** An http(s) address, normalised; null for every other scheme and for what is no address. */
function webAddress(uri: string | undefined): URL | null {
  if (!uri || !URL.canParse(uri)) return null
  const url = new URL(uri)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null
}

/**
 * Everything an answer says it rests on: grounding chunks first (their order is what its supports count by),
 * then citations, then fetched URLs. An address that was already named is not repeated.
 */
export function sourcesOf(candidate: ReplyCandidate): Source[] {
  const sources: Source[] = []
  const seen = new Set<string>()
  const add = (uri: string | undefined, title: string | undefined, note: string): void => {
    if (!uri && !title) return
    const url = webAddress(uri)
    const key = url?.href ?? uri ?? title ?? ''
    if (seen.has(key)) return
    seen.add(key)
    sources.push({ url: url?.href ?? null, title: title || url?.href || uri || '', note })
  }
  for (const chunk of candidate.groundingMetadata?.groundingChunks ?? []) {
    if (chunk.web) add(chunk.web.uri, chunk.web.title, whereTo(chunk.web.uri, chunk.web.title))
    if (chunk.retrievedContext) {
      const { uri, title, text } = chunk.retrievedContext
      // A document of the user's own store often comes with its text alone.
      add(uri, title ?? excerpt(text), 'retrievedContext')
    }
    if (chunk.maps) add(chunk.maps.uri, chunk.maps.title, whereTo(chunk.maps.uri, chunk.maps.title))
    if (chunk.image)
      add(
        chunk.image.sourceUri ?? chunk.image.imageUri,
        chunk.image.title,
        whereTo(chunk.image.sourceUri ?? chunk.image.imageUri, chunk.image.title),
      )
  }
  for (const { uri, title, license } of candidate.citations) add(uri, title, license || 'citation')
  for (const { retrievedUrl, urlRetrievalStatus } of candidate.urlContextMetadata?.urlMetadata ?? []) {
    add(retrievedUrl, retrievedUrl, urlRetrievalStatus ?? '')
  }
  return sources
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
    (candidate.groundingMetadata?.webSearchQueries ?? []).filter((query) => query.trim() !== ''),
  )
  return [...queries].map((query) => ({
    query,
    url: `https://www.google.com/search?${new URLSearchParams({ q: query })}`,
  }))
}
