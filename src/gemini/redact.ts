/** What stands where a key stood. */
export const MASK = '••••••••'

// The two shapes Google hands out: `AIza` + 35, and authorization keys `AQ.` + a long tail. Long enough
// not to catch words, and anchored on the left so that base64 data is hardly ever touched.
const KEY_SHAPES = /(?<![\w-])(?:AIza[\w-]{20,}|AQ\.[\w.-]{16,})/g

/** Everything in a text that is shaped like a key of Google's. */
export const keysIn = (text: string): string[] => text.match(KEY_SHAPES) ?? []

/** Below this a "key" is a word, and masking it would eat ordinary text. */
const SHORTEST_KEY = 6

/** The held key alone masked: one substring search, cheap enough for every event of a stream. */
export function redactHeldKey(text: string, key = '', mask = MASK): string {
  return key.length >= SHORTEST_KEY && text.includes(key) ? text.replaceAll(key, mask) : text
}

/**
 * A server's text with the held key and everything shaped like a Gemini key masked. Servers do echo keys:
 * Google's own test data holds `Invalid API key: key1234`.
 * @param options.mask what stands in their place
 * @param options.shapes false: the held key alone
 */
export function redact(text: string, key?: string, { mask = MASK, shapes = true } = {}): string {
  const masked = redactHeldKey(text, key, mask)
  return shapes && hasKeyShape(masked) ? masked.replace(KEY_SHAPES, mask) : masked
}

/** A quick look: false means that nothing in the text is shaped like a key. */
export const hasKeyShape = (text: string): boolean => text.includes('AIza') || text.includes('AQ.')

/**
 * Whether JSON may spell what is shaped like a key in escapes, where no search in it finds that. The letters of a shape
 * have none but these.
 */
export const isSpelled = (json: string): boolean => json.includes('\\u')

/** The same plain JSON value with every string in it redacted, names of fields included. */
export function redactDeep(value: unknown, key?: string): unknown {
  if (typeof value === 'string') return redact(value, key)
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redact(name, key), redactDeep(item, key)]),
  )
}

/**
 * Where keys stand in a text.
 * @param key the held key; null looks for everything shaped like a Gemini key instead
 * @returns `[start, end)` of each, in order
 */
export function keySpans(text: string, key: string | null): [start: number, end: number][] {
  if (key === null)
    return hasKeyShape(text)
      ? [...text.matchAll(KEY_SHAPES)].map(({ index, 0: found }) => [index, index + found.length])
      : []
  const spans: [number, number][] = []
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length))
    spans.push([at, at + key.length])
  return spans
}
