import type { RootContent } from 'mdast'

/** Offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Where a node begins in the document. */
export function startOf(node: { position?: { start: { offset?: number | undefined } } | undefined }): number {
  return node.position?.start.offset ?? 0
}

/** Lines that mean the same whatever stands above: headings, fences, rules, and containers that begin with a word. */
const plainLine =
  /^ {0,3}(?:#{1,6}(?: |$)|```|~~~|(?:\* *){3,}$|(?:(?:[-*+]|1[.)]) {1,3}|> ?)(?:\*\*|\[[ x]\] )?[\p{L}`])/u

/** The same, and paragraphs that begin with a word. A blank line has to stand above. */
const plainParagraph = /^(?:\*\*)?[\p{L}]/u

function isIndentedCode(node: RootContent, text: string): boolean {
  const start = startOf(node)
  return node.type === 'code' && !/^(?:```|~~~)/.test(text.slice(start, start + 3))
}

/**
 * Whether micromark may still wait for more of the block after a blank line: it then reads the next line as one
 * that interrupts a paragraph, in which less can begin. So it is for indented code, and for what a container cuts off.
 */
function leavesOpen(node: RootContent, text: string): boolean {
  let last: RootContent = node
  for (;;) {
    const inner: RootContent | undefined = 'children' in last ? last.children.at(-1) : undefined
    if (!inner) break
    last = inner
  }
  if (last.type === 'code') return last !== node || isIndentedCode(last, text)
  return last !== node && (last.type === 'html' || last.type === 'math')
}

/** A line that may begin a formula of several lines, behind what containers put before it. */
const opensFormula = /^[\s>*+\-\d.)[\]xX]*(\$\$|\\\[)/gm

/**
 * Whether `text` between the two offsets begins a formula that is not closed there. Whatever its lines look like, they
 * may yet belong to it; a blank line ends that.
 */
export function holdsOpenFormula(text: string, from: number, to: number): boolean {
  const stretch = text.slice(from, to)
  if (!stretch.includes('$$') && !stretch.includes('\\[')) return false
  const last = stretch.split(/\n[ \t]*\n/).at(-1) ?? ''
  return [...last.matchAll(opensFormula)].some((match) => {
    const behind = last.slice(match.index + match[0].length)
    return !behind.includes(match[1] === '$$' ? '$$' : '\\]')
  })
}

/**
 * Where the block `nodes[index]` begins, if the text from there on can be parsed alone, and nothing that follows
 * can change the blocks before it. CommonMark decides blocks line by line, so that is so once the first line of
 * the new block is whole, and a blank line or the block itself has ended what stood above.
 * @param final no more text will come.
 */
export function boundary(
  nodes: readonly RootContent[],
  index: number,
  text: string,
  final: boolean,
): number | undefined {
  const node = nodes[index]
  const above = nodes[index - 1]
  if (!node || !above) return undefined
  // What follows indented code is read differently where nothing stands above that code.
  if (isIndentedCode(node, text)) return undefined
  const start = lineStart(text, startOf(node))
  const lineEnd = text.indexOf('\n', start)
  if (lineEnd < 0 && !final) return undefined
  if (!final && holdsOpenFormula(text, startOf(above), start)) return undefined
  const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd)
  const blank = text.slice(lineStart(text, start - 1), start).trim() === ''
  // A line that looks plain may be part of a construct that spans lines, such as a definition.
  if (plainLine.test(line) && node.type !== 'paragraph') return start
  // Behind a list micromark reads the lines of indented code apart.
  if (!blank || (node.type === 'code' && /^(?: {4}| {0,3}\t)/.test(line))) return undefined
  return plainParagraph.test(line) || !leavesOpen(above, text) ? start : undefined
}
