import { size } from './figures.ts'

/** Base64 of at least this many characters is shortened where it is shown; copies stay exact. */
const LONG = 200
const KEPT = 48

const longBase64 = new RegExp(`"([A-Za-z0-9+/_-]{${LONG},}={0,2})"`, 'g')

/** JSON text for the eye: long base64 strings keep their beginning and say how many bytes they hold. */
export function shorten(json: string): string {
  if (json.length < LONG) return json
  return json.replaceAll(
    longBase64,
    (_, data: string) =>
      `"${data.slice(0, KEPT)}… (${size(Math.floor((data.replace(/=+$/, '').length * 3) / 4))} as base64)"`,
  )
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
