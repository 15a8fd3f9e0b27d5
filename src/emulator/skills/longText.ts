import type { Random } from '../random.ts'
import { program } from './programs.ts'
import { maths, steps, story, table } from './samples.ts'
import { quoted, topics } from './words.ts'

const openings = [
  'The matter can be looked at from more than one side.',
  'Before going on, a word about scale.',
  'What follows is filler, and says so: filler has nothing to report.',
  'It helps to keep the pieces apart.',
  'Long answers are read in parts, so each part should stand alone.',
] as const

const middles = [
  'A long text shows how an interface behaves when there is more than a screen: whether it scrolls, whether it stays quick, whether a selection survives.',
  'Words arrive in slices that end anywhere, also in the middle of a table or a formula, and the page has to make sense of each state in between.',
  'Tables and code are the hard part, since half a table is not a table yet and an open fence swallows what comes after it.',
  'Nothing here was found out by thinking. The sentences were written in advance and are put in an order that depends on your prompt.',
] as const

/** Mixed Markdown of about `length` characters: sections of prose, tables, code in several languages, maths and lists. */
export function longText(prompt: string, length: number, chance: Random): string {
  const found = topics(prompt)
  const topic = found[0] ?? 'the subject'
  const languages = ['python', 'typescript', 'rust', 'sql', 'bash', 'in go'] as const
  let text = `# A long answer\n\nYou asked ${quoted(prompt || 'for nothing in particular', 80)}. What follows is filler, ${length.toLocaleString('en')} characters or a little more, in mixed Markdown.\n`
  for (let section = 1; text.length < length; section++) {
    const about = found[section % Math.max(1, found.length)] ?? topic
    const blocks = [
      () => `${chance.pick(openings)} ${chance.pick(middles)} ${chance.pick(middles)}`,
      () => `${table(text.slice(-400))}\n\n${chance.pick(middles)}`,
      () => program(chance.pick(languages), about),
      () => maths(chance.below(3)),
      () => steps(about),
      () => story(about, chance),
      () => `> ${chance.pick(openings)}\n>\n> ${chance.pick(middles)}`,
    ]
    const start = chance.below(blocks.length)
    const chosen = [0, 1, 2].map((step) => blocks[(start + step * 2) % blocks.length]?.() ?? '')
    text += `\n## ${section}. On ${about}\n\n${chance.pick(openings)} ${chance.pick(middles)}\n\n${chosen.join('\n\n')}\n`
  }
  return text
}
