// oxlint-disable eslint/no-underscore-dangle -- names of micromark
/** Bare addresses in the text, in place of GFM's, which take full-width punctuation and what follows for a path. */
import { Lookahead, addressEnd, mayBegin } from './addresses.ts'
import { isLineEnd, textOfCode } from './micromark.ts'
import type { Link, Nodes, PhrasingContent } from 'mdast'
import type { Code, Construct, Context, State, SyntaxExtension, TreeExtension } from './micromark.ts'

/** A host behind a name, or a name in front of one: where it leads is not what it shows, so it stays text as a whole. */
const withUser = /^https?:\/\/[^\s/?#*_~<>()[\]`$]*[@＠][\w.-]*/i

/** Inside of what may become the words of a link there are no links; `findBare` looks again at what became none. */
function isInLabel(events: Context['events']): boolean {
  for (let at = events.length - 1; at >= 0; at--) {
    const token = events[at]?.[1]
    if ((token?.type === 'labelLink' || token?.type === 'labelImage') && !token._balanced) return true
    // The same walk was made from here before, and found none.
    if (token?._gfmAutolinkLiteralWalkedInto) break
  }
  const last = events.at(-1)
  if (last) last[1]._gfmAutolinkLiteralWalkedInto = true
  return false
}

const bareAddress: Construct = {
  name: 'bareAddress',
  previous: (code) => mayBegin(textOfCode(code)),
  tokenize(effects, ok, nok) {
    if (!mayBegin(textOfCode(this.previous))) return nok
    const address = new Lookahead()
    let goesOn = true
    let left = 0
    let dead = false
    const lookahead: Construct = {
      partial: true,
      tokenize: (ahead, found, none) => {
        const read: State = (code) => {
          if (code === null || isLineEnd(code) || /\s/.test(textOfCode(code)) || !goesOn) {
            if (address.text.length < 4) return none(code)
            ahead.exit('data')
            left = addressEnd(address.text, 0) ?? 0
            dead = left === 0
            if (dead) left = withUser.exec(address.text)?.[0].length ?? 0
            return left > 0 ? found(code) : none(code)
          }
          if (address.text === '') ahead.enter('data')
          goesOn = address.add(textOfCode(code))
          ahead.consume(code)
          return read
        }
        return read
      },
    }
    const kind = () => (/^w/i.test(address.text) ? 'literalAutolinkWww' : 'literalAutolinkHttp')
    const start: State = (code) => {
      effects.enter(dead ? 'data' : 'literalAutolink')
      if (!dead) effects.enter(kind())
      return consume(code)
    }
    const consume: State = (code) => {
      if (left === 0) {
        if (!dead) effects.exit(kind())
        effects.exit(dead ? 'data' : 'literalAutolink')
        return ok(code)
      }
      left--
      effects.consume(code)
      return consume
    }
    const begin: State = (code: Code) =>
      isInLabel(this.events) ? nok(code) : effects.check(lookahead, start, nok)(code)
    return begin
  },
}

export const addressSyntax: SyntaxExtension = {
  text: { 72: bareAddress, 104: bareAddress, 87: bareAddress, 119: bareAddress },
}

function linkTo(url: string, text: string): Link {
  return { type: 'link', title: null, url, children: [{ type: 'text', value: text }] }
}

const bare = /https?:\/\/|www\.|(?<![\w+\-.@])(mailto:)?[\w+\-.]+@[\w-]+(?:\.[\w-]+)+/gi

/** Cuts a text at the addresses in it; undefined where there is none. */
function cut(text: string): PhrasingContent[] | undefined {
  if (!/https?:\/\/|www\.|@/i.test(text)) return undefined
  const parts: PhrasingContent[] = []
  let from = 0
  bare.lastIndex = 0
  for (let match = bare.exec(text); match; match = bare.exec(text)) {
    const [found, mail = ''] = match
    let link: Link | undefined
    if (found.includes('@')) {
      if (!/[\d\-_]$/.test(found)) link = linkTo(mail ? found : `mailto:${found}`, found)
    } else if (mayBegin(text[match.index - 1] ?? '')) {
      const end = addressEnd(text, match.index)
      const address = text.slice(match.index, end)
      if (end !== undefined) link = linkTo(/^w/i.test(address) ? `http://${address}` : address, address)
      bare.lastIndex = end ?? match.index + (withUser.exec(text.slice(match.index)) ?? match)[0].length
    }
    if (!link) continue
    if (match.index > from) parts.push({ type: 'text', value: text.slice(from, match.index) })
    parts.push(link)
    from = bare.lastIndex
  }
  if (parts.length === 0) return undefined
  if (from < text.length) parts.push({ type: 'text', value: text.slice(from) })
  return parts
}

/** Makes links of mail addresses, and of what stands in what looked like the words of a link and became none. */
function findBare(node: Nodes): void {
  if (!('children' in node) || node.type === 'link' || node.type === 'linkReference') return
  for (let at = node.children.length - 1; at >= 0; at--) {
    const child = node.children[at]
    if (!child) continue
    const parts = child.type === 'text' ? cut(child.value) : undefined
    // Where a text may stand any phrasing may.
    if (parts) (node.children as PhrasingContent[]).splice(at, 1, ...parts)
    else findBare(child)
  }
}

export const addressTree: TreeExtension = {
  transforms: [
    (tree) => {
      findBare(tree)
      return undefined
    },
  ],
}
