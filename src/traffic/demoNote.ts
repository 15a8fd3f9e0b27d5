import { DEFAULT_BASE_URL, DEMO_URL } from '../state/connection/connection.ts'
import { words } from './words.ts'
import type { Language } from '../request/code.ts'

/**
 * What has to be replaced before a request to the demo reaches the Gemini API; null for any other request. It holds no
 * quotes: it stands in shell code too.
 */
export function demoNote(url: string): string | null {
  if (!url.startsWith(`${DEMO_URL}/`)) return null
  const model = /\/models\/([^/:?]+)/.exec(url)?.[1]
  return words.demo(DEMO_URL, DEFAULT_BASE_URL, model)
}

/** A program with the note as its first lines, so that it goes along with a copy; any other program stays as it is. */
export function withDemoNote(code: string, language: Language, url: string): string {
  const note = demoNote(url)
  if (note === null) return code
  const comment = language === 'TypeScript' ? '//' : '#'
  return `${comment} ${note.replace('. ', `.\n${comment} `)}\n\n${code}`
}
