import { boundary, holdsOpenFormula } from './boundary.ts'
import { placeCaret } from './caret.ts'
import { Groups } from './Groups.ts'
import { mend } from './mend.ts'
import { labelsOf } from './references.ts'
import { blockFrame, toNode } from './Unit.ts'
import type { ElementContent } from 'hast'
import type { RootContent } from 'mdast'
import type { ReactElement, ReactNode } from 'react'
import type { Frame, Unit, BlockRenderer } from './Unit.ts'

/** One kind of long block that is taken in part by part: a list by items, a table by rows, a paragraph by sentences. */
export interface Shape {
  frame: Frame
  /** The first block of what is not yet finished still belongs to this block. */
  fits: (node: RootContent) => boolean
  /** Where the finished parts of that block end, and the block with those parts alone (parsed anew where undefined). */
  cut: (node: RootContent, text: string) => { at: number; nodes?: RootContent[] } | undefined
  /** Takes note of what finished parts say about the whole. @returns true when finished parts look different for it. */
  note: (node: RootContent) => boolean
  group: (key: number, parts: ReactNode[]) => ReactElement
  whole: (groups: ReactNode[], key: number) => ReactNode
}

/**
 * A block that is still growing, or was when it came: finished parts are never parsed or rendered again.
 * Its source is the document's text from `start` on.
 */
export class OpenBlock {
  readonly units: Unit[] = []
  readonly start: number
  readonly frame: Frame
  readonly #shape: Shape
  readonly #renderer: BlockRenderer
  readonly #groups: Groups
  readonly #places: number[] = []
  readonly #glued: boolean[] = []
  #from: number
  #pending: ElementContent[] = []
  /** What follows the block but cannot be told apart from it safely yet. */
  after: ElementContent[] = []

  constructor(renderer: BlockRenderer, shape: Shape, start: number) {
    this.#renderer = renderer
    this.#shape = shape
    this.frame = shape.frame
    this.start = start
    this.#from = start + shape.frame.before.length
    this.#groups = new Groups(32, shape.group)
  }

  #finish(source: string, nodes: RootContent[], last: boolean): string[] {
    const fresh = this.#renderer.references.define(nodes)
    const unit = this.#renderer.finish(nodes, source, this.#from, this.frame)
    this.units.push(unit)
    this.#places.push(this.#groups.length)
    // A paragraph is cut behind a blank, which its parts lose when they are parsed alone.
    this.#glued.push(this.frame.inline === true && !last)
    this.#groups.push(this.#nodesOf(this.units.length - 1))
    this.#from = unit.end
    return fresh
  }

  /**
   * Takes in the text up to its present end.
   * @returns where the block ended; `open` if it has not; `lost` if it cannot be followed part by part after all.
   *   `fresh` are new definitions, `stale` says that finished parts have to be rendered again.
   */
  advance(text: string, live: boolean): { state: number | 'open' | 'lost'; fresh: string[]; stale: boolean } {
    const fresh: string[] = []
    let stale = false
    for (;;) {
      const { before } = this.frame
      const source = text.slice(this.#from)
      const shown = live ? mend(before + source).slice(before.length) : source
      const nodes = this.#renderer.parse(shown, this.#from, before)
      const [first] = nodes
      this.#pending = []
      this.after = []
      if (!first && live) return { state: 'open', fresh, stale }
      if (!first || !this.#shape.fits(first)) return { state: 'lost', fresh, stale }
      const next = nodes.findIndex((_, index) => boundary(nodes, index, text, !live) !== undefined)
      const end =
        next > 0 ? boundary(nodes, next, text, !live) : !live && nodes.length === 1 ? text.length : undefined
      if (next > 1 || (!live && end === undefined)) return { state: 'lost', fresh, stale }
      if (end !== undefined) {
        stale = this.#shape.note(first) || stale
        fresh.push(...this.#finish(text.slice(this.#from, end), [first], true))
        return { state: end, fresh, stale }
      }
      const cut = this.#shape.cut(first, text)
      if (!cut || (live && holdsOpenFormula(text, this.#from, cut.at))) {
        this.#show(nodes, source)
        return { state: 'open', fresh, stale }
      }
      // What the last, unfinished part says may still change.
      stale = this.#shape.note(cut.nodes?.[0] ?? first) || stale
      const part = text.slice(this.#from, cut.at)
      const finished = cut.nodes ?? this.#renderer.parse(part, this.#from, before)
      fresh.push(...this.#finish(part, finished, false))
    }
  }

  #show(nodes: RootContent[], source: string): void {
    const labels = labelsOf(source)
    this.#pending = this.#renderer.render(nodes.slice(0, 1), labels, this.frame, false).content
    if (nodes.length > 1) {
      this.after = this.#renderer.render(nodes.slice(1), labels, blockFrame, false).content
      placeCaret(this.after)
    } else placeCaret(this.#pending, this.frame.inline)
  }

  #nodesOf(index: number): ReactNode[] {
    const at = this.#places[index] ?? 0
    const nodes = (this.units[index]?.content ?? []).map((content, place) => toNode(content, at + place))
    return this.#glued[index] ? [...nodes, ' '] : nodes
  }

  /** Takes over a unit's content after it was rendered again. */
  refreshed(index: number): void {
    this.#groups.replace(this.#places[index] ?? 0, this.#nodesOf(index))
  }

  /** The block as one React node. */
  view(key: number): ReactNode {
    const first = this.#groups.length
    const tail = this.#pending.map((content, index) => toNode(content, first + index))
    return this.#shape.whole(this.#groups.view(tail), key)
  }
}
