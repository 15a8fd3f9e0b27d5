import type { Element, ElementContent, Root, RootContent } from 'hast'

type Parent = Root | Element

function textOf(node: RootContent): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

/** HTML from the model is text. Between blocks it becomes a paragraph, so that it cannot run into its neighbours. */
function asText(value: string, parent: Parent): ElementContent {
  const text = { type: 'text' as const, value }
  const betweenBlocks = parent.type === 'root' || parent.tagName === 'blockquote'
  return betweenBlocks
    ? { type: 'element', tagName: 'p', properties: { className: ['md-html'] }, children: [text] }
    : text
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

/**
 * Makes a tree from Markdown fit to show, in place: raw HTML becomes text, ids get the prefix of this answer,
 * links carry their own text for comparison. Both renderers run it, which is what keeps their DOM equal.
 */
export function tidy(parent: Parent, idPrefix: string, insideLink = false): void {
  parent.children.forEach((child, index) => {
    // `raw` is how mdast-util-to-hast hands over HTML; hast itself does not know the type.
    if ((child.type as string) === 'raw' && 'value' in child)
      parent.children[index] = asText(child.value, parent)
    if (child.type !== 'element') return
    tidyElement(child, idPrefix, insideLink)
    tidy(child, idPrefix, insideLink || child.tagName === 'a')
  })
}
