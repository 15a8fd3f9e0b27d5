/** JSON Pointer, RFC 6901, as a fragment: how a `$ref` and a validator name a place. */
import type { JsonPath } from './json.ts'

/** `#/properties/a~1b` */
export const pointerTo = (at: JsonPath): string =>
  `#${at.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`

/** The keys of a pointer, in either spelling: plain, or with the escapes of an address. */
export const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~'))

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A percent sign of its own.
    return text
  }
}
