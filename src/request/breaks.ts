/** Line breaks and tabs in texts of one line: how they are typed, and how they are shown. */

const escapes: Record<string, string> = { n: '\n', t: '\t', '\\': '\\' }

/** Reads `\n`, `\t` and `\\` as what they stand for; any other backslash is one. */
export function readEscapes(typed: string): string {
  return typed.replaceAll(/\\([nt\\])/g, (_, letter: string) => escapes[letter] ?? letter)
}

/** A text as it has to be typed into a field of one line, so that its line breaks and tabs survive. */
export function asTyped(text: string): string {
  return text.replaceAll(/\r\n?|\n/g, '\\n').replaceAll('\t', '\\t')
}

/** Signs in place of line breaks and tabs, for the eye alone. */
export function showBreaks(text: string): string {
  return text.replaceAll(/\r\n?|\n/g, '↵').replaceAll('\t', '⇥')
}
