import { MASK, redact } from '../../gemini/redact.ts'
import { session } from './session.ts'

const masked = (text: string) => redact(text, session.getState().apiKey ?? undefined)

/** True where a text holds the key in use, or something shaped like a Gemini key. */
export function holdsKey(text: string): boolean {
  return masked(text) !== text
}

/** The text with such keys cut out. */
export function withoutKey(text: string): string {
  return holdsKey(text) ? masked(text).replaceAll(MASK, '') : text
}
