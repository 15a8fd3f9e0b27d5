import remarkParse from 'remark-parse'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { cloneElement, createElement, isValidElement } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { unified } from 'unified'
import { components } from './components.tsx'
import { References, labelsOf } from './references.ts'
import { marksClass } from './marks.ts'
import { remarkPlugins, toHastOptions } from './syntax.ts'
import { tidy } from './tidy.ts'
import type { ElementContent, Root as HastRoot } from 'hast'
import type { RootContent } from 'mdast'
import type { ReactNode } from 'react'

const processor = unified().use(remarkParse).use(remarkPlugins).freeze()

/** A stretch of the page: blocks, or one long block, with what is needed to render its parts again. */
export interface Piece {
  readonly units: readonly Unit[]
  readonly frame: Frame
  /** Takes over a unit's content after it was rendered again. */
  refreshed: (index: number) => void
}

/** How a part of a block is parsed alone and found again in its tree. */
export interface Frame {
  /** Markdown that begins the block and must stand before each part: a table's head. */
  before: string
  /** Its own content in the tree of the block. */
  pick: (tree: HastRoot) => ElementContent[]
  /** The parts are words, not blocks. */
  inline?: boolean
  /** Last changes to the parsed blocks, such as a list's looseness. */
  adjust?: (nodes: RootContent[]) => void
}

/** A finished stretch of the source and what it became. */
export interface Unit {
  start: number
  end: number
  nodes: RootContent[]
  labels: Set<string> | undefined
  /** Refers to footnotes, so it depends on the numbers before it. */
  refers: boolean
  content: ElementContent[]
}

/** Whole blocks. White space between them is put back by the group. */
export const blockFrame: Frame = {
  before: '',
  pick: (tree) => tree.children.filter((node): node is ElementContent => node.type === 'element'),
}

/** Parses and renders stretches of one growing document. */
export class BlockRenderer {
  readonly references = new References()
  readonly idPrefix: string

  constructor(idPrefix: string) {
    this.idPrefix = idPrefix
  }

  /** @returns the blocks of `source` as they are in the document, with offsets relative to `base`. */
  parse(source: string, base: number, before = ''): RootContent[] {
    const labels = labelsOf(source)
    const preamble = labels ? this.references.preamble(labels) : { text: '', blocks: 0 }
    const nodes = processor.parse(preamble.text + before + source).children.slice(preamble.blocks)
    const shift = base - preamble.text.length - before.length
    for (const node of nodes) move(node, shift)
    return nodes
  }

  /** @param keep the stretch is finished: its footnotes count for what follows. */
  render(nodes: RootContent[], labels: Set<string> | undefined, frame: Frame, keep: boolean) {
    frame.adjust?.(nodes)
    const { tree, refers } = this.references.toHast(nodes, labels, toHastOptions(this.idPrefix), keep)
    tidy(tree, this.idPrefix)
    return { content: frame.pick(tree), refers }
  }

  finish(nodes: RootContent[], source: string, start: number, frame: Frame): Unit {
    const labels = labelsOf(source)
    return { start, end: start + source.length, nodes, labels, ...this.render(nodes, labels, frame, true) }
  }

  /** The section of footnotes. */
  footer(): ElementContent[] {
    const tree = this.references.footer(toHastOptions(this.idPrefix))
    tidy(tree, this.idPrefix)
    return blockFrame.pick(tree)
  }
}

interface Placed {
  position?: { start: { offset?: number | undefined }; end: { offset?: number | undefined } } | undefined
  children?: Placed[]
}

function move(node: Placed, by: number): void {
  if (node.position) {
    node.position.start.offset = (node.position.start.offset ?? 0) + by
    node.position.end.offset = (node.position.end.offset ?? 0) + by
  }
  for (const child of node.children ?? []) move(child, by)
}

/** One node of the tree as a React node, by the same road as react-markdown's. */
export function toNode(content: ElementContent, key: number): ReactNode {
  if (content.type === 'text') return content.value
  const element: unknown = toJsxRuntime(content, {
    Fragment,
    jsx,
    jsxs,
    components,
    ignoreInvalidStyle: true,
    passKeys: true,
    passNode: true,
  })
  return isValidElement(element) ? cloneElement(element, { key }) : null
}

const isMarks = (content: ElementContent | undefined): boolean =>
  content?.type === 'element' && content.properties['className'] === marksClass

/** Blocks as React nodes, each with the marks that stand behind it: there are as many as without marks. */
export function toNodes(contents: readonly ElementContent[], key: number): ReactNode[] {
  const nodes: ReactNode[] = []
  contents.forEach((content, index) => {
    if (isMarks(content)) return
    const at = key + nodes.length
    const marks = contents[index + 1]
    nodes.push(
      marks && isMarks(marks)
        ? createElement(Fragment, { key: at }, toNode(content, 0), toNode(marks, 1))
        : toNode(content, at),
    )
  })
  return nodes
}
