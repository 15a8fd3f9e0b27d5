import type { RootContent } from 'mdast'

/** Offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Where a node begins in the document. */
export function startOf(node: { position?: { start: { offset?: number | undefined } } | undefined }): number {
  return node.position?.start.offset ?? 0
}

/** Blocks that begin the same way whatever stands above them. */
function opensAnywhere(node: RootContent, line: string): boolean {
  if (node.type === 'heading') return /^ {0,3}#/.test(line)
  if (node.type === 'code') return /^ {0,3}(?:```|~~~)/.test(line)
  return node.type === 'blockquote' || node.type === 'list' || node.type === 'thematicBreak'
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
  if (!node || index === 0) return undefined
  const start = lineStart(text, startOf(node))
  const lineEnd = text.indexOf('\n', start)
  if (lineEnd < 0 && !final) return undefined
  const above = text.slice(lineStart(text, start - 1), start)
  const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd)
  return above.trim() === '' || opensAnywhere(node, line) ? start : undefined
}
