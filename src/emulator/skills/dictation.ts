import { fenced, unquoted } from './skill.ts'
import type { Skill } from './skill.ts'

const told =
  /^(?:please\s+)?(?:say|repeat|reply|respond|answer|write|output|print|echo|return)\b(?:\s+(?:back|after me|with|me))*(?:\s+(?:exactly|only|just|nothing but)(?:\s+with)?)+(?:\s+(?:this|the (?:words?|text|phrase)|one word))*\s*[:,]?\s+([^]+)$/i
const after =
  /^(?:please\s+)?(?:repeat after me|repeat (?:this|the following)|say (?:this|the following|after me)|echo(?: this)?)\s*[:,]\s*([^]+)$/i
const inQuotes =
  /^(?:please\s+)?(?:say|repeat|echo|print|reply with|respond with|answer with)\s*:?\s*(["“'][^"“”]+["”'])[.!]?$/i
const short =
  /^(?:please\s+)?(?:say|repeat|echo)\s+(?!something|anything|nothing|a\b|an\b|the\b|some|it\b|that|this|me\b|what|why|how|who|when|more|again|in\b|to\b|your|my\b|no\b|yes if)((?:[\p{L}\p{N}'’-]+\s?){1,4})[.!]*$/iu

/** Repeats the words that are dictated, and no others. */
export const dictation: Skill<string> = {
  name: 'dictation',
  understand(text) {
    const found =
      told.exec(text.trim()) ??
      after.exec(text.trim()) ??
      inQuotes.exec(text.trim()) ??
      short.exec(text.trim())
    const words =
      found &&
      unquoted(found[1] ?? '')
        .replace(/(?<=[\p{L}\p{N}])[.!]$/u, '')
        .trim()
    // "Answer only with yes if ..." leaves something to decide.
    return words && !/\b(?:if|whether|unless|otherwise|depending)\b/i.test(words) ? words : null
  },
  answer: (words, variant) => (variant === 0 ? words : variant === 1 ? fenced(words) : `“${words}”`),
}
