import { trimmed } from './baseUrl.ts'
import { keysIn } from './redact.ts'

const no = (sentence: string) => ({ ok: false, sentence }) as const

export type CleanKey =
  | { ok: true; key: string; /** a sentence about what was left out, without the key */ changed?: string }
  | { ok: false; sentence: string }

/** In front of the value in an `.env` file, a shell, code, JSON, YAML or a header. A key itself may hold `=` and `:`. */
const NAME =
  /^(?:-\s+|-H\s+["']|\{\s*)?(?:(?:export|set|env|arg|const|let|var|api)\s+|\$env:|process\.env\.)?["']?[\w-]*(?:key|token)[\w-]*["']?\s*[=:]\s*/i
/** Commands that set a variable to the word behind it. */
const COMMAND = /^(?:setx|setenv|env|set)\s+(?:-\w+\s+)*\w*(?:key|token)\w*\s+(?!=)/i
const BEARER = /^(?:authorization\s*:\s*)?bearer\s+/i
const QUOTES = '"\'`“”„‘’‚«»'
const QUOTED = new RegExp(`^[${QUOTES}]+|[${QUOTES}]+[,;]?(?:\\s+#.*)?$`, 'g')

/** What stands around a key where it was copied from: `export GEMINI_API_KEY="…"  # mine`. */
function unwrapped(text: string): { key: string; changed?: string } {
  const value = text.replace(BEARER, '').replace(NAME, '').replace(COMMAND, '')
  const named = value !== text
  const uncommented = named ? value.replace(/\s+#.*$/, '').replace(/[,;}]+$/, '') : value
  // At its end alone a quote may be the key's own.
  const quoted = named || QUOTES.includes(uncommented.slice(0, 1))
  const key = quoted ? uncommented.replace(QUOTED, '').trim() : uncommented
  const left = [
    ...(named ? ['the name in front of it'] : []),
    ...(key === uncommented.trim() ? [] : ['the quotes around it']),
  ]
  return left.length > 0 ? { key, changed: `Only the key is used, without ${left.join(' and ')}.` } : { key }
}

/** The one key of Google's own shape in a line of code, an address, a sentence; what could be a gateway's own key is none. */
function amongWords(text: string): string | undefined {
  if (!/[\s"'`()<>{}[\]?&,;\\]/.test(text)) return undefined
  const found = new Set(keysIn(text))
  return found.size === 1 ? [...found][0] : undefined
}

/**
 * A key as pasted, without white space, invisible characters, quotes and a name around it. There is no rule on its prefix:
 * Google issues several shapes and gateways have their own. An empty text is an empty key.
 */
export function cleanKey(text: string): CleanKey {
  const bare = unwrapped(trimmed(text))
  const among = amongWords(bare.key)
  const key = among ?? bare.key
  const changed = among ? 'Only the key is used, without what stood around it.' : bare.changed
  if (/[\r\n]/.test(key)) return no('The key has a line break in it. Paste the key alone, on one line.')
  if (/\s/.test(key)) return no('The key has a space in it. Paste the key alone.')
  // Header values are Latin-1: fetch would throw before anything is sent.
  const odd = /[^\x21-\x7E\xA1-\xFF]/u.exec(key)?.[0]
  if (odd) return no(`The key holds a character that cannot be sent in a header: ${odd}`)
  if (key.startsWith('auth_tokens/')) {
    return no('This is an ephemeral token (auth_tokens/). Those work with the Live API only. Use an API key.')
  }
  return { ok: true, key, ...(changed && { changed }) }
}
