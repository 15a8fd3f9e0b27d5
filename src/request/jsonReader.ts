import { placeText } from './json.ts'
import type { JsonPath, Step } from './json.ts'

/** A value of a JSON text, with its place in it. It may be still growing. */
export interface JsonNode {
  kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'
  /** Under which it stands in its parent; null for the root. */
  key: Step | null
  parent: JsonNode | null
  /** Of an object or a list, in their order. */
  children: JsonNode[]
  /** Of anything else: a string without its quotes, a number as it was written. */
  text: string
  /** Where it begins and ends in the text; it ends where the text does while it grows. A member begins with its key. */
  from: number
  to: number
  /** Its end has been read. */
  closed: boolean
  /** Grows with every change in it or below. */
  version: number
}

/** Where a text stopped being JSON. */
export interface JsonFault {
  /** Index in the text. */
  at: number
  /** A sentence without its mark at the end: what was there, what was expected. */
  says: string
}

type Expect = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' | 'end'

const names: Record<Expect, string> = {
  value: 'a value',
  'first value': 'a value or ]',
  key: 'a name in double quotes',
  'first key': 'a name in double quotes or }',
  colon: 'a colon',
  comma: 'a comma or the end',
  end: 'nothing more',
}

const literals: Record<string, 'boolean' | 'null'> = { true: 'boolean', false: 'boolean', null: 'null' }
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const isBlank = (char: string) => char === ' ' || char === '\n' || char === '\r' || char === '\t'
const inWord = (char: string) => /[-+.\w]/.test(char)

/** Nothing that is shown is as deep, and a page of brackets must not exhaust the stack of whoever draws it. */
const DEEPEST = 500

/**
 * Reads JSON that is still arriving: each piece is read once, and what is there so far is a tree at any moment. At the
 * first fault it stops, and keeps what came before.
 */
export class JsonReader {
  root: JsonNode | null = null
  fault: JsonFault | null = null
  /** How much has been given to it. */
  length = 0
  #open: JsonNode[] = []
  #expect: Expect = 'value'
  /** A string, a number or a word that is not at its end yet. */
  #token: {
    kind: 'string' | 'word'
    raw: string
    from: number
    escaped: boolean
    node: JsonNode | null
  } | null = null
  #key: { name: string; from: number } | null = null

  /** Reads on. @param piece what follows what was read before */
  push(piece: string): void {
    let index = 0
    while (index < piece.length && !this.fault)
      index = this.#token ? this.#readToken(piece, index) : this.#readSign(piece, index)
    this.length += piece.length
    for (const node of this.#open) node.to = this.length
    if (this.#token?.node) this.#grown(this.#token.node)
  }

  /**
   * Where the next sign would stand: in which object or list, under which key of an object, and what is to come there;
   * null after a fault.
   */
  get place(): { node: JsonNode | null; key: string | null; expects: 'key' | 'value' | 'other' } | null {
    if (this.fault || this.#token) return null
    const expects =
      this.#expect === 'key' || this.#expect === 'first key'
        ? 'key'
        : this.#expect === 'value' || this.#expect === 'first value'
          ? 'value'
          : 'other'
    return { node: this.#open.at(-1) ?? null, key: this.#key?.name ?? null, expects }
  }

  /** Says that nothing follows. @returns whether it is one whole JSON value */
  finish(): boolean {
    if (this.#token?.kind === 'word' && !this.fault) this.#endWord(this.length)
    if (this.fault) return false
    if (this.#expect === 'end' && !this.#token) return true
    const inside = this.#token?.node ?? this.#open.at(-1)
    const where = inside ? ` inside ${pathText(inside)}` : ''
    const what = this.#token ? 'a string' : names[this.#expect]
    this.fault = {
      at: this.length,
      says:
        this.length === 0
          ? 'There is nothing'
          : `It ends${where}, where ${what} ${this.#token ? 'goes on' : 'was to come'}`,
    }
    return false
  }

  #grown(node: JsonNode): void {
    for (let at: JsonNode | null = node; at; at = at.parent) {
      at.version++
      if (!at.closed) at.to = this.length
    }
  }

  #fail(at: number, says: string): void {
    this.fault = { at, says }
  }

  #make(kind: JsonNode['kind'], from: number): JsonNode {
    const parent = this.#open.at(-1) ?? null
    const key = parent ? (parent.kind === 'array' ? parent.children.length : (this.#key?.name ?? '')) : null
    const start = parent?.kind === 'object' ? (this.#key?.from ?? from) : from
    const node: JsonNode = {
      kind,
      key,
      parent,
      children: [],
      text: '',
      from: start,
      to: from,
      closed: false,
      version: 0,
    }
    if (parent) parent.children.push(node)
    else this.root = node
    this.#key = null
    this.#grown(node)
    return node
  }

  #close(node: JsonNode, to: number): void {
    node.closed = true
    node.to = to
    this.#expect = this.#open.length > 0 ? 'comma' : 'end'
    this.#grown(node)
  }

  #readSign(piece: string, index: number): number {
    const char = piece[index] ?? ''
    const at = this.length + index
    if (isBlank(char)) return index + 1
    const expect = this.#expect
    const top = this.#open.at(-1)
    if ((char === '}' && top?.kind === 'object') || (char === ']' && top?.kind === 'array')) {
      if (expect !== 'comma' && expect !== 'first key' && expect !== 'first value')
        this.#fail(at, `There is ${char} where ${names[expect]} was expected`)
      else {
        this.#open.pop()
        this.#close(top, at + 1)
      }
    } else if (char === ',' && expect === 'comma') this.#expect = top?.kind === 'object' ? 'key' : 'value'
    else if (char === ':' && expect === 'colon') this.#expect = 'value'
    else if (char === '"' && (expect === 'key' || expect === 'first key'))
      this.#token = { kind: 'string', raw: '', from: at, escaped: false, node: null }
    else if (expect === 'value' || expect === 'first value') this.#begin(char, at)
    else this.#fail(at, `There is ${shown(char)} where ${names[expect]} was expected`)
    return this.#token?.kind === 'word' ? index : index + 1
  }

  #begin(char: string, at: number): void {
    if (char === '{' || char === '[') {
      if (this.#open.length >= DEEPEST) return this.#fail(at, 'It is nested too deeply')
      const node = this.#make(char === '{' ? 'object' : 'array', at)
      this.#open.push(node)
      this.#expect = char === '{' ? 'first key' : 'first value'
    } else if (char === '"')
      this.#token = { kind: 'string', raw: '', from: at, escaped: false, node: this.#make('string', at) }
    else if (char === '-' || /[\da-z]/i.test(char))
      this.#token = { kind: 'word', raw: '', from: at, escaped: false, node: null }
    else this.#fail(at, `There is ${shown(char)} where ${names[this.#expect]} was expected`)
  }

  #readToken(piece: string, from: number): number {
    const token = this.#token
    if (!token) return from
    let index = from
    if (token.kind === 'word') {
      while (index < piece.length && inWord(piece[index] ?? '')) index++
      token.raw += piece.slice(from, index)
      if (index < piece.length) this.#endWord(this.length + index)
      return index
    }
    for (; index < piece.length; index++) {
      const char = piece[index] ?? ''
      if (token.escaped) token.escaped = false
      else if (char === '\\') token.escaped = true
      else if (char === '"') {
        token.raw += piece.slice(from, index)
        this.#endString(this.length + index + 1)
        return index + 1
      } else if (char < ' ') {
        token.raw += piece.slice(from, index)
        this.#fail(this.length + index, `A line break or another control character stands inside a string`)
        return index
      }
    }
    token.raw += piece.slice(from)
    if (token.node) token.node.text = token.raw
    return index
  }

  #endString(to: number): void {
    const token = this.#token
    this.#token = null
    if (!token) return
    let text: string
    try {
      text = JSON.parse(`"${token.raw}"`) as string
    } catch {
      return this.#fail(token.from, 'A backslash in this string is followed by what may not follow it')
    }
    if (token.node) {
      token.node.text = text
      this.#close(token.node, to)
    } else {
      this.#key = { name: text, from: token.from }
      this.#expect = 'colon'
    }
  }

  #endWord(to: number): void {
    const token = this.#token
    this.#token = null
    if (!token) return
    const kind = Object.hasOwn(literals, token.raw)
      ? literals[token.raw]
      : NUMBER.test(token.raw)
        ? 'number'
        : undefined
    if (!kind) return this.#fail(token.from, `${shown(token.raw)} is not a value`)
    const node = this.#make(kind, token.from)
    node.text = token.raw
    this.#close(node, to)
  }
}

const shown = (text: string) => `“${text.length > 20 ? `${text.slice(0, 19)}…` : text}”`

/** Reads a text at once. */
export function readWhole(text: string): JsonReader {
  const reader = new JsonReader()
  reader.push(text)
  reader.finish()
  return reader
}

/** The keys that lead to a value. */
export function pathOf(node: JsonNode): Step[] {
  const path: Step[] = []
  for (let at: JsonNode | null = node; at; at = at.parent) if (at.key !== null) path.unshift(at.key)
  return path
}

/** The way to a value as it is written: `$.lines[1].net`. */
export const pathText = (node: JsonNode): string => placeText(pathOf(node), '$')

/** The value at a path, or the last one on the way to it. */
export function nodeAt(root: JsonNode, path: JsonPath): JsonNode {
  let node = root
  for (const key of path) {
    // The last of two members of one name counts, as it does for `JSON.parse`.
    const next = node.children.findLast((child) => child.key === key)
    if (!next) return node
    node = next
  }
  return node
}

/** A place in a text, both counted from 1. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at)
  const line = before.split('\n').length
  return { line, column: at - before.lastIndexOf('\n') }
}

/** What is wrong with a text, as a sentence with its place. */
export function faultText(text: string, { at, says }: JsonFault): string {
  const { line, column } = lineAndColumn(text, at)
  return `Line ${line}, column ${column}: ${says}.`
}
