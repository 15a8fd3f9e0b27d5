/** Work on a text that the prompt holds: its case, its order, its repetitions, its words. */
import { fenced, given, quotedParts, unquoted } from './skill.ts'
import type { Skill } from './skill.ts'

interface Task {
  /** "In upper case", "Sorted" ... */
  done: string
  result: string
}

const upperFirst = (word: string) => word.replace(/\p{L}/u, (first) => first.toUpperCase())
const graphemes = (text: string) =>
  Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment)
const parts = (text: string) => text.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu) ?? []

interface Pieces {
  list: string[]
  join(list: readonly string[]): string
}

/** Lines where there are several, else what commas or semicolons part, else words. */
function piecesOf(text: string): Pieces {
  const lines = text.split('\n').filter((line) => line.trim())
  if (lines.length > 1) return { list: lines, join: (list) => list.join('\n') }
  const separator = /;/.test(text) ? ';' : ','
  const plain = text.trim().replace(/[.]$/, '')
  if (plain.includes(separator))
    return {
      list: plain
        .split(separator)
        .map((one) => one.trim().replace(/^and\s+/, ''))
        .filter(Boolean),
      join: (list) => list.join(`${separator} `),
    }
  return { list: plain.split(/\s+/), join: (list) => list.join(' ') }
}

const mark = /^\s*(?:[-*•]|\d+[.)])\s+/
const key = (line: string) => line.replace(mark, '').trim()

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

function compare(list: readonly string[]): (a: string, b: string) => number {
  const numeric = list.every((line) => /^-?[\d.,]+$/.test(key(line)))
  return numeric
    ? (a, b) => Number(key(a).replaceAll(',', '')) - Number(key(b).replaceAll(',', ''))
    : (a, b) => collator.compare(key(a), key(b))
}

function unique(list: readonly string[]): string[] {
  const seen = new Set<string>()
  return list.filter((line) => !seen.has(key(line).toLowerCase()) && seen.add(key(line).toLowerCase()))
}

const withPieces = (change: (list: readonly string[]) => string[]) => (text: string) => {
  const { list, join } = piecesOf(text)
  return list.length > 1 ? join(change(list)) : undefined
}

/** The words around an order that say nothing of what is to be done. */
const filler =
  /\b(?:please|the|this|that|these|those|following|my|a|an|all|of|in|to|into|it|its|for|me|text|texts?|string|strings|sentence|words?|phrase|list|lists|lines?|items?|names?|numbers?|them|letters?|characters?|each|every|from|and|make|convert|change|turn|put|write|rewrite|print|give|apply|set|do|values?|array|title|everything|here|is|are|with|by|order|so|that|below|csv|up|only|then|using|as|paragraph|elements?|entries)\b/gi

type Change = (text: string) => string | undefined

/** An order is understood when one of these is all that it says besides fillers. */
const changes: readonly [RegExp, string, Change][] = [
  [
    /^(?:upper ?case|uppercased?|all caps|capital letters|capitals|capitali[sz]e letters|caps|toupper(?:case)?)$/,
    'In upper case',
    (text) => text.toUpperCase(),
  ],
  [
    /^(?:lower ?case|lowercased?|small letters|tolower(?:case)?)$/,
    'In lower case',
    (text) => text.toLowerCase(),
  ],
  [
    /^(?:title ?case|titlecase|capitali[sz]e|capitali[sz]e first|case)$/,
    'Capitalised',
    (text) => text.replace(/[\p{L}\p{N}'’]+/gu, (word) => upperFirst(word.toLowerCase())),
  ],
  [
    /^camel ?case$/,
    'In camel case',
    (text) =>
      parts(text)
        .map((word, at) => (at === 0 ? word.toLowerCase() : upperFirst(word.toLowerCase())))
        .join(''),
  ],
  [
    /^pascal ?case$/,
    'In Pascal case',
    (text) =>
      parts(text)
        .map((word) => upperFirst(word.toLowerCase()))
        .join(''),
  ],
  [/^snake ?case$/, 'In snake case', (text) => parts(text).join('_').toLowerCase()],
  [/^(?:kebab ?case|slug|slugify)$/, 'In kebab case', (text) => parts(text).join('-').toLowerCase()],
  [
    /^(?:reverse|reversed|backwards?|reverse backwards?|mirror)$/,
    'Backwards',
    (text) => graphemes(text).toReversed().join(''),
  ],
  [
    /^(?:sort|sorted|alphabeti[sz]e|alphabetically|sort (?:alphabetically|alphabetical|ascending|lowest highest|smallest largest|a-z|numerically|ascending numerically)|alphabetical)$/,
    'Sorted',
    withPieces((list) => list.toSorted(compare(list))),
  ],
  [
    /^sort (?:(?:alphabetically|numerically) )?(?:descending|reverse|reverse alphabetical(?:ly)?|highest lowest|highest first|largest smallest|largest first|z-a|backwards?)$/,
    'Sorted from the end',
    withPieces((list) => list.toSorted(compare(list)).toReversed()),
  ],
  [
    /^(?:deduplicate|dedupe|unique|uniq|(?:remove|delete|drop) (?:duplicates?|repeated|repetitions?|doubles)|(?:remove|delete|drop) duplicate)$/,
    'Without repetitions',
    withPieces(unique),
  ],
  [
    /^(?:sort (?:alphabetically )?(?:deduplicate|dedupe|remove duplicates|unique)|(?:deduplicate|dedupe|remove duplicates|unique) sort(?:ed)?(?: alphabetically)?)$/,
    'Sorted, without repetitions',
    withPieces((list) => {
      const once = unique(list)
      return once.toSorted(compare(once))
    }),
  ],
  [/^enumerate$/, 'Numbered', withPieces((list) => list.map((line, at) => `${at + 1}. ${key(line)}`))],
  [
    /^(?:trim|remove (?:extra |double )?(?:spaces|whitespace))$/,
    'Without spare spaces',
    (text) => text.replace(/[^\S\n]+/g, ' ').replace(/^ | $/gm, ''),
  ],
]

function replaced(text: string): Task | null {
  const found =
    /\breplace\s+(?:every |each |all )?(?:the )?(?:words?|letters?|occurrences? of|instances? of)?\s*(?:["“'`](?<a>[^"”'`]+)["”'`]|(?<b>\S+))\s+(?:with|by)\s+(?:["“'`](?<c>[^"”'`]*)["”'`]|(?<d>[^\s:]+))\s*(?:in|on|within)?\s*(?:the |this |following )*(?:text|sentence|string|phrase)?\s*:?\s*(?<text>[^]+)$/i.exec(
      text.trim(),
    )
  const { a, b, c, d, text: rest } = found?.groups ?? {}
  const [from, to] = [a ?? b, c ?? d]
  const body = unquoted(rest ?? '')
  if (!found || found.index > 20 || !from || to === undefined || !body.includes(from)) return null
  return {
    done: `“${from}” replaced ${body.split(from).length - 1} times`.replace(' 1 times', ' once'),
    result: body.replaceAll(from, to),
  }
}

export const rewrite: Skill<Task> = {
  name: 'work on a text',
  understand(text) {
    const exchanged = replaced(text)
    if (exchanged) return exchanged
    // A bare word may stand without quotes: "reverse hello".
    const single =
      /^(?:please )?(reverse|uppercase|lowercase|capitalize|slugify)\s+(?:the word\s+)?([\p{L}\p{N}]+)[.!?]?$/iu.exec(
        text.trim(),
      )
    const found = single ? { order: single[1] ?? '', text: single[2] ?? '' } : given(text)
    if (!found || found.order.length > 120 || quotedParts(text).length > 1 || !found.text.trim()) return null
    if (
      /[?]|^how\b|\b(?:function|code|program|script|python|javascript|java|typescript|sql|regex|algorithm)\b/i.test(
        found.order,
      ) &&
      !/^(?:can|could|would) you/i.test(text)
    )
      return null
    const order = found.order.toLowerCase()
    const said = order
      .replace(/^number\b.*$/, 'enumerate')
      .replace(/-(?=case)/g, ' ')
      .replace(filler, ' ')
      .replace(/[^a-z-]+/g, ' ')
      .trim()
    if (said === 'reverse' && /\b(?:words|lines|list|items|order)\b/.test(order)) {
      const { list, join } = piecesOf(found.text)
      return list.length > 1 ? { done: 'In reverse order', result: join(list.toReversed()) } : null
    }
    const change = changes.find(([pattern]) => pattern.test(said))
    const result = change?.[2](found.text)
    return change && result !== undefined ? { done: change[1], result } : null
  },
  answer({ done, result }, variant) {
    const lines = result.includes('\n') || /[*_`#<|]/.test(result)
    const shown = lines ? fenced(result) : result
    if (variant === 0) return shown
    return variant === 1
      ? `${done}:\n\n${lines ? shown : fenced(result)}`
      : `${lines ? shown : `**${result}**`}\n\n(${done}, ${graphemes(result).length} characters.)`
  },
}
