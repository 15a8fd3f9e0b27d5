import { size } from './figures.ts'

/** Base64 of at least this many characters is shortened where it is shown; copies stay exact. */
const LONG = 200
const KEPT = 48

const noBase64 = /[^A-Za-z0-9+/_-]/g

/** Where a run of base64 ends, its padding included. */
function endOfBase64(json: string, from: number): number {
  // Looked for from outside: a pattern for the run itself needs a stack as long as a large picture.
  noBase64.lastIndex = from
  let end = noBase64.exec(json)?.index ?? json.length
  for (let pads = 0; pads < 2 && json[end] === '='; pads++) end += 1
  return end
}

/** JSON text for the eye: long base64 strings keep their beginning and say how many bytes they hold. */
export function shorten(json: string): string {
  let shown = ''
  let copied = 0
  let quote = json.indexOf('"')
  while (quote >= 0) {
    const start = quote + 1
    const end = endOfBase64(json, start)
    if (json[end] === '"' && end - start >= LONG) {
      const bytes = Math.floor((json.slice(start, end).replace(/=+$/, '').length * 3) / 4)
      shown += `${json.slice(copied, start + KEPT)}… (${size(bytes)} as base64)`
      copied = end
      quote = json.indexOf('"', end + 1)
    } else quote = json.indexOf('"', end)
  }
  return shown + json.slice(copied)
}

/** Indented JSON; what cannot be written as JSON says so. */
export function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? String(value)
}

/** More of a line than anybody sees. */
const LINE = 400

/** JSON on one line, as it is read: `{ "city": "Oslo" }`; a long one is cut. */
export function short(value: unknown): string {
  const text = pretty(value).replaceAll(/\n\s*/g, ' ')
  return text.length > LINE ? `${text.slice(0, LINE - 1)}…` : text
}

/** JSON text indented; returned as it is when it does not parse. */
export function prettyText(json: string): string {
  try {
    return pretty(JSON.parse(json))
  } catch {
    return json
  }
}
