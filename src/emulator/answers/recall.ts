import type { Ask } from '../ask.ts'
import { plural, quoted } from './words.ts'

const facts: [RegExp, RegExp, (value: string) => string][] = [
  [
    /\bmy name\b|\bwho am i\b/i,
    /\b[Mm]y name is ([\p{L}'-]+)|\b(?:I am|I'm|[Cc]all me) (\p{Lu}[\p{L}'-]+)/u,
    (value) => `Your name is **${value}**; you told me so.`,
  ],
  [
    /\bwhere (?:do|did) i (?:live|come)\b|\bmy (?:city|town|home)\b/i,
    /\bi (?:live in|am from|come from) ([\p{L} '-]+)/iu,
    (value) => `You told me: ${value.trim()}.`,
  ],
  [
    /\bmy favou?rite\b|\bwhat do i like\b/i,
    /\b(?:i like|i love|my favou?rite [\p{L}]+ is) ([\p{L}\p{N} '-]+)/iu,
    (value) => `You like ${value.trim()}, as you said.`,
  ],
]

const asksForPast =
  /\b(?:what|which)\b.*\b(?:did i|have i|was my)\b.*\b(?:say|said|ask|asked|write|wrote|written|told?|first|last|question|message)|\b(?:remember|recall|earlier|so far)\b|\bmy (?:first|last|previous) (?:question|message|prompt)\b/i

/** An answer from the turns before this one, or undefined where the prompt does not ask for them. */
export function recall({ prompt, earlier }: Ask): string | undefined {
  const past = earlier.toReversed()
  for (const [question, statement, say] of facts) {
    if (!question.test(prompt)) continue
    for (const turn of past) {
      const found = statement.exec(turn)
      const value = found?.[1] ?? found?.[2]
      if (value) return say(value)
    }
  }
  if (!asksForPast.test(prompt)) return undefined
  const last = past[0]
  if (last === undefined) return 'There is nothing to look back on: this is the first turn.'
  if (/\bfirst\b/i.test(prompt)) return `Your first message was ${quoted(earlier[0] ?? '')}.`
  if (/\b(?:last|previous)\b/i.test(prompt)) return `Just before this one you wrote ${quoted(last)}.`
  const list = earlier.map((turn, index) => `${index + 1}. ${quoted(turn, 80)}`).join('\n')
  return `Before this message you sent ${plural(earlier.length, 'message')}:\n\n${list}`
}
