export type BaseUrl =
  | {
      ok: true
      /** without a trailing slash, with the path prefix if any */
      url: string
      origin: string
      /** A sentence about what was left out of the text, where something was. */
      changed?: string
    }
  | { ok: false; sentence: string }

// Characters that nobody sees but copying brings along.
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g

/** What stands around an address where it was copied from: `export BASE_URL="…",`, `<…>`. */
const NAME =
  /^(?:export\s+|set\s+|\$env:)?["']?[\w-]*(?:url|base|endpoint)[\w-]*["']?\s*[=:]\s*(?=["'`<]?https?:)/i
const BEFORE = /^["'`<“‘]+/
const BEHIND = /["'`>”’]*[,;]?$/

export function trimmed(text: string): string {
  return text.replace(INVISIBLE, '').trim()
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

const no = (sentence: string) => ({ ok: false, sentence }) as const

/**
 * Reads a base URL as typed or pasted. Refuses, in a sentence, what could send the key to an unexpected
 * place: other schemes, user names, queries, fragments, plain HTTP beyond this computer.
 */
export function parseBaseUrl(text: string): BaseUrl {
  const given = trimmed(text)
  const bare = given.replace(NAME, '').replace(BEFORE, '')
  // At its end alone a quote may be the address's own.
  const typed = bare === given ? given : bare.replace(BEHIND, '')
  if (typed === '') return no('Enter a base URL, such as https://generativelanguage.googleapis.com.')
  if (!/^https?:\/\//i.test(typed))
    return no('The base URL has to start with https:// (or http:// on this computer).')
  if (/[\s\\]/.test(typed)) return no('A base URL has no spaces and no backslashes in it.')
  let url: URL
  try {
    url = new URL(typed)
  } catch {
    return no('This is not a valid URL.')
  }
  if (url.username !== '' || url.password !== '' || /^https?:\/\/[^/?#]*@/i.test(typed)) {
    return no('A base URL may not hold a user name or password (the part before @).')
  }
  if (typed.includes('?'))
    return no('A base URL may not have a query (the part after ?). The key belongs in the key field.')
  if (typed.includes('#')) return no('A base URL may not have a fragment (the part after #).')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return no(`Plain http:// would send the key unencrypted to ${url.hostname}. Use https://.`)
  }
  const path = url.pathname.replace(/\/+$/, '')
  const prefix = withoutCall(path)
  const taken = { ok: true, url: url.origin + prefix, origin: url.origin } as const
  if (prefix === path)
    return typed === given
      ? taken
      : { ...taken, changed: `Taken as ${taken.url}, without what stood around it.` }
  const left = path.slice(prefix.length)
  return {
    ...taken,
    changed: `Taken as ${taken.url}: ${left} is left out, because every request brings its own.`,
  }
}

/** Pasted with the version, with the address for OpenAI's client, or as a whole call: this client adds its own. */
function withoutCall(path: string): string {
  const shorter = path
    .replace(
      /\/v1(?:(?:alpha|beta)\d*)?(?:\/models(?:\/[^/]*)?|\/openai(?:\/.*)?|\/(?:chat\/)?completions|\/embeddings|\/responses)?$/i,
      '',
    )
    .replace(/\/+$/, '')
  return shorter === path ? path : withoutCall(shorter)
}
