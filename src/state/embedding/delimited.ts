/** The separators a file of rows may use, likeliest first. */
const separators = [',', ';', '\t', '|'] as const

/**
 * Rows of a CSV file by RFC 4180, as spreadsheets write it: quoted fields may hold separators, line breaks and doubled
 * quotes; `\n`, `\r\n` and `\r` end a row; a quote inside an unquoted field is a plain letter. Blank lines are no rows.
 */
export function parseDelimited(text: string, separator: string = detectSeparator(text)): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = text.startsWith('\uFEFF') ? 1 : 0
  const endRow = () => {
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  while (at <= text.length) {
    const [field, next] = text[at] === '"' ? quoted(text, at, separator) : plain(text, at, separator)
    row.push(field)
    at = next
    if (text[at] === separator) at++
    else {
      endRow()
      if (at >= text.length) break
      at += text.startsWith('\r\n', at) ? 2 : 1
      if (at >= text.length) break
    }
  }
  return rows
}

type Field = readonly [value: string, next: number]

function plain(text: string, from: number, separator: string): Field {
  let to = from
  while (to < text.length && text[to] !== separator && text[to] !== '\n' && text[to] !== '\r') to++
  return [text.slice(from, to), to]
}

function quoted(text: string, from: number, separator: string): Field {
  let value = ''
  let at = from + 1
  for (;;) {
    const end = text.indexOf('"', at)
    // A quote that is never closed: what follows is all one field, and nothing is lost.
    if (end < 0) return [value + text.slice(at), text.length]
    value += text.slice(at, end)
    if (text[end + 1] === '"') {
      value += '"'
      at = end + 2
      continue
    }
    // Letters between the closing quote and the separator stay part of the field.
    const [rest, next] = plain(text, end + 1, separator)
    return [value + rest, next]
  }
}

/** How many records are looked at, and how much text, to find the separator. */
const sample = 50
const sampleLength = 20_000

/** The separator under which most rows have the same number of fields, and more than one. A comma where none does. */
export function detectSeparator(text: string): string {
  const head = text.slice(0, sampleLength)
  let [best, most] = [',', 0]
  for (const separator of separators) {
    const widths = parseDelimited(head, separator)
      .slice(0, sample)
      .map((row) => row.length)
    const width = widths[0] ?? 1
    if (width < 2) continue
    const alike = widths.filter((other) => other === width).length / widths.length
    if (alike > most) [best, most] = [separator, alike]
  }
  return best
}
