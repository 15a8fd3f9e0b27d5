/**
 * What leaves the page by the clipboard: a small tree of elements from an allow-list, and its prints. Nothing in it
 * loads, runs or looks like the page; a formula is its TeX.
 */
import { linkTarget } from './links.ts'

/** Words, or an element; of attributes there are these alone. */
export type Part = string | Portable

export interface Portable {
  name: string
  children: Part[]
  href?: string | undefined
  align?: string | undefined
  start?: number | undefined
  dir?: string | undefined
}

const blocks = new Set('p h1 h2 h3 h4 h5 h6 ul ol blockquote pre table hr'.split(' '))
const rows = new Set(['li', 'tr', 'br', 'thead', 'tbody'])
const others = new Set('li tr td th thead tbody br strong em del sub sup kbd mark u code a bdi'.split(' '))

/** Whether an element of that name may leave; of every other only its children do. */
export const isPortable = (name: string): boolean => blocks.has(name) || others.has(name)

/** A formula in the marks of Markdown. */
export function formula(tex: string, display: boolean): Part {
  return display ? `$$${tex}$$` : `$${tex}$`
}

/** The box of a task. */
export const box = (checked: boolean): string => (checked ? '☑' : '☐')

/** A link, or its words alone where it leads nowhere good. */
export function link(href: string, children: Part[]): Part[] {
  const target = linkTarget(href, '')
  return target ? [{ name: 'a', href: target.href, children }] : children
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** @returns HTML without styles, classes and ids. */
export function htmlOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return escaped(part)
      const { name, href, align, start, dir } = part
      const attributes = Object.entries({ href, align, start, dir })
        .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escaped(String(value))}"`))
        .join('')
      const open = `<${name}${attributes}>`
      return name === 'br' || name === 'hr' ? open : `${open}${htmlOf(part.children)}</${name}>`
    })
    .join('')
}

/** @returns the words as they stand on the page: blocks with a blank line between, rows as lines, cells with tabs. */
export function textOf(parts: readonly Part[]): string {
  let text = ''
  /** Line ends that are due before the next word. */
  let due = 0
  const gap = (lines: number) => {
    if (text !== '') due = Math.max(due, lines)
  }
  const say = (words: string) => {
    if (words === '') return
    if (due > 0) text = text.trimEnd() + '\n'.repeat(due)
    due = 0
    text += words
  }
  const walk = (part: Part, exact: boolean, within: string, first: boolean) => {
    if (typeof part === 'string') {
      const words = exact ? part : part.replaceAll(/\s+/g, ' ')
      say(due > 0 || text === '' || /\s$/.test(text) ? (exact ? words : words.trimStart()) : words)
      return
    }
    const { name, children } = part
    if (name === 'br') {
      text = text.trimEnd()
      due++
      return
    }
    // Cells of a row stand on one line, whatever is in them.
    if ((name === 'td' || name === 'th') && !first) say('\t')
    const lines = blocks.has(name) ? (within === 'li' ? 1 : 2) : rows.has(name) ? 1 : 0
    gap(lines)
    children.forEach((child, index) =>
      walk(child, exact || name === 'pre', name === 'a' ? within : name, index === 0),
    )
    gap(lines)
  }
  parts.forEach((part, index) => walk(part, false, '', index === 0))
  return text.trim()
}

/** @returns one line a row, a tab between cells; what is a tab or a line end inside of a cell becomes a blank. */
export function tabSeparated(table: readonly Part[]): string {
  const lines: string[] = []
  const walk = (part: Part) => {
    if (typeof part === 'string') return
    if (part.name !== 'tr') {
      part.children.forEach(walk)
      return
    }
    const cells = part.children.filter((cell) => typeof cell !== 'string')
    lines.push(cells.map((cell) => textOf(cell.children).replaceAll(/\s+/g, ' ')).join('\t'))
  }
  table.forEach(walk)
  return lines.join('\n')
}
