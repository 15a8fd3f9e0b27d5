import { openFormula } from './formula.ts'
import { closeTags } from './tags.ts'

function lastParagraphStart(source: string): number {
  const blank = /\n[ \t]*\n(?![\s\S]*\n[ \t]*\n)/.exec(source)
  return blank ? blank.index + blank[0].length : 0
}

/** A last line of marks alone may yet become a heading, a rule, a fence, a list: not shown before it says which. */
function withoutBareMarks(source: string): string {
  return source.replace(/(^|\n)[ \t>]*(?:[-=*_+#~`>$|][-=*_+#~`>$| \t]*|\d{1,9}[.)]?[ \t]*)$/, '$1')
}

/** The head of a table, as long as no complete delimiter row has followed it. */
function withoutTableHead(source: string): string {
  const rows = /(?:^|\n)((?:[ \t>]*\|[^\n]*(?:\n|$))+)$/.exec(source)
  const run = rows?.[1]
  if (run === undefined) return source
  const [, delimiter = '', third] = run.split('\n')
  const undecided = third === undefined && /^[ \t>|:-]*$/.test(delimiter)
  return undecided ? source.slice(0, source.length - run.length) : source
}

/** Ends an open code span, or drops its mark while it holds nothing. */
function closeCode(text: string): string {
  const marks = [...text.matchAll(/(?<!\\)`+/g)]
  let open: RegExpExecArray | undefined
  for (const mark of marks) {
    if (!open) open = mark
    else if (open[0].length === mark[0].length) open = undefined
  }
  if (!open) return text
  const inside = text.slice(open.index + open[0].length)
  return inside.trim() === '' ? text.slice(0, open.index) : `${text.trimEnd()}${open[0]}`
}

/** Hides a formula that is not closed yet, and a backslash that may open or close one. */
function withoutOpenMaths(text: string): string {
  const open = openFormula(text)
  if (open !== undefined) return text.slice(0, open)
  return text.replace(/(?<!\\)((?:\\\\)*)\\$/, '$1')
}

/** Shows the words of a link whose address has not come whole, and nothing of such an image. */
function withoutOpenLink(text: string): string {
  return text
    .replace(/(?<!\\)!\[[^[\]\n]*(?:\](?:\([^()\s]*)?)?$/, '')
    .replace(/(?<!\\)\[([^[\]\n]*)(?:\]\([^()\s]*)?$/, (_, words: string) =>
      words.startsWith('^') ? '' : words,
    )
}

/** Ends bold that is open, and italics that are open in it or around it. */
function closeBold(kept: string, singleOpen: boolean): string {
  if (kept.endsWith('**')) return kept.slice(0, -2)
  // The first half of the closing mark has come, unless it closes italics or may yet open some.
  if (kept.endsWith('*')) return singleOpen ? `${kept}*` : `${kept.replace(/\s+\*$/, '')}**`
  return kept + (singleOpen ? '***' : '**')
}

/** Ends open emphasis, or drops its mark while nothing follows it. */
function closeEmphasis(text: string): string {
  const prose = text.replaceAll(/`[^`]*`/g, (code) => ' '.repeat(code.length))
  const isOpen = (mark: string) => prose.split(mark).length % 2 === 0
  const singles = [...prose.matchAll(/(?<![*\w\\])\*(?=[^\s*])|(?<=[^\s*\\])\*(?!\*)/g)]
  const singleOpen = singles.length % 2 === 1
  const kept = text.trimEnd()
  if (isOpen('**')) return closeBold(kept, singleOpen)
  if (isOpen('~~')) return kept.endsWith('~~') ? kept.slice(0, -2) : kept + (kept.endsWith('~') ? '~' : '~~')
  // After `**` it is the rest of `***`.
  if (singleOpen) return kept.endsWith('*') && !kept.endsWith('**') ? kept.slice(0, -1) : `${kept}*`
  return text.replace(/(?<=^|\s)(?:\*{1,3}|_{1,3}|~{1,2})$/, '')
}

/**
 * The text to show for an unfinished end of a document, so that marks which have not been closed yet do not
 * flash. Only the last paragraph changes; the finished document never sees the result.
 */
export function mend(source: string): string {
  // Inside code marks mean nothing; a fence that is open is the last thing there is.
  if ((source.match(/^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?:`{3,}|~{3,})/gm)?.length ?? 0) % 2 === 1) {
    return source.replace(/\n[ \t>]*[`~]{1,}[ \t]*$/, '\n')
  }
  const settled = withoutTableHead(withoutBareMarks(source))
  const from = lastParagraphStart(settled)
  const last = settled.slice(from)
  if (!/[`$[*~_<\\]/.test(last)) return settled
  const mended = closeEmphasis(withoutOpenLink(closeTags(withoutOpenMaths(closeCode(last)))))
  return settled.slice(0, from) + mended
}
