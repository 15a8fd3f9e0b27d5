export type BaseUrl =
  | { ok: true; /** without a trailing slash, with the path prefix if any */ url: string; origin: string }
  | { ok: false; sentence: string }

// Characters that nobody sees but copying brings along.
const INVISIBLE = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g

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
  const typed = trimmed(text)
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
  const prefix = url.pathname
    .replace(/\/+$/, '')
    // Pasted with the version, or a whole call: the client adds these itself.
    .replace(/\/v1beta(?:\/models(?:\/[^/]*)?)?$/, '')
    .replace(/\/+$/, '')
  return { ok: true, url: url.origin + prefix, origin: url.origin }
}

export type CleanKey = { ok: true; key: string } | { ok: false; sentence: string }

/**
 * A key as pasted, without white space and invisible characters around it. There is no rule on its prefix:
 * Google issues several shapes and gateways have their own. An empty text is an empty key.
 */
export function cleanKey(text: string): CleanKey {
  const key = trimmed(text)
  if (/[\r\n]/.test(key)) return no('The key has a line break in it. Paste the key alone, on one line.')
  if (/\s/.test(key)) return no('The key has a space in it. Paste the key alone.')
  // Header values are Latin-1: fetch would throw before anything is sent.
  const odd = /[^\x21-\x7E\xA1-\xFF]/u.exec(key)?.[0]
  if (odd) return no(`The key holds a character that cannot be sent in a header: ${odd}`)
  if (key.startsWith('auth_tokens/')) {
    return no('This is an ephemeral token (auth_tokens/). Those work with the Live API only. Use an API key.')
  }
  return { ok: true, key }
}
