/** A summary out of a text's own sentences, and the words that carry it: chosen by counting. */
import { given } from './skill.ts'
import type { Skill } from './skill.ts'
import { sentencesOf, topics, wordsOf } from './words.ts'

interface Task {
  kind: 'summary' | 'keywords'
  text: string
  /** Sentences, or words. */
  count: number
  bullets: boolean
}

const numberWords: Record<string, number> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}
const summaryOrder =
  /^(?:(?:give|write|make|create|i want|i need)(?: me)?\s+)?(?:an?\s+)?(?:short |brief |quick |concise )*(?:summari[sz]e|summary|sum up|tl;?dr|shorten|condense|abstract)\b[^?]*$/i
const keywordOrder =
  /^(?:(?:extract|list|find|give|get|show|pull out|identify|name|what are|which are)(?: me)?\s+)?(?:all\s+|the\s+|some\s+)*(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|top|main|most important|important|most frequent)\s+)*(?:key ?words?|key terms?|tags|key topics|topics)\b[^?]*$/i
const sizeOf = (order: string) => {
  const found =
    /\b(\d+|a|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:short |key |main |bullet )*(?:sentences?|points?|bullets?|lines?|key ?words?|words|terms|tags|topics)\b/i.exec(
      order,
    )?.[1]
  return found === undefined ? undefined : (numberWords[found.toLowerCase()] ?? Number(found))
}
/** What would take more than choosing. */
const beyond =
  /\b(?:in your own words|child|like i'm|for an? \d|german|french|spanish|translate|poem|tweet|headline|tone|explain)\b/i

export const summary: Skill<Task> = {
  name: 'summary and key words',
  understand(text) {
    const found = given(text)
    if (!found || beyond.test(found.order)) return null
    const kind = summaryOrder.test(found.order)
      ? 'summary'
      : keywordOrder.test(found.order)
        ? 'keywords'
        : undefined
    if (!kind) return null
    const size = sizeOf(found.order)
    const sentences = sentencesOf(found.text).length
    if (kind === 'keywords')
      return wordsOf(found.text).length < 8
        ? null
        : { kind, text: found.text, count: Math.min(size ?? 6, 20), bullets: false }
    if (sentences < 2) return null
    const count = Math.min(size ?? Math.ceil(sentences / 4), sentences - 1)
    return count < 1
      ? null
      : { kind, text: found.text, count, bullets: /\b(?:bullets?|points?|list)\b/i.test(found.order) }
  },
  answer({ kind, text, count, bullets }, variant) {
    if (kind === 'keywords') {
      const words = topics(text).slice(0, count)
      if (variant === 1) return words.map((word) => `- ${word}`).join('\n')
      const times = (word: string) =>
        wordsOf(text.toLowerCase()).filter((one) => one === word.toLowerCase()).length
      return variant === 0 ? words.join(', ') : words.map((word) => `${word} (${times(word)})`).join(', ')
    }
    const chosen = choose(text, count)
    const all = sentencesOf(text).length
    const body =
      bullets === (variant === 1) ? chosen.join(' ') : chosen.map((sentence) => `- ${sentence}`).join('\n')
    return variant === 2 ? `${body}\n\n(${count} of ${all} sentences, as they stand in the text.)` : body
  },
}

/** The sentences with the most frequent words for their length, the first a little before others, in their own order. */
function choose(text: string, count: number): string[] {
  const sentences = sentencesOf(text)
  const frequency = new Map<string, number>()
  const carrying = new Set(topics(text).map((word) => word.toLowerCase()))
  for (const word of wordsOf(text.toLowerCase())) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const scores = sentences.map((sentence, at) => {
    const words = new Set(wordsOf(sentence.toLowerCase()).filter((word) => carrying.has(word)))
    const sum = [...words].reduce((all, word) => all + (frequency.get(word) ?? 0), 0)
    return { at, score: (sum / Math.sqrt(Math.max(4, words.size))) * (at === 0 ? 1.3 : 1) }
  })
  const best = scores.toSorted((a, b) => b.score - a.score).slice(0, count)
  return best.toSorted((a, b) => a.at - b.at).map(({ at }) => sentences[at] ?? '')
}
