/**
 * What reads as a formula. Models write prices, shell variables and formulas with the same dollar sign, and escaped
 * brackets and formulas with the same backslash. Where it could be either it is text: a formula left as its source can
 * be read, a sentence set as a formula cannot.
 */
import { isWordCharacter } from './characters.ts'

/** The mark that opens a formula. `$$` and `\[` set it on a line of its own. */
export type Opening = '$' | '$$' | '\\(' | '\\['

export const closingOf: Record<Opening, string> = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' }

/** Longer ones are no formula; neither are they set, see `katex.ts`. Characters. */
export const longestFormula = 4000

/** Words that are written in formulas without a backslash. */
const functionNames = new Set(
  'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp max min sup inf lim mod gcd lcm det dim ker deg arg sgn div grad rot curl rank span var cov erf floor ceil sqrt'.split(' '),
) // prettier-ignore

const environment = /^(?:PATH|HOME|USER|SHELL|PWD|LANG|TERM|EDITOR|TMPDIR|HOSTNAME|LOGNAME|DISPLAY)(?!\w)/

/** A command, a power, an index of one letter: nobody writes those in prose. */
const unmistakable = /\\[a-zA-Z]|\^|(?:^|[^\w])(?:[a-zA-Z]|\\[a-zA-Z]+)\)?_[a-zA-Z0-9{\\]/

/** What regular expressions write, and TeX has no command for. */
const pattern = /(?<!\\)\\[dswDSW](?![a-zA-Z])/

/** Words in letters of any script, without TeX commands and what stands as text inside a formula. */
function wordsOf(content: string): string[] {
  const bare = content
    .replaceAll(
      /\\(?:text\w*|mathrm|mathit|mathbf|mathsf|operatorname\*?|mbox|begin|end|label|tag)\s*\{[^{}]*\}/g,
      ' ',
    )
    .replaceAll(/\\[a-zA-Z]+/g, ' ')
  return (bare.match(/[\p{L}\p{M}]{2,}/gu) ?? []).filter(
    (word) => !functionNames.has(word) && !/^d[a-zA-Zα-ωΑ-Ω]$/.test(word),
  )
}

/** Words as in a sentence, not letters as in a formula. */
function readsAsProse(content: string): boolean {
  if (unmistakable.test(content)) return false
  if (/^\s*(?:or|and|to|vs\.?|per|in|at|for|is|are|the|an|of|as|by)\s*$/i.test(content)) return true
  // Greek letters are letters of formulas; ideographs and the like are words.
  if (/[^\P{L}\p{sc=Latin}\p{sc=Greek}\p{sc=Common}]|[\u3000-\u303F\uFF00-\uFF5E]/u.test(content)) return true
  const words = wordsOf(content)
  if (/[=<>+≤≥≠≈±×÷∈]/.test(content)) return words.some((word) => word.length > 7)
  if (words.some((word) => word.length > 3 && /[a-z]/.test(word))) return true
  return words.length > 0 && /\s/.test(content.trim())
}

/** Begins with an amount: `5 or 10`, `3M up to 4M`, `100,`. Sums and powers are no amounts. */
function readsAsMoney(content: string): boolean {
  const [amount, rest = ''] = /^[-+−]?(?:\d[\d.,]*|[.,]\d+)(.*)$/s.exec(content) ?? []
  if (amount === undefined) return false
  if (/[.,]$/.test(content)) return true
  if (
    /^\s?(?:[kKMBT]|m|bn|mn)?(?![\p{L}])[.,;:)]*\s+(?:\p{L}{2,}|a\s)/u.test(rest) &&
    !functionNames.has(wordsOf(rest)[0] ?? '')
  )
    return true
  if (/\\[a-zA-Z]|\^/.test(rest)) return false
  return wordsOf(rest).length > 0 || /[–—]|\*\*|~~|[-+/*:;,(=–—~]$/.test(rest)
}

/** `{name}`, `HOME/bin`, `user_name`, `this->that`, and code that only seems to end at the next dollar sign. */
function readsAsVariable(content: string, after: string): boolean {
  if (/^\{[A-Za-z_#!][\w.]*(?:[:[%/#?+-][^}]*)?\}(?![\^_])/.test(content)) return true
  if (environment.test(content) || /^[A-Za-z]{2,}_[A-Za-z]{2,}\w*$/.test(content)) return true
  if (/^\w+(?:\[[^\]]*\])?(?:->|::)\w/.test(content)) return true
  if (after === '{') return true
  if (/[[\w({]/.test(after) && /[/:,;.=&@|+~"'`([{<>*-]$/.test(content)) return true
  if (!/[A-Za-z_]/.test(after) || /\\[a-zA-Z]|\^/.test(content)) return false
  // The first letter of what is put behind a letter: the nth, the ks, the 1st, 3D.
  return !(/^(?:[A-Za-z]|\d+)$/.test(content) && /[tsnrdD]/.test(after))
}

/** As many brackets are opened as closed; which of them is free, since intervals mix them. */
function isBalanced(content: string): boolean {
  const bare = content.replaceAll(/\\./gs, '')
  const count = (marks: RegExp) => bare.match(marks)?.length ?? 0
  return count(/[([]/g) === count(/[)\]]/g) && count(/\{/g) === count(/\}/g)
}

/** A bar between blanks and outside of brackets is more likely the border of two cells than part of a formula. */
function crossesCells(content: string): boolean {
  const bars = content.match(/(?<!\\)\|/g)?.length ?? 0
  return (
    bars === 1 && / \| /.test(content) && !/\\[a-zA-Z]/.test(content) && !/[({[][^)}\]]* \| /.test(content)
  )
}

function isDollarFormula(content: string, before: string, after: string): boolean {
  if (/^\s|\s$/.test(content) || isWordCharacter(before) || /\d/.test(after)) return false
  // Marks that mean something else in prose and code, and nothing in TeX.
  if (/[`"]|\]\(|(?<!\\)[%#]|\*\*(?![^{]*\})/.test(content)) return false
  return (
    isBalanced(content) &&
    !readsAsMoney(content) &&
    !readsAsVariable(content, after) &&
    !crossesCells(content)
  )
}

/** What stands between escaped brackets when they are escaped, and no formula: a footnote's number, a tick box, a link's words. */
function isBracketed(content: string, opening: Opening, before: string, after: string): boolean {
  if (opening === '\\(') return isWordCharacter(before)
  return after === '(' || after === ':' || /^\s*\d*\s*$/.test(content) || /^[xX]$/.test(content)
}

/**
 * @param content what stands between the marks, blanks included.
 * @param before the character before the opening mark; empty at the beginning.
 * @param after the character behind the closing mark; empty at the end.
 */
export function isFormula(opening: Opening, content: string, before: string, after: string): boolean {
  if (content.length > longestFormula || !/[\p{L}\p{N}\\]|^[-+=<>*±×÷|!∘·∈∞∅∑∫√]$/u.test(content.trim()))
    return false
  if (pattern.test(content) || readsAsProse(content)) return false
  if (opening === '$') return isDollarFormula(content, before, after)
  if (opening === '$$') return true
  return !isBracketed(content, opening, before, after)
}

/** While text comes: whether a formula that is still open may yet be one. Shorter than in the end, so that prose is not held back. */
function mayBecome(opening: Opening, content: string, before: string): boolean {
  if (readsAsProse(content)) return false
  if (opening !== '$') return opening !== '\\(' || !isWordCharacter(before)
  if (content.length > 200 || isWordCharacter(before) || /^\s|[`"]/.test(content)) return false
  if (/^[-+]?[\d.,]/.test(content) && !/\\[a-zA-Z]|\^/.test(content)) return false
  return !/^\{|^[A-Za-z]{2,}(?:[_\s]|$)/.test(content)
}

/**
 * Where a formula begins at the end of a growing text that is not closed yet, so that its source is not shown.
 * @param text the last paragraph, without open code.
 */
export function openFormula(text: string): number | undefined {
  const marks = /(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)|\\[\s\S]|(\$+)/g
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const [opening] = mark
    if (!(opening in closingOf)) continue
    const kind = opening as Opening
    const from = mark.index + opening.length
    const before = text[mark.index - 1] ?? ''
    const end = closingAt(text, from, closingOf[kind])
    if (end === undefined) {
      if (mayBecome(kind, text.slice(from), before)) return mark.index
      continue
    }
    const after = end + closingOf[kind].length
    if (isFormula(kind, text.slice(from, end), before, text[after] ?? '')) marks.lastIndex = after
  }
  return undefined
}

function closingAt(text: string, from: number, closing: string): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(closing, at)) return at
    if (text[at] === '\\') at++
  }
  return undefined
}
