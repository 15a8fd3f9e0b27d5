import { formatBytes } from './formatBytes.ts'
import type { Bytes } from './bytes.ts'

/** More text than that is no drawing that a person made. */
export const MAX_SVG_BYTES = 1_000_000
/** Elements drawn once references are followed; a chart of a plotting library has a few thousand. */
const MAX_DRAWN = 50_000

const tag = /<(\/?)([\w:.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>/g
const reference = /(?:href\s*=\s*["']\s*#|url\(\s*["']?#)([^"')\s]+)/g

/**
 * How many elements a renderer meets when it follows every `#id`: ten levels of ten `use` each are ten billion.
 * @returns the count, no more than `MAX_DRAWN` + 1
 */
function drawnElements(svg: string): number {
  // One node an id, plus the root '': elements of its own, and the ids that it refers to.
  const nodes = new Map<string, { own: number; refers: string[] }>([['', { own: 0, refers: [] }]])
  const open: string[] = ['']
  for (const [, closing, , attributes = '', empty] of svg.matchAll(tag)) {
    if (closing) {
      if (open.length > 1) open.pop()
      continue
    }
    const parent = open.at(-1) ?? ''
    const id = /\sid\s*=\s*["']([^"']+)["']/.exec(attributes)?.[1]
    if (id && !nodes.has(id)) {
      nodes.set(id, { own: 0, refers: [] })
      nodes.get(parent)?.refers.push(id)
    }
    const owner = nodes.get(id ?? parent)
    if (owner) {
      owner.own += 1
      for (const [, target = ''] of attributes.matchAll(reference)) owner.refers.push(target)
    }
    if (!empty) open.push(id ?? parent)
  }
  const known = new Map<string, number>()
  const count = (id: string, depth: number): number => {
    const done = known.get(id)
    if (done !== undefined) return done
    const node = nodes.get(id)
    if (!node) return 0
    if (depth > 200) return MAX_DRAWN + 1
    // While it is being counted an id counts as too much: a circle of references never ends.
    known.set(id, MAX_DRAWN + 1)
    let sum = node.own
    for (const target of node.refers) sum = Math.min(sum + count(target, depth + 1), MAX_DRAWN + 1)
    known.set(id, sum)
    return sum
  }
  return count('', 0)
}

/**
 * Whether an SVG may be drawn through an `<img>`. There it runs no script and loads nothing, but drawing it can
 * still take for ever, on the main thread.
 * @returns why not, or undefined
 */
export function checkSvg(bytes: Bytes): string | undefined {
  if (bytes.length > MAX_SVG_BYTES)
    return `The SVG is ${formatBytes(bytes.length)}; at most 1 MB is drawn here. Export it as PNG and add that.`
  const svg = new TextDecoder().decode(bytes)
  if (/<!ENTITY/i.test(svg))
    return 'The SVG declares XML entities, which is how files are made to explode. Export it as PNG and add that.'
  if (!/<\/(?:\w+:)?svg\s*>/i.test(svg) && !/<(?:\w+:)?svg[^>]*\/>/i.test(svg))
    return 'The SVG is cut off: its end is missing.'
  const inStyle = [...svg.matchAll(/<style[^>]*>([^]*?)<\/style/gi)].some(([, css = '']) =>
    /url\(/i.test(css),
  )
  if (inStyle || drawnElements(svg) > MAX_DRAWN)
    return 'The SVG refers to itself so often that drawing it could take for ever. Export it as PNG and add that.'
  return undefined
}
