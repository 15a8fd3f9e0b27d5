import { random } from '../random.ts'
import { longText } from './longText.ts'
import { program } from './programs.ts'
import { maths, steps, table, tour } from './samples.ts'
import { bare } from './skill.ts'
import type { Skill } from './skill.ts'

interface Task {
  prompt: string
  /** Characters; 0 for one of each kind. */
  length: number
  /** Which kinds, where some are named. */
  kinds: readonly string[]
}

const filler = String.raw`(?:markdown|filler|placeholder|dummy|sample|test|demo|lorem ipsum|random|mixed)`
const long = new RegExp(
  String.raw`^(?:(?:write|stream|generate|send|make|output|produce|print|create)\s+)?(?:something|an?|some|me|the|about|roughly|\s|very|really|extremely|\d[\d,.]*k?|words?|characters?|paragraphs?|pages?|lines?|of|long|lengthy|huge|big|${filler})*\b(?:text|answer|response|reply|markdown|document|output|stream|filler|lorem ipsum|something long|long)(?:\s+(?:of\s+)?(?:\d[\d,.]*k?\s+)?(?:words?|characters?|paragraphs?|text|markdown|lorem ipsum|filler|answer|document))*$`,
  'i',
)
/** What it is wanted for changes nothing. */
const purpose =
  /\s+(?:so (?:that )?i can|in order to|to|for)\s+(?:see|test|try|watch|check|testing)\b(?:\s+(?:how|a|the|it|its|long|works?|looks?|ui|interface|page|stream(?:s|ing)?|scroll(?:s|ing)?|render(?:s|ing)?|markdown|arrives?|answers?|demo|is|rendered))*$/i
const tourWords =
  /^(?:(?:show|give|demonstrate|render|test|try|use|display)(?: me)?\s+)?(?:everything|(?:all|every|the|your|some|different|various)\s*(?:the\s+)?(?:kinds?|sorts?|types?|features?)?(?:\s*of)?\s*(?:markdown|formatting|formats|elements?|features?|format)+(?: (?:features?|elements?|formatting|you (?:can|support|have)|there is|at once))*|(?:a |the )?(?:markdown|formatting) (?:tour|test|sample|demo|cheat ?sheet|example)|(?:one )?(?:of )?each kind of (?:formatting|markdown))$/i

const kinds: readonly [string, RegExp][] = [
  ['table', /^(?:an? |some )?(?:markdown )?tables?$/i],
  ['code', /^(?:an? |some )?(?:code|code block|snippet|function|program)(?: block| snippet)?s?$/i],
  ['maths', /^(?:an? |some )?(?:formulas?|maths?|equations?|latex)$/i],
  ['list', /^(?:an? |some )?(?:list|bullets|bullet list|numbered list|steps)$/i],
]

/** "a table, a formula and some code": nothing but kinds, at least two of them. */
function kindsAsked(line: string): string[] | null {
  const parts = line
    .replace(/^(?:(?:show|give|write|make|send|print)(?: me)?\s+|an answer with\s+)/i, '')
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s+with\s+|\s*\+\s*/i)
  const found = parts.map((part) => kinds.find(([, pattern]) => pattern.test(part.trim()))?.[0])
  return parts.length > 1 && found.every((kind) => kind !== undefined) ? found : null
}

function lengthAsked(line: string): number {
  const [, count = '', thousands, unit = ''] =
    /(\d[\d,.]*)(k)?\s*(words?|characters?|paragraphs?|pages?)/i.exec(line) ?? []
  const number = Number(count.replace(/[,.](?=\d{3})/g, '')) * (thousands ? 1000 : 1)
  const size = /^word/i.test(unit) ? 6 : /^para/i.test(unit) ? 400 : /^page/i.test(unit) ? 2500 : 1
  if (number > 0) return Math.min(200_000, Math.max(200, number * size))
  return /\b(?:very|really|huge|extremely)\b/i.test(line) ? 32_000 : 6_000
}

/** Mixed Markdown on request, long enough to see a stream; one of each kind; or the kinds that are named. */
export const sampleText: Skill<Task> = {
  name: 'sample text',
  understand(text) {
    if (text.length > 160) return null
    const line = bare(text)
    const named = kindsAsked(line)
    if (named) return { prompt: text, length: 0, kinds: named }
    if (tourWords.test(line)) return { prompt: text, length: 0, kinds: [] }
    const order = line.replace(purpose, '')
    const isLong =
      /\b(?:long|lengthy|huge|lorem|filler|placeholder|dummy|\d{3,}|\d+k|paragraphs?|pages?)\b/i.test(order)
    return isLong && long.test(order) ? { prompt: text, length: lengthAsked(line), kinds: [] } : null
  },
  answer({ prompt, length, kinds: named }, variant) {
    const chance = random(`${prompt} ${variant}`)
    if (length > 0) return longText(prompt, length, chance)
    if (named.length === 0) return tour(prompt, 'the answer', variant)
    const languages = ['in typescript', 'in python', 'in rust']
    const written: Record<string, () => string> = {
      table: () => `### A table\n\n${table(prompt)}`,
      code: () => `### Code\n\n${program(languages[variant % 3] ?? '', 'words')}`,
      maths: () => `### Maths\n\n${maths(variant)}`,
      list: () => `### A list\n\n${steps('the plan')}`,
    }
    const sections = named.map((kind) => written[kind]?.() ?? '')
    const ordered = variant === 1 ? sections.toReversed() : sections
    return ordered.join(variant === 2 ? '\n\n---\n\n' : '\n\n')
  },
}
