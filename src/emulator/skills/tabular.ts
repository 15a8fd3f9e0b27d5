/** Data between CSV, JSON and Markdown: read into one form, written in another. */
import { row } from './skill.ts'

export type Format = 'CSV' | 'TSV' | 'JSON' | 'Markdown'

export interface Data {
  format: Format
  /** What the JSON held, or the rows as objects. */
  value: unknown
  /** The same as a table; undefined where the JSON is none. */
  table: { head: string[]; rows: unknown[][] } | undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Rows of CSV by RFC 4180: quotes, doubled quotes, separators and line breaks inside them. null where a quote stays open. */
function readSeparated(text: string, separator: string): string[][] | null {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at <= text.length; at++) {
    const char = text[at]
    if (quoted) {
      if (char === undefined) return null
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') cell += text[++at] ?? ''
      else quoted = false
    } else if (char === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (char === separator || char === '\n' || char === undefined) {
      rows.at(-1)?.push(cell.replace(/\r$/, '').trim())
      cell = ''
      if (char === '\n') rows.push([])
    } else cell += char
  }
  return rows.filter((cells) => cells.length > 1 || cells[0])
}

/** Numbers, booleans and nothing by their looks; "007" and "1e5" stay text. */
function typed(cell: string): unknown {
  if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(cell)) return Number(cell)
  if (/^(?:true|false)$/i.test(cell)) return cell.toLowerCase() === 'true'
  return cell === '' ? null : cell
}

function fromRows(format: Format, [head = [], ...rows]: string[][]): Data | null {
  if (
    rows.length === 0 ||
    head.length < 2 ||
    rows.some((cells) => cells.length !== head.length) ||
    new Set(head).size < head.length
  )
    return null
  const values = rows.map((cells) => cells.map(typed))
  const value = values.map((cells) => Object.fromEntries(cells.map((cell, at) => [head[at], cell])))
  return { format, value, table: { head, rows: values } }
}

const markdownCells = (line: string) =>
  line
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|'))

function readMarkdown(text: string): Data | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (
    lines.length < 3 ||
    !/^\|?[\s:|-]*-[\s:|-]*\|?$/.test(lines[1] ?? '') ||
    !lines.every((line) => line.includes('|'))
  )
    return null
  return fromRows('Markdown', [markdownCells(lines[0] ?? ''), ...lines.slice(2).map(markdownCells)])
}

function tableOf(value: unknown): Data['table'] {
  const list = Array.isArray(value) ? value : [value]
  if (list.length === 0 || !list.every(isObject)) return undefined
  const head = [...new Set(list.flatMap((one) => Object.keys(one)))]
  return head.length === 0
    ? undefined
    : { head, rows: list.map((one) => head.map((key) => one[key] ?? null)) }
}

/** null where the text is none of the four. */
export function readData(text: string): Data | null {
  const plain = text.trim()
  if (/^[[{]/.test(plain))
    try {
      const value: unknown = JSON.parse(plain)
      return { format: 'JSON', value, table: tableOf(value) }
    } catch {
      return null
    }
  const markdown = readMarkdown(plain)
  if (markdown) return markdown
  for (const [format, separator] of [
    ['TSV', '\t'],
    ['CSV', ','],
    ['CSV', ';'],
  ] as const) {
    const rows = plain.includes(separator) ? readSeparated(plain, separator) : null
    const data = rows && fromRows(format, rows)
    if (data) return data
  }
  return null
}

const shown = (cell: unknown) =>
  cell === null || cell === undefined
    ? ''
    : typeof cell === 'object'
      ? JSON.stringify(cell)
      : String(cell as string | number | boolean)

/** The data in another format; undefined where a table is needed and there is none. */
export function writeData({ value, table }: Data, format: Format, indent = 2): string | undefined {
  if (format === 'JSON') return JSON.stringify(value, null, indent)
  if (!table) return undefined
  const { head, rows } = table
  if (format === 'Markdown') {
    const right = head.map((_, at) =>
      rows.every((cells) => cells[at] === null || typeof cells[at] === 'number') ? '---:' : ':---',
    )
    return [row(head), row(right), ...rows.map((cells) => row(cells.map(shown)))].join('\n')
  }
  const separator = format === 'TSV' ? '\t' : ','
  const cell = (text: string) =>
    text.includes(separator) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  return [head, ...rows].map((cells) => cells.map((one) => cell(shown(one))).join(separator)).join('\n')
}
