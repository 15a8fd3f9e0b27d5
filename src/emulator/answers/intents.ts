/** From a prompt to the passage that answers it: the first intent whose words are found writes. */
import type { Ask } from '../ask.ts'
import type { Random } from '../random.ts'
import { findSum, readable } from './arithmetic.ts'
import { longAnswer } from './long.ts'
import { namesLanguage, program } from './programs.ts'
import { recall } from './recall.ts'
import { comparison, maths, poem, steps, story, table, tour } from './samples.ts'
import { figures, plural, quoted, sentencesOf, topics, wordsOf } from './words.ts'

interface Intent {
  asked: RegExp
  /** Head of its section, where a prompt that asks for several such things gets them all. */
  section?: string
  /** undefined: not for this intent after all. */
  write(ask: Ask, chance: Random, topic: string): string | undefined
}

const isOf = /["“'‘«]([^"”'’»]+)["”'’»]|:\s*([^]+)$/

/** What the prompt puts in quotes or after a colon, else the whole of it. */
const object = (prompt: string) => {
  const found = isOf.exec(prompt)
  return (found?.[1] ?? found?.[2] ?? prompt).trim()
}

function countLetters(prompt: string): string | undefined {
  const found =
    /how many (?:times )?(?:the )?(?:letter )?["“']?(\p{L})["”']?(?:['’]?s)? (?:are |is )?(?:there )?in (?:the word )?["“']?(\p{L}+)/iu.exec(
      prompt,
    )
  const [letter, word] = [found?.[1], found?.[2]]
  if (!letter || !word) return undefined
  const count = [...word.toLowerCase()].filter((char) => char === letter.toLowerCase()).length
  return `There ${count === 1 ? 'is' : 'are'} **${count}** of the letter “${letter}” in “${word}”.`
}

const intents: Intent[] = [
  {
    asked:
      /\b(?:say|repeat|reply|respond|answer|write)\b(?: after me| with| back)?(?: the word)?(?: exactly| only| just)[:,]?\s|\brepeat after me\b|^(?:say|repeat|echo)\b/i,
    write: ({ prompt }) => {
      const found =
        /(?:exactly|only|just|after me|^say|^repeat|^echo)[:,]?\s+["“']?([^]+?)["”']?[.!]?$/i.exec(prompt)
      return found?.[1]
    },
  },
  { asked: /\bhow many\b.*\bin\b/i, write: ({ prompt }) => countLetters(prompt) },
  {
    asked: /\b(?:how many|count)\b.*\b(?:words?|letters?|characters?|sentences?)\b/i,
    write: ({ prompt }) => {
      const of = object(prompt)
      const [characters, words, , sentences] = figures(of).map(([, count]) => count)
      return `${quoted(of)} has **${plural(words ?? 0, 'word')}**, ${plural(characters ?? 0, 'character')} and ${plural(sentences ?? 0, 'sentence')}.`
    },
  },
  {
    asked: /\d/,
    write: ({ prompt }) => {
      const sum = findSum(prompt)
      return sum && `${sum.expression.replaceAll('*', '×')} = **${readable(sum.value)}**`
    },
  },
  {
    asked: /\b(?:everything|tour|markdown|all (?:kinds|formats)|formatting)\b/i,
    write: ({ prompt }, chance, topic) => tour(prompt, topic, chance),
  },
  {
    asked: /\b(?:long|essay|thousand words|\d{3,} words|in (?:great )?detail)\b/i,
    write: ({ prompt }, chance) => longAnswer(prompt, 6000, chance),
  },
  {
    asked: /\bjson\b/i,
    write: ({ prompt }, _, topic) =>
      `\`\`\`json\n${JSON.stringify({ topic, prompt, ...Object.fromEntries(figures(prompt)) }, null, 2)}\n\`\`\``,
  },
  {
    asked: /\b(?:compare|versus|vs)\b/i,
    section: 'Side by side',
    write: ({ prompt }) => comparison(prompt),
  },
  {
    asked: /\btable\b/i,
    section: 'A table',
    write: ({ prompt }) => (comparison(prompt) ? undefined : table(prompt)),
  },
  {
    section: 'Code',
    asked: /\b(?:code|function|program|script|snippet|regex|implement|class)\b/i,
    write: ({ prompt }, _, topic) =>
      `${program(prompt, topic)}\n\nIt counts words, whatever you asked for: the demo has one program a language.`,
  },
  {
    section: 'Maths',
    asked:
      /\b(?:math|maths|mathematics|equation|formula|integral|derivative|quadratic|latex|theorem|proof)\b/i,
    write: (_, chance) => maths(chance),
  },
  { asked: /\b(?:poem|haiku|verse|rhyme)\b/i, write: (_, chance, topic) => poem(topic, chance) },
  { asked: /\b(?:story|tale|fairy)\b/i, write: (_, chance, topic) => story(topic, chance) },
  {
    asked: /\b(?:summari[sz]e|summary|tl;?dr|shorten)\b/i,
    write: ({ prompt }) => {
      const of = object(prompt)
      const kept = sentencesOf(of)
      if (kept.length < 2) return undefined
      return `Its first sentence: ${quoted(kept[0] ?? '', 200)}\n\nIts most frequent words: ${topics(of).slice(0, 6).join(', ')}.`
    },
  },
  {
    asked: /\breverse\b/i,
    write: ({ prompt }) => `Backwards: ${quoted([...object(prompt)].toReversed().join(''))}`,
  },
  {
    asked: /\b(?:sort|alphabetical)/i,
    write: ({ prompt }) =>
      wordsOf(object(prompt))
        .toSorted((a, b) => a.localeCompare(b))
        .map((word) => `- ${word}`)
        .join('\n'),
  },
  {
    asked: /\btranslate\b/i,
    write: ({ prompt }) =>
      `I cannot translate: I know words by their spelling, not by their meaning. The text has ${plural(wordsOf(object(prompt)).length, 'word')}.`,
  },
  {
    section: 'Steps',
    asked: /\b(?:list|steps|plan|ideas|how (?:do|can|to)|recipe|tips)\b/i,
    write: (_, __, topic) => steps(topic),
  },
  {
    asked: /\bmeaning of life\b/i,
    write: () => 'Forty-two, says a novel. A program this small has nothing to add.',
  },
  {
    asked: /\b(?:who|what) are you\b|\bwhat can you do\b|^help\b/i,
    write: () =>
      'Try one of these:\n\n- `what is 12 * (3 + 4)`\n- `compare tea and coffee`\n- `a TypeScript function`, `a formula`, `a haiku about rain`\n- `everything`, for one of each kind of formatting\n- an image, which I measure\n- a model whose id starts with `demo-`, to meet one state each',
  },
  {
    asked: /^(?:hi|hello|hey|good (?:morning|evening|day))\b/i,
    write: (_, chance) => chance.pick(['Hello.', 'Good day.', 'Hello there.']),
  },
  { asked: /\bthank/i, write: (_, chance) => chance.pick(['You are welcome.', 'Gladly.']) },
]

/** The passage for a prompt, or undefined where no intent fits. */
export function passage(ask: Ask, chance: Random): string | undefined {
  const topic =
    /\babout (?:an? |the )?([\p{L}\p{N} -]{2,30}?)[.!?]*$/iu.exec(ask.prompt)?.[1] ??
    topics(
      ask.prompt.replace(
        /\b(?:write|table|list|code|python|typescript|javascript|function|haiku|poem|story|steps|short|long|one|two|three|four|five|ten|ideas)\b/gi,
        '',
      ),
    )[0] ??
    'words'
  const remembered = recall(ask)
  if (remembered) return remembered
  const sections = intents.flatMap(({ section, asked, write }) => {
    const text = section && asked.test(ask.prompt) ? write(ask, chance, topic) : undefined
    return text ? [`### ${section}\n\n${text}`] : []
  })
  if (sections.length > 1) return sections.join('\n\n')
  for (const { asked, write } of intents) {
    const text = asked.test(ask.prompt) ? write(ask, chance, topic) : undefined
    if (text) return text
  }
  return namesLanguage(ask.prompt) && /\b(?:write|show|give|in)\b/i.test(ask.prompt)
    ? program(ask.prompt, topic)
    : undefined
}
