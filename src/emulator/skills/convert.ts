import { fenced, given } from './skill.ts'
import type { Skill } from './skill.ts'
import { readData, writeData } from './tabular.ts'
import type { Data, Format } from './tabular.ts'

interface Task {
  data: Data
  to: Format
  /** 0 for JSON on one line. */
  indent: number
  result: string
}

const names: readonly [Format, RegExp][] = [
  ['Markdown', /\bmarkdown|\bmd\b|\btable\b/i],
  ['JSON', /\bjson\b/i],
  ['TSV', /\btsv\b|tab[- ]separated/i],
  ['CSV', /\bcsv\b|comma[- ]separated/i],
]

const verbs =
  /\b(?:convert|turn|transform|change|translate|make|write|give|export|render|show|format|put|rewrite|parse|output|represent|print)\b|^(?:this|as|to|in|into|csv|json|markdown|md|table|tsv|from)\b/i
const target =
  /\b(?:to|into|as|in)\s+(?:an?\s+)?(?:(?:valid|pretty|clean|proper|formatted|compact|array of|github)\s+)*(json|csv|tsv|markdown|md|table|comma[- ]separated|tab[- ]separated)\b/gi

const formatOf = (text: string) => names.find(([, pattern]) => pattern.test(text))?.[0]

function formatAsked(order: string): Format | undefined {
  const last = [...order.matchAll(target)].at(-1)?.[1]
  if (last) return formatOf(last)
  if (
    /\b(?:format|pretty[- ]?print|prettify|beautify|indent|minify|compress|compact)\b/i.test(order) &&
    /\bjson\b/i.test(order)
  )
    return 'JSON'
  return /^(?:please )?(?:a |the )?(?:markdown|md|json|csv|tsv)(?: table)?(?: of| from)?\b/i.test(order) ||
    /\b(?:make|create|give|write|build) (?:an? )?(?:markdown|json|csv|tsv|table)/i.test(order)
    ? formatOf(order)
    : undefined
}

/** CSV, TSV, JSON and Markdown tables into one another; JSON also onto one line, or indented. */
export const convert: Skill<Task> = {
  name: 'data formats',
  understand(text) {
    const found = given(text)
    if (!found || found.order.length > 160 || (!verbs.test(found.order) && !/json/i.test(found.order)))
      return null
    const to = formatAsked(found.order)
    const data = to && readData(found.text)
    if (!data) return null
    const indent = /\b(?:minif|compress|one line|single line|compact)/i.test(found.order) ? 0 : 2
    if (data.format === to && to !== 'JSON') return null
    const result = writeData(data, to, indent)
    return result === undefined ? null : { data, to, indent, result }
  },
  answer({ data, to, indent, result }, variant) {
    const block = to === 'Markdown' ? result : fenced(result, to === 'TSV' ? '' : to.toLowerCase())
    const rows = data.table
      ? `${data.table.rows.length} ${data.table.rows.length === 1 ? 'row' : 'rows'}, columns ${data.table.head.join(', ')}.`
      : 'The same values, nothing else.'
    if (variant === 1) return `${rows}\n\n${block}`
    if (variant === 0) return block
    const other = to === 'Markdown' ? 'JSON' : to === 'JSON' ? 'JSON' : 'Markdown'
    const second = writeData(data, other, indent === 0 ? 2 : 0) ?? ''
    return `${block}\n\n${to === 'JSON' ? (indent === 0 ? 'Or indented:' : 'Or on one line:') : `Or as ${other}:`}\n\n${other === 'Markdown' ? second : fenced(second, 'json')}`
  },
}
