import { bare, given, worded } from './skill.ts'
import type { Skill } from './skill.ts'
import { figures, plural, quoted, wordsOf } from './words.ts'

type Task = { letter: string; word: string } | { of: string; noun: string | undefined }

const letters =
  /^(?:count |how many )?(?:times )?(?:does )?(?:the )?(?:letters? )?["“']?(\p{L})["”']?(?:['’]?s)?\s+(?:are |is |does )?(?:there )?(?:appear )?in (?:the word )?["“']?(\p{L}+)["”']?$/iu
const lettersToo =
  /^how many (?:of )?(?:the )?(?:letters? )?["“']?(\p{L})["”']?(?:['’]?s)? (?:does|has) (?:the word )?["“']?(\p{L}+)["”']?(?: have)?$/iu
const order =
  /^(?:(?:count|how many|what is|get|give|tell)\s+(?:me\s+)?)?(?:the\s+)?(?:number of\s+)?(words?|letters?|characters?|chars|sentences?|lines?)(?: count)?(?:\s+(?:and\s+\w+))?(?:\s+(?:are|is|does|there|in|of|for|this|the|following|text|sentence|paragraph|have|has|string))*$/i

/** Letters in a word; words, characters, sentences and lines of a text. */
export const counting: Skill<Task> = {
  name: 'counting',
  understand(text) {
    const line = bare(text)
    if (/^(?:count|how many)/i.test(line) && text.length < 120) {
      const found = letters.exec(line) ?? lettersToo.exec(line)
      const [, letter, word] = found ?? []
      if (letter && word && word.length > 1) return { letter, word }
    }
    const found = given(text)
    const asked = found && order.exec(found.order)
    return asked && found.text ? { of: found.text, noun: asked[1]?.toLowerCase() } : null
  },
  answer(task, variant) {
    if ('letter' in task) {
      const { letter, word } = task
      const count = [...word.toLowerCase()].filter((char) => char === letter.toLowerCase()).length
      const marked = [...word]
        .map((char) => (char.toLowerCase() === letter.toLowerCase() ? `**${char}**` : char))
        .join('')
      const sentence = `There ${count === 1 ? 'is' : 'are'} **${count}** of the letter “${letter}” in “${word}”`
      return worded(variant, `${sentence}.`, `**${count}**`, `${sentence}: ${marked}.`)
    }
    const [characters, words, , sentences, lines] = figures(task.of).map(([, count]) => count)
    const asked = task.noun?.startsWith('word')
      ? plural(words ?? 0, 'word')
      : task.noun?.startsWith('sentence')
        ? plural(sentences ?? 0, 'sentence')
        : task.noun?.startsWith('line')
          ? plural(lines ?? 0, 'line')
          : task.noun?.startsWith('letter')
            ? plural((task.of.match(/\p{L}/gu) ?? []).length, 'letter')
            : plural(characters ?? 0, 'character')
    const rest = [
      plural(words ?? 0, 'word'),
      plural(characters ?? 0, 'character'),
      plural(sentences ?? 0, 'sentence'),
    ].filter((one) => one !== asked)
    return worded(
      variant,
      `${quoted(task.of, 60)} has **${asked}** (${rest.join(', ')}).`,
      `**${asked}**`,
      `**${asked}**; the longest word is ${quoted(wordsOf(task.of).reduce((a, b) => (b.length > a.length ? b : a), ''))}.`,
    )
  },
}
