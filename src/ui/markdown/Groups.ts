import type { ReactElement, ReactNode } from 'react'

type Wrap = (key: number, children: ReactNode[], full: boolean) => ReactElement

/**
 * Children that only ever come to the end, in groups of `size`. A full group is one React element that never
 * changes identity, so React does not walk into it again.
 */
export class Groups {
  readonly #size: number
  readonly #wrap: Wrap
  readonly #nodes: ReactNode[] = []
  readonly #full: ReactElement[] = []

  constructor(size: number, wrap: Wrap) {
    this.#size = size
    this.#wrap = wrap
  }

  /** How many children there are; the next one's place and key. */
  get length(): number {
    return this.#nodes.length
  }

  push(nodes: readonly ReactNode[]): void {
    this.#nodes.push(...nodes)
  }

  /** Puts other children in place of those from `at` on, as many as given. */
  replace(at: number, nodes: readonly ReactNode[]): void {
    nodes.forEach((node, index) => {
      const place = at + index
      this.#nodes[place] = node
      const group = Math.floor(place / this.#size)
      if (group < this.#full.length) this.#full[group] = this.#group(group, this.#nodes, true)
    })
  }

  #group(index: number, nodes: readonly ReactNode[], full: boolean): ReactElement {
    return this.#wrap(index, nodes.slice(index * this.#size, (index + 1) * this.#size), full)
  }

  /** @param tail unfinished children after the others; they get the places they will have when finished. */
  view(tail: readonly ReactNode[]): ReactElement[] {
    while (this.#nodes.length >= (this.#full.length + 1) * this.#size) {
      this.#full.push(this.#group(this.#full.length, this.#nodes, true))
    }
    const from = this.#full.length * this.#size
    const rest = [...this.#nodes.slice(from), ...tail]
    const growing: ReactElement[] = []
    for (let at = 0; at < rest.length; at += this.#size) {
      growing.push(this.#wrap((from + at) / this.#size, rest.slice(at, at + this.#size), false))
    }
    return [...this.#full, ...growing]
  }
}
