import { boundary, startOf } from './boundary.ts'
import { placeCaret } from './caret.ts'
import { Groups } from './Groups.ts'
import { markBlocks, shared } from './marks.ts'
import { mend } from './mend.ts'
import { OpenBlock } from './OpenBlock.ts'
import { OpenFence } from './OpenFence.tsx'
import { labelsOf } from './references.ts'
import { shapeFor } from './shapes.tsx'
import { BlockRenderer, blockFrame, toNode, toNodes } from './Unit.ts'
import type { ElementContent, Root } from 'hast'
import type { Nodes, RootContent } from 'mdast'
import type { ReactElement, ReactNode } from 'react'
import type { Place } from './marks.ts'
import type { Frame, Piece, Unit } from './Unit.ts'

const blocksInGroup = 16
/** A finished stretch of the source with blocks in it, and where they are in the groups. */
interface Span {
  /** Of its first block. */
  start: number
  /** With what indents that. */
  from: number
  end: number
  at: number
  units: readonly Unit[]
}

/** How often the view of a live document changes. */
export interface Pace {
  /** Milliseconds from one update to the next: two frames, which reads as smooth at half the cost. */
  interval: number
  /** The same while text comes faster than anybody reads: four frames. */
  fast: number
  /** The next update waits this many times as long as the last one took. */
  rest: number
}

const reading: Pace = { interval: 30, fast: 60, rest: 4 }
/** Characters in one update that nobody reads along: above 3,000 a second. */
const manyAtOnce = 100

/** A component of its own: what React has in hand when it passes by is then one child, not every block of the group. */
function BlockGroup({ blocks, full }: { blocks: ReactNode[]; full: boolean }) {
  return (
    <div className={full ? 'md-group md-frozen' : 'md-group'}>
      {blocks.flatMap((block, index) => (full || index < blocks.length - 1 ? [block, '\n'] : [block]))}
    </div>
  )
}

const group = (key: number, blocks: ReactNode[], full: boolean): ReactElement => (
  <BlockGroup key={key} blocks={blocks} full={full} />
)

/**
 * Markdown that grows at its end. What is finished is parsed once and becomes React elements that keep their
 * identity; a frame costs what the unfinished end costs. The last view equals one render of the whole text.
 */
export class GrowingDocument {
  readonly #renderer: BlockRenderer
  readonly #pace: Pace
  readonly #groups = new Groups(blocksInGroup, group)
  readonly #pieces: Piece[] = []
  readonly #spans: Span[] = []
  #places: readonly Place[] = []
  #marked = new Set<Span>()
  #text = ''
  #start = 0
  #open: OpenBlock | OpenFence | undefined
  /** A block that could not be followed part by part is not tried again. */
  #wholeFrom = -1
  #tail: ElementContent[] = []
  #footer: ElementContent[] = []
  #view: ReactElement[] = []
  #nextUpdate = 0
  /** Length of the text at the last update. */
  #seen = 0
  /** Some of the text is not in the view yet: ask again in a while. */
  behind = false
  done = false

  constructor(idPrefix: string, pace = reading) {
    this.#pace = pace
    this.#renderer = new BlockRenderer(idPrefix)
  }

  /** Characters taken in. */
  get length(): number {
    return this.#text.length
  }

  /** Whether `text` continues what was taken in before. */
  accepts(text: string): boolean {
    return text.startsWith(this.#text) && (!this.done || text.length === this.#text.length)
  }

  /**
   * Takes in the text so far.
   * @param live more will come; the last call is without.
   * @returns groups of blocks.
   */
  update(text: string, live: boolean): ReactElement[] {
    if (this.done || (live && !this.behind && text === this.#text && this.#view.length > 0)) return this.#view
    this.#text = text
    const came = text.length - this.#seen
    const began = performance.now()
    this.behind = live && began < this.#nextUpdate
    if (this.behind) return this.#view
    this.#seen = text.length
    while (this.#step(live));
    if (!live) {
      this.#footer = this.#renderer.footer()
      this.done = true
    }
    this.#view = this.#groups.view(this.#unfinished())
    const took = performance.now() - began
    const { interval, fast, rest } = this.#pace
    this.#nextUpdate = began + Math.max(came > manyAtOnce ? fast : interval, rest * took)
    return this.#view
  }

  /**
   * Puts marks into a text that has ended. Blocks without marks keep their identity.
   * @returns groups of blocks.
   */
  mark(places: readonly Place[]): ReactElement[] {
    if (!this.done || places === this.#places || this.#places.length + places.length === 0) return this.#view
    this.#places = places
    const found = shared(this.#spans, places)
    this.#renderer.references.restart()
    for (const span of this.#spans) {
      const own = found.get(span)
      const again = own !== undefined || this.#marked.has(span)
      if (!again && !span.units.some(({ refers }) => refers)) continue
      const { from, end, at } = span
      const nodes = this.#parseBlocks(from, end, blockFrame)
      const labels = labelsOf(this.#text.slice(from, end))
      const { content } = this.#renderer.render(nodes, labels, blockFrame, true)
      if (!again) continue
      const tree: Root = { type: 'root', children: content }
      markBlocks(tree, this.#text, own ?? [])
      this.#groups.replace(at, toNodes(content, at))
    }
    this.#marked = new Set(found.keys())
    this.#view = this.#groups.view(this.#unfinished())
    return this.#view
  }

  #unfinished(): ReactNode[] {
    const first = this.#groups.length
    const open = this.#open ? [this.#open.view(first)] : []
    const after = this.#open instanceof OpenBlock ? this.#open.after : []
    const blocks = [...after, ...this.#tail, ...this.#footer]
    return [...open, ...blocks.map((content, index) => toNode(content, first + open.length + index))]
  }

  /** @returns whether there is more to do before the view is right. */
  #step(live: boolean): boolean {
    this.#tail = []
    if (this.#start >= this.#text.length && !this.#open) return false
    this.#open ??= OpenFence.at(this.#renderer, this.#text, this.#start)
    if (this.#open instanceof OpenFence) return this.#stepFence(this.#open, live)
    if (this.#open) return this.#stepOpen(this.#open, live)
    return this.#stepBlocks(live)
  }

  #stepFence(fence: OpenFence, live: boolean): boolean {
    const end = fence.advance(this.#text, live)
    if (end === undefined) {
      if (live) return false
      // What an unclosed fence holds at the very end is left to the parser.
      this.#open = undefined
      return this.#stepBlocks(false)
    }
    this.#spans.push({ start: this.#start, from: this.#start, end, at: this.#groups.length, units: [] })
    this.#groups.push([fence.view(this.#groups.length)])
    this.#open = undefined
    this.#start = end
    return true
  }

  #stepOpen(open: OpenBlock, live: boolean): boolean {
    const { state, fresh, stale } = open.advance(this.#text, live)
    if (state === 'lost') {
      this.#open = undefined
      this.#wholeFrom = open.start
      this.#refresh(fresh, true)
      return true
    }
    if (fresh.length > 0 || stale) this.#refresh(fresh, stale, open)
    if (state === 'open') return false
    const at = this.#groups.length
    this.#groups.push([open.view(at)])
    this.#spans.push({ start: open.start, from: open.start, end: state, at, units: open.units })
    this.#pieces.push({
      units: open.units,
      frame: open.frame,
      refreshed: (index) => {
        open.refreshed(index)
        this.#groups.replace(at, [open.view(at)])
      },
    })
    this.#open = undefined
    this.#start = state
    return true
  }

  #stepBlocks(live: boolean): boolean {
    const source = this.#text.slice(this.#start)
    let nodes = this.#renderer.parse(live ? mend(source) : source, this.#start)
    if (!live) {
      this.#finish(nodes, this.#text.length)
      return false
    }
    let first = 0
    for (let index = 1; index < nodes.length; index++) {
      const end = boundary(nodes, index, this.#text, false)
      if (end === undefined) continue
      this.#finish(nodes.slice(first, index), end)
      first = index
    }
    // Parsed alone the rest would come out the same: that is what makes it a boundary.
    nodes = nodes.slice(first)
    if (first > 0) this.#open = OpenFence.at(this.#renderer, this.#text, this.#start)
    this.#open ??= this.#openBlock(nodes)
    if (this.#open) return true
    const rest = this.#text.slice(this.#start)
    this.#tail = this.#renderer.render(nodes, labelsOf(rest), blockFrame, false).content
    placeCaret(this.#tail)
    return false
  }

  /** A single long block from here on is taken in part by part. */
  #openBlock([block, ...others]: RootContent[]): OpenBlock | undefined {
    if (!block || others.length > 0 || this.#wholeFrom === this.#start) return undefined
    const shape = shapeFor(block, this.#text.slice(this.#start), this.#renderer)
    return shape && new OpenBlock(this.#renderer, shape, this.#start)
  }

  #finish(nodes: RootContent[], end: number): void {
    const source = this.#text.slice(this.#start, end)
    const fresh = this.#renderer.references.define(nodes)
    const unit = this.#renderer.finish(nodes, source, this.#start, blockFrame)
    const at = this.#groups.length
    const [first] = unit.content
    if (first) this.#spans.push({ start: startOf(first), from: this.#start, end, at, units: [unit] })
    const show = () => unit.content.map((content, index) => toNode(content, at + index))
    this.#groups.push(show())
    // What refers to nothing is never rendered again.
    if (unit.labels) {
      const refreshed = () => this.#groups.replace(at, show())
      this.#pieces.push({ units: [unit], frame: blockFrame, refreshed })
    }
    this.#start = end
    if (fresh.length > 0) this.#refresh(fresh, false)
  }

  /**
   * Renders finished parts again that a later definition concerns: those that hold its label, and those whose
   * footnotes change their numbers.
   * @param all every footnote is counted anew, and every part of `open` is rendered again.
   */
  #refresh(fresh: readonly string[], all: boolean, open?: OpenBlock): void {
    const hit = (unit: Unit) => fresh.some((key) => unit.labels?.has(key))
    const pieces: Piece[] = open ? [...this.#pieces, open] : this.#pieces
    const touched = pieces.some((piece) => piece.units.some(hit))
    if (!touched && !all) return
    this.#renderer.references.restart()
    for (const piece of pieces) {
      piece.units.forEach((unit, index) => {
        const again = hit(unit)
        if (!again && !unit.refers && !(all && piece === open)) return
        if (again) this.#parseAgain(unit, piece)
        Object.assign(unit, this.#renderer.render(unit.nodes, unit.labels, piece.frame, true))
        piece.refreshed(index)
      })
    }
  }

  #parseAgain(unit: Unit, piece: Piece): void {
    unit.nodes = this.#parseBlocks(unit.start, unit.end, piece.frame)
    this.#renderer.references.define(unit.nodes, true)
  }

  /** What was parsed between two places, parsed again. */
  #parseBlocks(start: number, end: number, { inline, before }: Frame): RootContent[] {
    // With the line that ended the block: at the end of a text micromark counts blank lines otherwise.
    const lineEnd = this.#text.indexOf('\n', end)
    const to = inline ? end : lineEnd < 0 ? this.#text.length : lineEnd + 1
    const inside = (node: Nodes) => startOf(node) < end
    const nodes = this.#renderer.parse(this.#text.slice(start, to), start, before).filter(inside)
    for (const node of nodes) {
      if (node.type === 'list') node.children = node.children.filter(inside)
      if (node.type === 'table') node.children = node.children.filter(inside)
    }
    return nodes
  }
}
