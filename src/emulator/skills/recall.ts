import type { Around, Skill } from './skill.ts'
import { bare, worded } from './skill.ts'
import { plural, quoted } from './words.ts'

const facts: [RegExp, RegExp, (value: string) => string][] = [
  [
    /^(?:what(?:'s| is| was)|do you (?:know|remember)|can you (?:remember|recall)|tell me|say)\s+(?:again\s+)?my name\b|^who am i$/i,
    /\b[Mm]y name is ([\p{L}'-]+)|\b(?:I am|I'm|[Cc]all me) (\p{Lu}[\p{L}'-]+)/u,
    (value) => `Your name is **${value}**; you told me so.`,
  ],
  [
    /^(?:do you (?:know|remember) )?where (?:do |did )?i (?:live|come from)$|^what(?:'s| is) my (?:city|town|home)$/i,
    /\bi (?:live in|am from|come from) ([\p{L} '-]+)/iu,
    (value) => `You told me: ${value.trim()}.`,
  ],
  [
    /^what(?:'s| is) my favou?rite \w+$|^(?:do you (?:know|remember) )?what (?:do )?i like$/i,
    /\b(?:i like|i love|my favou?rite [\p{L}]+ is) ([\p{L}\p{N} '-]+)/iu,
    (value) => `You like ${value.trim()}, as you said.`,
  ],
]

const asksForPast =
  /^(?:do you remember |can you (?:recall|tell me) |remind me )?(?:what|which)(?:'s| is| was| were)? (?:\w+ ){0,3}(?:did i|have i|was my|i|my) (?:\w+ ){0,2}(?:say|said|ask|asked|write|wrote|written|tell|told|question|message|prompt)\b[\w ]*$|^(?:what|which) (?:was|is|were) (?:my|the) (?:first|last|previous) (?:question|message|prompt)$|^(?:repeat|recall|show|list) (?:all )?(?:my|the) (?:first |last |previous |earlier )?(?:questions?|messages?|prompts?)(?: so far)?$|^what (?:did|have) we (?:talk|talked|discussed?)(?: about)?(?: so far)?$/i

/** What the turns before this one say; for a prompt that asks for them. */
export const recall: Skill<string> = {
  name: 'turns before',
  understand: (text, around) => remembered(text, around) ?? null,
  answer: (found, variant) =>
    worded(
      variant,
      found,
      `${found} (Looked up in the turns before.)`,
      `From what you wrote before: ${found}`,
    ),
}

function remembered(text: string, { earlier }: Around): string | undefined {
  if (text.length > 120) return undefined
  const prompt = bare(text)
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
