import type { ElementContent } from 'hast'

const caret = (): ElementContent => ({
  type: 'element',
  tagName: 'span',
  properties: { className: ['md-caret'] },
  children: [],
})

const holders = new Set([
  'p',
  'li',
  'ul',
  'ol',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'thead',
  'tbody',
  'tr',
  'td',
  'th',
])

/** The dollar signs that end display maths stand on a line of their own, with something above it. */
const closedMaths = /\$\$[ \t]*\n[\s\S]*\n[ \t>]*\$\$+\s*$/

function isMaths(content: ElementContent): boolean {
  const code = content.type === 'element' && content.tagName === 'pre' ? content.children[0] : undefined
  const names = code?.type === 'element' ? code.properties['className'] : undefined
  return Array.isArray(names) && names.includes('math-display')
}

/**
 * Puts the caret behind the last word of a tree, in place. Code at the end is marked as growing; display maths
 * at the end is taken away unless the source shows that it is closed.
 * @param inline `content` is inside a paragraph already.
 */
export function placeCaret(content: ElementContent[], source: string, inline = false): void {
  let list = content
  for (;;) {
    const at = list.findLastIndex(
      (child) => child.type === 'element' || (child.type === 'text' && child.value.trim() !== ''),
    )
    const last = list[at]
    if (last && isMaths(last) && !closedMaths.test(source)) {
      list.splice(at, 1)
      continue
    }
    if (last?.type === 'element' && last.tagName === 'pre') {
      last.properties['dataOpen'] = true
      return
    }
    if (last?.type !== 'element' || !holders.has(last.tagName)) break
    list = last.children
  }
  if (list === content && !inline)
    list.push({ type: 'element', tagName: 'p', properties: {}, children: [caret()] })
  else list.push(caret())
}
