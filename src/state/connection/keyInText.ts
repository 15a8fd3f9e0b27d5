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

/** A key, an address with one, or the line of a shell, an `.env` file, code or a header that sets one, with a comment. */
const KEY_LINE = new RegExp(
  `^(?:\\S*|(?:(?:export|setx?|setenv|env|const|let|var|-H)\\s+)?\\W*(?:[\\w.:-]*(?:key|token)[\\w-]*\\W+|authorization\\W+)?(?:bearer\\s+)?${MASK}\\W*?)(?:\\s#.*)?$`,
  'i',
)

/** True where a text is a key and what belongs to it, rather than words about one. */
export const isKeyLine = (text: string): boolean => holdsKey(text) && KEY_LINE.test(masked(text))
