import { toHast } from 'mdast-util-to-hast'
import type { Root as HastRoot } from 'hast'
import type { Definition, FootnoteDefinition, Nodes, RootContent, Yaml } from 'mdast'
import type { Options, State } from 'mdast-util-to-hast'

type Target = Definition | FootnoteDefinition

/**
 * A label as micromark compares it, and without white space and quote marks, which may stand inside it in a
 * container. A backslash before one of those escapes nothing that is left, so it is kept from taking what follows.
 */
function looseKey(label: string): string {
  return label
    .replaceAll(/\\([\s\S])/g, (pair, escaped: string) => (/[\s>]/.test(escaped) ? '\\\\' : pair))
    .replaceAll(/[\s>]+/g, '')
    .toLowerCase()
    .toUpperCase()
}

/**
 * Everything in `source` that could be the label of a link, an image or a footnote (those begin with `^`).
 * Rather too many than too few: a block is looked at again when one of them is defined later.
 */
export function labelsOf(source: string): Set<string> | undefined {
  if (!source.includes('[')) return undefined
  const found = new Set<string>()
  for (const match of looseKey(source).matchAll(/\[(?=((?:\\.|[^[\]\\]){1,999})\])/g))
    found.add(match[1] ?? '')
  return found
}

function* targetsIn(nodes: readonly Nodes[]): Generator<Target> {
  for (const node of nodes) {
    if (node.type === 'definition' || node.type === 'footnoteDefinition') yield node
    if ('children' in node) yield* targetsIn(node.children)
  }
}

function nameOf(target: Target): string {
  return (target.type === 'footnoteDefinition' ? '^' : '') + target.identifier
}

/** Where a run of footnote references stands: ids in the order of their first use, and how often each was used. */
interface Footnotes {
  order: readonly string[]
  counts: ReadonlyMap<string, number>
}

/** A block of its own before the text, so that an indented first line cannot join the footnotes above it. */
const fence = '[\uE000]: <x>\n\n'

/**
 * What blocks of one document know of each other: definitions, and the numbers of footnotes. With it a block
 * parsed alone comes out as it would in the whole text.
 */
export class References {
  readonly #known = new Map<string, Target>()
  readonly #names = new Map<string, Set<string>>()
  #footnotes: Footnotes = { order: [], counts: new Map() }

  /**
   * Takes in the definitions among finished `nodes`; the first of a name wins.
   * @param again the nodes replace an earlier parse of the same block.
   * @returns the keys that are new, as `labelsOf` gives them.
   */
  define(nodes: readonly RootContent[], again = false): string[] {
    const fresh: string[] = []
    for (const target of targetsIn(nodes)) {
      const name = nameOf(target)
      const known = this.#known.get(name)
      if (known && !(again && known.position?.start.offset === target.position?.start.offset)) continue
      this.#known.set(name, target)
      if (known) continue
      const key = looseKey(name)
      this.#names.set(key, (this.#names.get(key) ?? new Set()).add(name))
      fresh.push(key)
    }
    return fresh
  }

  #targetsFor(labels: Set<string>): Target[] {
    const targets: Target[] = []
    for (const label of labels) {
      for (const name of this.#names.get(label) ?? []) {
        const target = this.#known.get(name)
        if (target) targets.push(target)
      }
    }
    return targets
  }

  /** Markdown that defines what `labels` refer to, and the number of blocks it makes; goes before a text that is parsed alone. */
  preamble(labels: Set<string>): { text: string; blocks: number } {
    const targets = this.#targetsFor(labels)
    if (targets.length === 0) return { text: '', blocks: 0 }
    const lines = targets.map((target) => `[${nameOf(target)}]: x\n\n`)
    return { text: lines.join('') + fence, blocks: lines.length + 1 }
  }

  /** Turns blocks into elements, footnotes numbered on from those before. @returns also whether they refer to any. */
  toHast(
    nodes: readonly RootContent[],
    labels: Set<string> | undefined,
    options: Options,
    keep: boolean,
  ): { tree: HastRoot; refers: boolean } {
    if (!labels) return { tree: hastOf([...nodes], options), refers: false }
    const before = this.#footnotes
    let after = before
    const seed = (state: State) => {
      state.footnoteOrder.push(...before.order)
      for (const [id, count] of before.counts) state.footnoteCounts.set(id, count)
      for (const target of this.#targetsFor(labels)) {
        if (target.type === 'definition') state.definitionById.set(target.identifier.toUpperCase(), target)
      }
      return undefined
    }
    const report = (state: State) => {
      if (total(state.footnoteCounts) > total(before.counts)) {
        after = { order: [...state.footnoteOrder], counts: new Map(state.footnoteCounts) }
      }
      return undefined
    }
    const tree = hastOf([marker, ...nodes, { ...marker, value: 'after' }], {
      ...options,
      handlers: {
        ...options.handlers,
        yaml: (state: State, node: Yaml) => (node.value === 'before' ? seed(state) : report(state)),
      },
    })
    if (keep) this.#footnotes = after
    return { tree, refers: after !== before }
  }

  /** Numbers footnotes from one again; the blocks are then passed through `toHast` anew, in order. */
  restart(): void {
    this.#footnotes = { order: [], counts: new Map() }
  }

  /** The section of footnotes that ends the document; empty without references. */
  footer(options: Options): HastRoot {
    const seed = (state: State) => {
      state.footnoteOrder.push(...this.#footnotes.order)
      for (const [id, count] of this.#footnotes.counts) state.footnoteCounts.set(id, count)
      for (const target of this.#known.values()) {
        const id = target.identifier.toUpperCase()
        if (target.type === 'definition') state.definitionById.set(id, target)
        else state.footnoteById.set(id, target)
      }
      return undefined
    }
    if (this.#footnotes.order.length === 0) return { type: 'root', children: [] }
    return toRoot([marker], { ...options, handlers: { ...options.handlers, yaml: seed } })
  }
}

/**
 * A node that stands for a moment of the walk; its handler sees the walker's state. Front matter is a type that
 * our Markdown never makes.
 */
const marker: Yaml = { type: 'yaml', value: 'before' }

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

function toRoot(children: RootContent[], options: Options): HastRoot {
  const tree = toHast({ type: 'root', children }, options)
  return tree.type === 'root' ? tree : { type: 'root', children: [] }
}

/** Without the section of footnotes, which belongs to the whole document. */
function hastOf(children: RootContent[], options: Options): HastRoot {
  const tree = toRoot(children, options)
  const last = tree.children.at(-1)
  if (last?.type === 'element' && last.properties['dataFootnotes']) tree.children.splice(-2)
  return tree
}
