/** Marks in a rendered text: buttons at places of its source, which change no word of it. */
import type { Element, ElementContent, Root, RootContent, Text } from 'hast'

/** Where marks stand. */
export interface Place {
  /** Characters of the source before it. */
  at: number
  /** One button each. */
  numbers: readonly number[]
}

type Parent = Root | Element

/** What a mark can stand in or after, in the order of the source. */
interface Anchor {
  start: number
  parent: Parent
  node: Text | Element
  /** Of a text: where in the source each of its characters ends. An element is passed over whole. */
  ends?: number[]
}

/** A mark stands behind these, not in them. */
const whole = new Set(['a', 'code', 'img', 'pre', 'table'])
const blocks = new Set(['pre', 'table'])

const startOf = ({ position }: RootContent): number | undefined => position?.start.offset
const entity = /^&(?:#[xX][\da-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z\d]{1,31});/

/**
 * Where in the source each character of a text ends. What the source has beside the characters is passed over: escapes,
 * entities, the spaces and bars at the beginning of a line.
 */
function endsOf(value: string, source: string, from: number, to: number): number[] {
  const ends: number[] = []
  let at = from
  for (let index = 0; index < value.length; index++) {
    const char = value[index]!
    const [reference] = source[at] === '&' ? (entity.exec(source.slice(at, at + 40)) ?? []) : []
    if (reference && !value.startsWith(reference, index)) at += reference.length
    else {
      while (at < to && source[at] !== char) at++
      if (at < to) at++
    }
    ends.push(at)
  }
  return ends
}

/** @param cursor where in the source the last one ended: some nodes do not say where they began */
function collect(parent: Parent, source: string, to: number, anchors: Anchor[], cursor: number): number {
  let at = cursor
  for (const node of parent.children) {
    const end = node.position?.end.offset
    if (node.type === 'text') {
      const start = startOf(node) ?? at
      const ends = endsOf(node.value, source, start, end ?? to)
      anchors.push({ start, parent, node, ends })
      at = ends.at(-1) ?? at
    } else if (node.type === 'element') {
      const start = startOf(node) ?? at
      if (whole.has(node.tagName)) {
        anchors.push({ start, parent, node })
        at = end ?? at
      } else at = Math.max(end ?? 0, collect(node, source, end ?? to, anchors, start))
    }
  }
  return at
}

/** Of what holds marks, by its identity. */
export const marksClass = ['md-marks']

const button = (number: number): Element => ({
  type: 'element',
  tagName: 'button',
  properties: { dataMark: String(number) },
  children: [],
})

const marksOf = (numbers: readonly number[], tagName: string): Element => ({
  type: 'element',
  tagName,
  properties: { className: marksClass },
  children: numbers.map(button),
})

/** How many characters of a text stand before a place; a pair of surrogates stays together. */
function before({ ends = [], node }: Anchor, at: number): number {
  const found = ends.findIndex((end) => end > at)
  const count = found < 0 ? ends.length : found
  return node.type === 'text' && /^[\uDC00-\uDFFF]/.test(node.value.slice(count, count + 1))
    ? count + 1
    : count
}

function insert({ node, parent, ends }: Anchor, places: readonly Place[]): void {
  const children = parent.children as ElementContent[]
  const place = children.indexOf(node)
  if (!ends || node.type !== 'text') {
    const numbers = [...new Set(places.flatMap((one) => one.numbers))]
    const tag = node.type === 'element' && (blocks.has(node.tagName) || parent.type === 'root') ? 'p' : 'span'
    children.splice(place + 1, 0, marksOf(numbers, tag))
    return
  }
  const cuts = new Map<number, Set<number>>()
  for (const one of places) {
    const count = before({ node, parent, ends, start: 0 }, one.at)
    cuts.set(count, new Set([...(cuts.get(count) ?? []), ...one.numbers]))
  }
  const out: ElementContent[] = []
  let from = 0
  for (const [count, numbers] of cuts) {
    if (count > from) out.push({ ...node, value: node.value.slice(from, count) })
    out.push(marksOf([...numbers], 'span'))
    from = count
  }
  if (from < node.value.length) out.push({ ...node, value: node.value.slice(from) })
  children.splice(place, 1, ...out)
}

/** The last of a list that begins before a place. */
function lastBefore<T extends { start: number }>(list: readonly T[], at: number): T | undefined {
  let low = 0
  for (let high = list.length; low < high;) {
    const middle = (low + high) >> 1
    if (list[middle]!.start < at) low = middle + 1
    else high = middle
  }
  return list[low - 1]
}

/** Each thing with the places that belong to it: those that follow its beginning, up to the next one's. */
export function shared<T extends { start: number }>(
  list: readonly T[],
  places: readonly Place[],
): Map<T, Place[]> {
  const found = new Map<T, Place[]>()
  for (const place of places) {
    const one = lastBefore(list, place.at)
    if (!one) continue
    const own = found.get(one)
    if (own) own.push(place)
    else found.set(one, [place])
  }
  return found
}

/**
 * Puts marks into blocks, in place. A mark whose place no text shows stands at the end of what came before it; in code and
 * tables it stands behind them.
 * @param places in ascending order
 */
export function markBlocks(tree: Root, source: string, places: readonly Place[]): void {
  const tops = tree.children.flatMap((node) =>
    // Footnotes stand where they are referred to.
    node.type === 'element' && node.tagName !== 'section' ? [{ start: startOf(node) ?? 0, node }] : [],
  )
  for (const [{ node, start }, own] of shared(tops, places)) {
    const anchors: Anchor[] = []
    const alone: Root = { type: 'root', children: [node] }
    collect(alone, source, node.position?.end.offset ?? source.length, anchors, start)
    anchors.sort((a, b) => a.start - b.start)
    const found = shared(anchors, own)
    const top: Anchor = { start, parent: tree, node }
    if (anchors.length === 0) insert(top, own)
    for (const [anchor, some] of found)
      insert(anchor.parent === alone ? { ...anchor, parent: tree } : anchor, some)
  }
}
