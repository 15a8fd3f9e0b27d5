import { Fragment } from 'react'
import { TableFrame } from './components.tsx'
import { lineStart, startOf } from './boundary.ts'
import { directionOf } from './direction.ts'
import { labelsOf } from './references.ts'
import { openTags } from './tags.ts'
import { blockFrame, toNode } from './Unit.ts'
import type { Element, ElementContent, Root } from 'hast'
import type { List, ListItem, RootContent, Table, Text } from 'mdast'
import type { ReactNode } from 'react'
import type { Direction } from './direction.ts'
import type { Shape } from './OpenBlock.ts'
import type { BlockRenderer } from './Unit.ts'

function elementsOf(parent: Element | Root | undefined, tagName: string): Element[] {
  return (parent?.children ?? []).filter(
    (node): node is Element => node.type === 'element' && node.tagName === tagName,
  )
}

/** mdast-util-to-hast writes each part on a line of its own. */
function lines(key: number, parts: ReactNode[]) {
  return <Fragment key={key}>{parts.flatMap((part) => [part, '\n'])}</Fragment>
}

/** Which way a block runs whose parts come one by one: the first that has letters says it. */
class Leading {
  #direction: Direction | undefined
  note(part: RootContent): void {
    this.#direction ??= directionOf(part)
  }
  attribute(): { dir?: Direction } {
    return this.#direction === 'rtl' ? { dir: 'rtl' } : {}
  }
}

function isLoose(item: ListItem): boolean {
  return item.spread ?? item.children.length > 1
}

/** @param first the list as far as it is known; number and kind come from its beginning. */
export function listShape(first: List): Shape {
  const Tag = first.ordered ? 'ol' : 'ul'
  const start = typeof first.start === 'number' && first.start !== 1 ? { start: first.start } : {}
  // Blank lines anywhere make every item of the list a paragraph.
  let loose = false
  let task = false
  const direction = new Leading()
  return {
    frame: {
      before: '',
      pick: (tree) => elementsOf(elementsOf(tree, 'ul')[0] ?? elementsOf(tree, 'ol')[0], 'li'),
      adjust: ([list]) => {
        if (list?.type === 'list' && loose) list.spread = true
      },
    },
    fits: (node) => node.type === 'list' && node.ordered === first.ordered,
    note: (node) => {
      if (node.type !== 'list') return false
      direction.note(node)
      task ||= node.children.some((item) => typeof item.checked === 'boolean')
      if (loose) return false
      loose = Boolean(node.spread) || node.children.some(isLoose)
      return loose
    },
    cut: (node, text) => {
      const last = node.type === 'list' ? node.children.at(-1) : undefined
      if (node.type !== 'list' || !last || node.children.length < 2) return undefined
      const at = lineStart(text, startOf(last))
      if (!text.includes('\n', at)) return undefined
      return { at, nodes: [{ ...node, children: node.children.slice(0, -1) }] }
    },
    group: lines,
    whole: (groups, key) => (
      <Tag key={key} {...start} {...(task && { className: 'contains-task-list' })} {...direction.attribute()}>
        {'\n'}
        {groups}
      </Tag>
    ),
  }
}

/** @param head the lines above the first row; @param first the table as far as it is known. */
export function tableShape(head: string, headRow: Element): Shape {
  const direction = new Leading()
  return {
    frame: {
      before: head,
      pick: (tree) => elementsOf(elementsOf(elementsOf(tree, 'table')[0], 'tbody')[0], 'tr'),
    },
    fits: (node) => node.type === 'table' && node.children.length > 1,
    note: (node) => {
      direction.note(node)
      return false
    },
    cut: (node, text) => {
      const last = node.type === 'table' && node.children.length > 2 ? node.children.at(-1) : undefined
      if (!last || node.type !== 'table') return undefined
      const finished: Table = { ...node, children: node.children.slice(0, -1) }
      return { at: lineStart(text, startOf(last)), nodes: [finished] }
    },
    // React knows no white space between the parts of a table, nor does react-markdown's printer.
    group: (key, parts) => <Fragment key={key}>{parts}</Fragment>,
    whole: (groups, key) => (
      <TableFrame key={key} {...direction.attribute()}>
        {toNode(headRow, 0)}
        <tbody>{groups}</tbody>
      </TableFrame>
    ),
  }
}

/** Characters that a later one could still pair with, or that a later letter could still belong to. */
const unsettled = /[*_~`$<[\\]|!$/
const shortestRun = 500
const shortestRest = 100

/** The last blank before a letter in plain words of `text`, as an offset in it. */
function lastGap(text: string): number | undefined {
  const gaps = [...text.matchAll(/(?<=[^\s]) (?=[a-zA-Z])(?! *(?:https?:|www\.|xmpp:|mailto:))/g)]
  return gaps.at(-1)?.index
}

/** Where a paragraph can be cut: everything before has been paired off, and a plain word follows. */
function paragraphCut(node: RootContent, text: string): number | undefined {
  if (node.type !== 'paragraph') return undefined
  const settled: Text[] = []
  const tags: string[] = []
  let inside = false
  for (const child of node.children) {
    if (child.type === 'text' && unsettled.test(child.value)) break
    // A tag that was put there to mend the end is not in the text.
    if (child.type === 'html' && text.startsWith(child.value, startOf(child))) {
      tags.push(child.value)
      inside = openTags(tags).length > 0
    }
    if (child.type === 'text' && !inside) settled.push(child)
  }
  const from = startOf(node)
  const end = node.position?.end.offset ?? from
  for (const child of settled.toReversed()) {
    const start = startOf(child)
    const room = end - shortestRest - start
    // With escapes, entities or stripped indentation inside, places in the value are not places in the source.
    if (room <= 0 || (child.position?.end.offset ?? 0) - start !== child.value.length) continue
    const gap = lastGap(child.value.slice(0, room))
    if (gap !== undefined) return start + gap + 1 - from >= shortestRun ? start + gap + 1 : undefined
  }
  return undefined
}

export function paragraphShape(): Shape {
  let Tag: 'p' | 'h1' | 'h2' = 'p'
  const direction = new Leading()
  return {
    frame: { before: '', inline: true, pick: (tree) => wordsOf(tree) },
    fits: (node) => node.type === 'paragraph' || (node.type === 'heading' && node.depth < 3),
    note: (node) => {
      direction.note(node)
      Tag = node.type === 'heading' ? (node.depth === 1 ? 'h1' : 'h2') : 'p'
      return false
    },
    cut: (node, text) => {
      const at = paragraphCut(node, text)
      return at === undefined ? undefined : { at }
    },
    group: (key, parts) => <Fragment key={key}>{parts}</Fragment>,
    whole: (groups, key) => (
      <Tag key={key} {...direction.attribute()}>
        {groups}
      </Tag>
    ),
  }
}

function wordsOf(tree: Root): ElementContent[] {
  return tree.children.find((node) => node.type === 'element')?.children ?? []
}

/** Shorter blocks are cheap to parse whole. Characters. */
const longBlock = 600

/**
 * The way to follow a block part by part, or undefined while that is not worth it or not possible.
 * @param source the document from the block's first line on; the block is the last one.
 */
export function shapeFor(block: RootContent, source: string, renderer: BlockRenderer): Shape | undefined {
  if (source.length < longBlock) return undefined
  if (block.type === 'paragraph') return paragraphShape()
  if (block.type === 'list' && block.children.length > 2) return listShape(block)
  const head = block.type === 'table' ? /^[^\n]*\n[^\n]*\n/.exec(source)?.[0] : undefined
  if (block.type !== 'table' || !head || block.children.length < 3) return undefined
  const tree = renderer.render(
    [{ ...block, children: block.children.slice(0, 1) }],
    labelsOf(head),
    blockFrame,
    true,
  )
  const [table] = tree.content
  const row = table?.type === 'element' ? elementsOf(table, 'thead')[0] : undefined
  return row && !tree.refers ? tableShape(head, row) : undefined
}
