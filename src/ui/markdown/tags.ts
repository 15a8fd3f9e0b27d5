/** HTML that is read by its meaning. Everything else of HTML is text. */
import { constructNamed, textOfCode } from './micromark.ts'
import type { Construct, State, SyntaxExtension } from './micromark.ts'
import type { Element, ElementContent } from 'hast'

const names = new Set(['br', 'sub', 'sup', 'kbd', 'mark', 'u'])
/** Deeper ones are text: nobody writes them, and each costs the browser a level. */
const deepest = 8

interface Tag {
  name: string
  closes: boolean
}

/** Reads `<sub>`, `</sub>`, `<br/>`; attributes are dropped. @returns undefined for every other tag. */
export function readTag(source: string): Tag | undefined {
  const match = /^<(\/?)([a-zA-Z]+)(?:\s[^<>]*|\/)?>$/.exec(source)
  const name = match?.[2]?.toLowerCase() ?? ''
  if (!match || !names.has(name)) return undefined
  // One that closes itself holds nothing: its meaning cannot be told.
  if (name !== 'br' && /\/\s*>$/.test(source)) return undefined
  return { name, closes: match[1] === '/' && name !== 'br' }
}

/** Whether a line begins with one of our tags: it is then a paragraph, not a block of HTML. */
const ourTag: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let source = ''
    const read: State = (code) => {
      if (code === null || code < 0 || source.length > 200) return nok(code)
      source += textOfCode(code)
      effects.enter('data')
      effects.consume(code)
      effects.exit('data')
      if (code !== 62) return read
      return readTag(source) ? ok : nok
    }
    return read
  },
}

const blockOfHtml: Construct = {
  name: 'blockOfHtml',
  concrete: true,
  resolveTo: (events, context) =>
    constructNamed(context.parser.constructs.flow[60], 'htmlFlow').resolveTo?.(events, context) ?? events,
  tokenize(effects, ok, nok) {
    const html = constructNamed(this.parser.constructs.flow[60], 'htmlFlow')
    return effects.check(ourTag, nok, html.tokenize.call(this, effects, ok, nok))
  },
}

export const tagSyntax: SyntaxExtension = {
  flow: { 60: blockOfHtml },
  disable: { null: ['htmlFlow'] },
}

/**
 * Makes elements of our tags among phrasing, and text of all other HTML. A tag without its other half is text, and so
 * is one that crosses another.
 * @param children as mdast-util-to-hast makes them, HTML as `raw`.
 */
export function withTags(children: readonly ElementContent[]): ElementContent[] {
  const out: ElementContent[] = []
  const open: { name: string; at: number }[] = []
  for (const child of children) {
    if (child.type !== 'raw') {
      out.push(child)
      continue
    }
    const { value } = child
    const tag = readTag(value)
    if (tag?.name === 'br') {
      out.push(elementOf('br', []))
      continue
    }
    const opening = tag?.closes ? open.findLastIndex(({ name }) => name === tag.name) : -1
    const at = open[opening]?.at
    if (tag && at !== undefined) {
      open.length = opening
      const [, ...inside] = out.splice(at)
      out.push(elementOf(tag.name, inside))
      continue
    }
    if (tag && !tag.closes && open.length < deepest) open.push({ name: tag.name, at: out.length })
    out.push({ type: 'text', value })
  }
  return out
}

function elementOf(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children }
}

/** Counts tags in order. @returns the names of ours that are open at the end, the outermost first. */
export function openTags(tags: readonly string[]): string[] {
  const open: string[] = []
  for (const source of tags) {
    const tag = readTag(source)
    if (!tag || tag.name === 'br') continue
    const opening = tag.closes ? open.lastIndexOf(tag.name) : -1
    if (opening >= 0) open.length = opening
    else if (!tag.closes) open.push(tag.name)
  }
  return open
}

/** Where the last item, cell or line of words begins: tags do not reach from one into the next. */
function lastLeaf(text: string): number {
  const line = text.lastIndexOf('\n') + 1
  if (/^[ \t>]*\|/.test(text.slice(line))) return text.lastIndexOf('|') + 1
  const items = [...text.matchAll(/^[ \t>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]/gm)]
  return items.at(-1)?.index ?? 0
}

/** The end of a growing text without a tag that has not come whole, and with those closed that are open. */
export function closeTags(text: string): string {
  const [half, name = '', rest = ''] = /<\/?([a-zA-Z]*)((?:\s[^<>]*|\/)?)$/.exec(text) ?? []
  const mayBeOurs = [...names].some((one) =>
    rest ? one === name.toLowerCase() : one.startsWith(name.toLowerCase()),
  )
  const whole = half !== undefined && mayBeOurs ? text.slice(0, -half.length) : text
  const leaf = whole.slice(lastLeaf(whole)).replaceAll(/`[^`]*`/g, '')
  const open = openTags(leaf.match(/<[^<>]*>/g) ?? [])
  return (
    whole +
    open
      .map((tag) => `</${tag}>`)
      .toReversed()
      .join('')
  )
}
