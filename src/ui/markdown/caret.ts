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

/**
 * Puts the caret behind the last word of a tree, in place. Code at the end is marked as growing.
 * @param inline `content` is inside a paragraph already.
 */
export function placeCaret(content: ElementContent[], inline = false): void {
  let list = content
  for (;;) {
    const last = list.findLast(
      (child) => child.type === 'element' || (child.type === 'text' && child.value.trim() !== ''),
    )
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
