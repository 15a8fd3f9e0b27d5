import { CodeBlock } from './CodeBlock.tsx'
import type { RootContent } from 'mdast'
import type { ReactNode } from 'react'
import type { BlockRenderer } from './Unit.ts'

/** An opening fence without indentation; an indented one takes the slow road. */
const opening = /^(`{3,}(?=[^`\n]*\n)|~{3,})[^\n]*\n/

/** A block of code whose closing fence has not come: lines are added, nothing is parsed. */
export class OpenFence {
  readonly start: number
  readonly #first: string
  readonly #closing: RegExp
  #scanned: number
  #code = ''
  #language: string | undefined
  #closed = false

  /** @returns undefined when no fence opens at `start`, or not yet with a whole line. */
  static at(renderer: BlockRenderer, text: string, start: number): OpenFence | undefined {
    const match = opening.exec(text.slice(start, start + 1000))
    return match?.[1] ? new OpenFence(renderer, match[0], match[1], start) : undefined
  }

  private constructor(renderer: BlockRenderer, first: string, marks: string, start: number) {
    const [node] = renderer.parse(first, 0)
    this.start = start
    this.#first = first
    this.#language = languageOf(node)
    this.#closing = new RegExp(`^ {0,3}${marks[0]}{${marks.length},}[ \\t]*$`)
    this.#scanned = start + first.length
  }

  /** @returns where the block ended, or undefined while it is open, or when the text ended in it. */
  advance(text: string, live: boolean): number | undefined {
    const from = this.start + this.#first.length
    for (;;) {
      const newline = text.indexOf('\n', this.#scanned)
      const lineEnd = newline < 0 ? text.length : newline
      if (newline < 0 && live) break
      if (this.#closing.test(text.slice(this.#scanned, lineEnd))) {
        this.#show(text.slice(from, Math.max(from, this.#scanned - 1)), true)
        return newline < 0 ? text.length : newline + 1
      }
      if (newline < 0) return undefined
      this.#scanned = newline + 1
    }
    // The last line may be the closing fence on its way.
    const last = text.slice(this.#scanned)
    this.#show(text.slice(from, /^ {0,3}[`~]+[ \t]*$/.test(last) ? this.#scanned : text.length), false)
    return undefined
  }

  #show(code: string, closed: boolean): void {
    this.#code = code
    this.#closed = closed
  }

  view(key: number): ReactNode {
    // A finished block ends in a line end, as mdast-util-to-hast writes it.
    const text = this.#closed && this.#code !== '' ? `${this.#code}\n` : this.#code
    return <CodeBlock key={key} text={text} language={this.#language} open={!this.#closed} />
  }
}

function languageOf(node: RootContent | undefined): string | undefined {
  return node?.type === 'code' && node.lang ? node.lang : undefined
}
