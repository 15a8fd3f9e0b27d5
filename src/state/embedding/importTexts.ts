import { isJson } from '../../request/json.ts'
import { parseDelimited } from './delimited.ts'
import { itemsOf } from './setup.ts'
import type { Json } from '../../request/json.ts'
import type { EmbedItem } from './requests.ts'
import type { Setup } from './setup.ts'

/** More than 10,000 texts of a page each; beyond that the tab would only stall. */
const mostBytes = 50_000_000

/** A file read, before the reader has said which column is the text. */
export interface TextTable {
  name: string
  /** Names of the columns, as the first row or the keys of the objects have them. */
  columns: string[]
  /** All rows, the first one included where it may be a header. */
  rows: string[][]
  /** Whether the first row can be a header at all: keyed and plain lines have none. */
  mayHaveHeader: boolean
  /** A guess the reader can change. */
  header: boolean
  textColumn: number
  /** Lines that could not be read, by their number. */
  skipped: number[]
}

export type Read = { ok: true; table: TextTable } | { ok: false; problem: string }

const textName = /^(text|content|texts|sentence|body|question|document|query|prompt)$/i
const labelName = /^(label|id|name|title|category|class|key|topic)$/i

/** Reads .txt (a text a line), .csv or .tsv, and .jsonl, told by the name's end. */
export async function readTextFile(file: File): Promise<Read> {
  if (file.size > mostBytes)
    return { ok: false, problem: `${file.name} has ${Math.round(file.size / 1e6)} MB; 50 MB can be read.` }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
  } catch {
    return {
      ok: false,
      problem: `${file.name} is not a text file in UTF-8. Save it as UTF-8, or check that it is the right file.`,
    }
  }
  const table = tableOf(file.name, text.replace(/^\uFEFF/, ''))
  if (table.rows.length === 0) return { ok: false, problem: `${file.name} holds no texts.` }
  return { ok: true, table }
}

/** @param name its end tells the format; whatever is no CSV and no JSON is taken as lines. */
export function tableOf(name: string, text: string): TextTable {
  if (/\.(jsonl|ndjson)$/i.test(name)) return fromJsonLines(name, text)
  if (/\.(csv|tsv)$/i.test(name)) return fromDelimited(name, text)
  const rows = text.split(/\r\n|\r|\n/).flatMap((line) => (line.trim() === '' ? [] : [[line]]))
  return { name, columns: ['Line'], rows, mayHaveHeader: false, header: false, textColumn: 0, skipped: [] }
}

function fromDelimited(name: string, text: string): TextTable {
  const rows = parseDelimited(text)
  const first = rows[0] ?? []
  const width = Math.max(0, ...rows.slice(0, 1000).map((row) => row.length))
  const named = first.some((cell) => textName.test(cell.trim()) || labelName.test(cell.trim()))
  const columns = Array.from({ length: width }, (_, at) => first[at]?.trim() || `Column ${at + 1}`)
  const known = columns.findIndex((column) => textName.test(column))
  const textColumn = named && known >= 0 ? known : longestColumn(rows.slice(named ? 1 : 0), width)
  return { name, columns, rows, mayHaveHeader: true, header: named, textColumn, skipped: [] }
}

/** The column with the most letters: labels and numbers are shorter than texts. */
function longestColumn(rows: string[][], width: number): number {
  const lengths = Array.from({ length: width }, (_, at) =>
    rows.slice(0, 200).reduce((sum, row) => sum + (row[at]?.length ?? 0), 0),
  )
  return Math.max(0, lengths.indexOf(Math.max(...lengths)))
}

/** A line is a string or an object; the keys of all objects are the columns. */
function fromJsonLines(name: string, text: string): TextTable {
  const skipped: number[] = []
  const records: Json[] = []
  text.split(/\r\n|\n/).forEach((line, at) => {
    if (line.trim() === '') return
    try {
      const value: unknown = JSON.parse(line)
      if (typeof value === 'string') records.push({ text: value })
      else if (isJson(value)) records.push(value)
      else skipped.push(at + 1)
    } catch {
      skipped.push(at + 1)
    }
  })
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const rows = records.map((record) => columns.map((column) => wordsOf(record[column])))
  const known = columns.findIndex((column) => textName.test(column))
  const textColumn = known >= 0 ? known : longestColumn(rows, columns.length)
  return { name, columns, rows, mayHaveHeader: false, header: false, textColumn, skipped }
}

function wordsOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Names to choose from; numbers where the first row is no header. */
export function columnNames({ columns, mayHaveHeader }: TextTable, header: boolean): string[] {
  return mayHaveHeader && !header ? columns.map((_, at) => `Column ${at + 1}`) : columns
}

/** The texts of a column, with the label beside them where the file has one; rows without a text are left out. */
export function itemsOfTable(table: TextTable, header: boolean, textColumn: number): EmbedItem[] {
  const names = columnNames(table, header)
  const labelColumn = names.findIndex((name, at) => at !== textColumn && labelName.test(name))
  const rows = table.mayHaveHeader && header ? table.rows.slice(1) : table.rows
  return rows.flatMap((row) => {
    const text = row[textColumn]?.trim() ?? ''
    const label = labelColumn < 0 ? '' : (row[labelColumn]?.trim() ?? '')
    return text === '' ? [] : [{ text, ...(label && { label }) }]
  })
}

/** A field with more lines takes the browser seconds to lay out; a table draws only what is seen. */
const linesUpTo = 1000

/** Lines where lines can hold the texts, else rows. */
export function setupOf(items: readonly EmbedItem[]): Pick<Setup, 'lines' | 'rows'> {
  const few = items.length <= linesUpTo
  const plain = few && items.every(({ text, label, image }) => !/[\r\n]/.test(text) && !label && !image)
  return plain ? { lines: items.map(({ text }) => text).join('\n'), rows: null } : { lines: '', rows: items }
}

/** What stands in the field already, with the new ones after it. */
export function appended(present: Setup, items: readonly EmbedItem[]): Pick<Setup, 'lines' | 'rows'> {
  return setupOf([...itemsOf(present), ...items])
}
