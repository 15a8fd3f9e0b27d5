/** What a selection of the page holds, for the clipboard: words, links and tables; each formula once; no buttons. */
import { box, formula, htmlOf, isPortable, link, tabSeparated, textOf } from './portable.ts'
import type { Part } from './portable.ts'

const maths = '.md-maths, .md-maths-block'
/** What the page says about itself, or shows for the eye alone. */
const frame =
  'button, [role="status"], [role="alert"], [aria-live], .sr-only, .md-caret, [aria-hidden="true"], script, style, select, textarea'

/** The browser's own copy knows of two prints of every formula and of none of its TeX. */
function texOf(element: Element): string {
  const source = element.querySelector('annotation[encoding="application/x-tex"]') ?? element
  return source.textContent.trim()
}

function isShown(element: Element): boolean {
  return !('checkVisibility' in element) || element.checkVisibility()
}

/** @param range undefined for the whole of it. */
function partsOf(node: Node, range: Range | undefined): Part[] {
  if (range && !range.intersectsNode(node)) return []
  if (node instanceof Text) {
    const from = node === range?.startContainer ? range.startOffset : 0
    const to = node === range?.endContainer ? range.endOffset : node.data.length
    return [node.data.slice(from, to)]
  }
  if (!(node instanceof Element) || node.matches(frame) || !isShown(node)) return []
  if (node.matches(maths)) return [formula(texOf(node), node.matches('.md-maths-block'))]
  if (node instanceof HTMLInputElement) return node.type === 'checkbox' ? [box(node.checked)] : []
  const children = [...node.childNodes].flatMap((child) => partsOf(child, range))
  const name = node.localName
  if (node instanceof HTMLAnchorElement) return link(node.getAttribute('href') ?? '', children)
  if (name === 'div' || name === 'section' || name === 'article') return [{ name: 'p', children }]
  if (!isPortable(name)) return children
  return [
    {
      name,
      children,
      align: node instanceof HTMLTableCellElement ? node.style.textAlign || undefined : undefined,
      start: node instanceof HTMLOListElement && node.start !== 1 ? node.start : undefined,
      dir: node.getAttribute('dir') ?? undefined,
    },
  ]
}

/** Blocks that stand in others for the sake of the page's layout are no paragraphs of their own. */
function flat(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => {
    if (typeof part === 'string') return [part]
    const children = flat(part.children)
    const blocks = /^(?:p|h\d|ul|ol|blockquote|pre|table|hr)$/
    if (part.name !== 'p') return [{ ...part, children }]
    if (children.some((child) => typeof child !== 'string' && blocks.test(child.name))) return children
    return children.every((child) => typeof child === 'string' && child.trim() === '')
      ? []
      : [{ ...part, children }]
  })
}

/** The prints of a selection, or undefined where none of it is rendered Markdown. */
export function readSelection(range: Range): { text: string; html: string } | undefined {
  const common = range.commonAncestorContainer
  const around = common instanceof Element ? common : common.parentElement
  const inMarkdown =
    around?.closest('.md') ??
    [...(around?.querySelectorAll('.md') ?? [])].find((one) => range.intersectsNode(one))
  if (!inMarkdown || !around) return undefined
  // A part of a formula is none: the whole of it is taken.
  const whole = around.closest(maths)
  const code = around.closest('pre')
  const found = whole ? partsOf(whole, undefined) : partsOf(common, range)
  const parts = flat(code ? [{ name: 'pre', children: found }] : found)
  return { text: textOf(parts), html: htmlOf(parts) }
}

/** The prints of a table on the page. */
export function readTable(table: Element): { text: string; html: string } {
  const parts = flat(partsOf(table, undefined))
  return { text: tabSeparated(parts), html: htmlOf(parts) }
}

function onCopy(event: ClipboardEvent): void {
  const { target, clipboardData } = event
  if (event.defaultPrevented || !clipboardData) return
  if (target instanceof Element && target.closest('input, textarea, [contenteditable]')) return
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return
  const read = readSelection(selection.getRangeAt(0))
  if (!read) return
  clipboardData.setData('text/plain', read.text)
  clipboardData.setData('text/html', read.html)
  event.preventDefault()
}

let watching = false

/** From the first answer on the page's copies hold what they show. */
export function watchCopies(): void {
  if (watching) return
  watching = true
  document.addEventListener('copy', onCopy)
}
