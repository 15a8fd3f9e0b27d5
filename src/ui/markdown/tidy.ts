import { directionOf } from './direction.ts'
import { withTags } from './tags.ts'
import type { Element, ElementContent, Root, RootContent } from 'hast'

type Parent = Root | Element
type Raw = Extract<RootContent, { type: 'raw' }>

function textOf(node: RootContent): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

/** HTML between blocks is text, as a paragraph, so that it cannot run into its neighbours. */
function asParagraph({ value, position }: Raw): ElementContent {
  return {
    ...(position && { position }),
    type: 'element',
    tagName: 'p',
    properties: { className: ['md-html'] },
    children: [{ type: 'text', value }],
  }
}

/** `raw` is how mdast-util-to-hast hands over HTML. */
function tidyHtml(parent: Parent): void {
  if (!parent.children.some((child) => child.type === 'raw')) return
  if (parent.type === 'element' && parent.tagName !== 'blockquote') {
    parent.children = withTags(parent.children)
    return
  }
  parent.children.forEach((child, index) => {
    if (child.type === 'raw') parent.children[index] = asParagraph(child)
  })
}

function tidyElement(element: Element, idPrefix: string, insideLink: boolean): void {
  const { properties, tagName } = element
  if (properties['id'] === 'footnote-label') properties['id'] = `${idPrefix}footnote-label`
  if (properties['ariaDescribedBy']) properties['ariaDescribedBy'] = [`${idPrefix}footnote-label`]
  // `title` could say another address than the link has.
  if (tagName === 'a' || tagName === 'img') delete properties['title']
  if (tagName === 'img' && insideLink) properties['dataInLink'] = true
  if (tagName === 'a') properties['dataText'] = textOf(element).trim()
}

const containers = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'blockquote', 'table'])

/** A block decides for all that stands in it, so that markers, bars and columns follow; a table in it decides for itself. */
function direct(parent: Parent, inside: boolean): void {
  for (const child of parent.children) {
    if (child.type !== 'element') continue
    if (child.tagName === 'section') direct(child, false)
    else if (inside ? child.tagName === 'table' : containers.has(child.tagName)) {
      const direction = directionOf(child)
      if (direction === 'rtl' || (inside && direction)) child.properties['dir'] = direction
    }
    if (child.tagName !== 'table' && 'children' in child && child.tagName !== 'section') direct(child, true)
  }
}

/**
 * Makes a tree from Markdown fit to show, in place: HTML becomes text but for a few tags, ids get the prefix of this answer,
 * links carry their own text for comparison. Both renderers run it, which is what keeps their DOM equal.
 */
export function tidy(parent: Parent, idPrefix: string, insideLink = false): void {
  if (parent.type === 'root') direct(parent, false)
  tidyHtml(parent)
  for (const child of parent.children) {
    if (child.type !== 'element') continue
    tidyElement(child, idPrefix, insideLink)
    tidy(child, idPrefix, insideLink || child.tagName === 'a')
  }
}
