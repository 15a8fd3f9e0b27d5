/**
 * What is rendered as Markdown at most; what an honest answer holds is far below. Beyond it parsing and layout
 * take long enough to be used against the reader. Measured so that no task takes over 200 ms.
 */
const most = {
  /** Characters of a whole text. */
  text: 400_000,
  /** Characters of a line. */
  line: 50_000,
  /** Quotes and lists that a line opens. */
  nesting: 40,
  /** Blanks before the first word, two of which can be a list in a list. */
  indentation: 160,
  /** Marks in one paragraph: pairing them up takes the square of their number. */
  marks: 3000,
  /** Cells of tables. */
  cells: 6000,
  /** Opening brackets, each of which may become a link. */
  brackets: 12_000,
}

const containers = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/
const opensBlock = /^[ \t>]*(?:[-+*][ \t]|#{1,6}[ \t]|\d{1,9}[.)][ \t]|$)/

function count(line: string, marks: RegExp): number {
  let found = 0
  marks.lastIndex = 0
  while (marks.test(line)) found++
  return found
}

/** Watches a growing text for the line from which on it is too costly to render. */
export class CostLimit {
  #text = ''
  #lineStart = 0
  #marks = 0
  #cells = 0
  #brackets = 0
  #fenced = false
  /** Offset of that line, once it has come. */
  #cut: number | undefined

  #restart(): void {
    this.#lineStart = 0
    this.#marks = 0
    this.#cells = 0
    this.#brackets = 0
    this.#fenced = false
    this.#cut = undefined
  }

  /** @returns the length of `text`, or where to stop. Cheap where `text` continues that of the call before. */
  scan(text: string): number {
    if (!text.startsWith(this.#text)) this.#restart()
    this.#text = text
    while (this.#cut === undefined) {
      const newline = text.indexOf('\n', this.#lineStart)
      const line = text.slice(this.#lineStart, newline < 0 ? text.length : newline)
      const counts = this.#countsWith(line)
      const over =
        this.#lineStart + line.length > most.text ||
        line.length > most.line ||
        (containers.exec(line)?.[0].replaceAll(/[ \t\d]/g, '').length ?? 0) > most.nesting ||
        (!this.#fenced && (/^[ \t]*/.exec(line)?.[0].length ?? 0) > most.indentation) ||
        counts.marks > most.marks ||
        counts.cells > most.cells ||
        counts.brackets > most.brackets
      if (over) this.#cut = this.#lineStart
      if (over || newline < 0) break
      this.#marks = counts.marks
      this.#cells = counts.cells
      this.#brackets = counts.brackets
      if (/^ {0,3}(?:```|~~~)/.test(line)) this.#fenced = !this.#fenced
      this.#lineStart = newline + 1
    }
    return this.#cut ?? text.length
  }

  #countsWith(line: string) {
    // In code marks mean nothing.
    if (this.#fenced) return { marks: 0, cells: this.#cells, brackets: this.#brackets }
    const before = opensBlock.test(line) ? 0 : this.#marks
    return {
      marks: before + count(line, /[*_~`$<[\]!&\\]/g),
      cells: this.#cells + count(line, /\|/g),
      brackets: this.#brackets + count(line, /\[|https?:|www\.|@/g),
    }
  }
}
