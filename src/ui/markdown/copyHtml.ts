import remarkParse from 'remark-parse'
import { toHast } from 'mdast-util-to-hast'
import { unified } from 'unified'
import { CostLimit } from './CostLimit.ts'
import { box, formula, htmlOf, isPortable, link } from './portable.ts'
import { normalize, remarkPlugins, toHastOptions } from './syntax.ts'
import { tidy } from './tidy.ts'
import type { Element, ElementContent, RootContent } from 'hast'
import type { Part } from './portable.ts'

const processor = unified().use(remarkParse).use(remarkPlugins).freeze()

function classesOf(element: Element): string[] {
  const names = element.properties['className']
  return Array.isArray(names) ? names.map(String) : []
}

function wordsOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(wordsOf).join('') : ''
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined

function partsOf(node: RootContent): Part[] {
  if (node.type === 'text') return [node.value]
  if (node.type !== 'element') return []
  const { tagName, properties } = node
  const classes = classesOf(node)
  if (classes.includes('math-inline')) return [formula(wordsOf(node), false)]
  if (classes.includes('math-display')) return [formula(wordsOf(node), true)]
  if (
    tagName === 'pre' &&
    wordsOf(node) !== '' &&
    node.children.some((one) => one.type === 'element' && classesOf(one).includes('math-display'))
  )
    return [{ name: 'p', children: node.children.flatMap(partsOf) }]
  if (tagName === 'input') return [box(properties['checked'] === true)]
  if (tagName === 'img') {
    const alt = text(properties['alt']) || 'Image'
    return properties['dataInLink'] === true ? [alt] : link(text(properties['src']) ?? '', [alt])
  }
  // The way back from a footnote leads nowhere outside of the page.
  if (properties['dataFootnoteBackref'] !== undefined) return []
  const children = node.children.flatMap(partsOf)
  if (tagName === 'a') return link(text(properties['href']) ?? '', children)
  if (!isPortable(tagName)) return children
  const start = Number(properties['start'])
  return [
    {
      name: tagName,
      children,
      align: text(properties['align']),
      start: tagName === 'ol' && Number.isInteger(start) ? start : undefined,
      dir: text(properties['dir']),
    },
  ]
}

/**
 * An answer as HTML for other programs.
 * @param source Markdown. What is too costly to render is one block of text.
 * @returns HTML of an allow-list of elements: no images, no scripts, links to http, https and mailto alone.
 */
export function copyHtml(source: string): string {
  const whole = normalize(source)
  const cut = new CostLimit().scan(whole)
  const tree = toHast(processor.parse(whole.slice(0, cut)), toHastOptions(''))
  if (tree.type !== 'root') return ''
  tidy(tree, '')
  const parts = tree.children.flatMap(partsOf)
  if (cut < whole.length) parts.push({ name: 'pre', children: [whole.slice(cut)] })
  return htmlOf(parts).trim()
}
