/**
 * Finds JSON values in text that arrives in pieces: an error object between events, the objects of an
 * array body, a plain JSON answer where a stream was asked for. Each character is looked at once.
 */
export interface JsonScanner {
  /** Takes more text and hands out the text of every top-level object that is now complete. */
  push(text: string): string[]
  /** True inside an object that has not been closed yet. */
  readonly open: boolean
  /** That object as far as it has come. */
  readonly rest: string
  /** The first text that was neither an object nor what stands between objects (`[`, `,`, `]`, white space). */
  readonly junk: string
}

const QUOTE = 34
const BACKSLASH = 92
const OPEN_BRACE = 123
const CLOSE_BRACE = 125
const JUNK_LIMIT = 200

export function createJsonScanner(): JsonScanner {
  let depth = 0
  let inString = false
  let escaped = false
  let kept = ''
  let junk = ''

  return {
    push(text) {
      const complete: string[] = []
      let start = 0
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        if (inString) {
          if (escaped) escaped = false
          else if (code === BACKSLASH) escaped = true
          else if (code === QUOTE) inString = false
        } else if (code === OPEN_BRACE) {
          if (depth++ === 0) start = i
        } else if (depth === 0) {
          // Once there are words, the white space between them belongs to them.
          if ((junk !== '' || !isBetweenObjects(code)) && junk.length < JUNK_LIMIT) junk += text[i]
        } else if (code === QUOTE) {
          inString = true
        } else if (code === CLOSE_BRACE && --depth === 0) {
          complete.push(kept + text.slice(start, i + 1))
          kept = ''
        }
      }
      if (depth > 0) kept += text.slice(start)
      return complete
    },
    get open() {
      return depth > 0
    },
    get rest() {
      return kept
    },
    get junk() {
      return junk
    },
  }
}

/** White space, `[`, `]` and `,`. */
function isBetweenObjects(code: number): boolean {
  return code <= 32 || code === 91 || code === 93 || code === 44
}

/** The parsed value, or undefined where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Every JSON object found in a body: the body itself, the items of an array, or objects among other text. */
export function jsonValuesIn(body: string): unknown[] {
  const whole = parseJson(body)
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole]
  return createJsonScanner()
    .push(body)
    .map(parseJson)
    .filter((value) => value !== undefined)
}
