import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import { addressSyntax, addressTree } from './addressSyntax.ts'
import { emphasisSyntax } from './emphasisSyntax.ts'
import { mathSyntax, mathTree } from './mathSyntax.ts'
import { tableRow, tableSyntax } from './tableSyntax.ts'
import { tagSyntax } from './tags.ts'
import type { Options } from 'mdast-util-to-hast'
import type { PluggableList, Processor } from 'unified'
import type { Construct, SyntaxExtension } from './micromark.ts'

/** GFM tries every word for a mail address, a seventh of the time of parsing. Ours are found in the finished tree. */
function withoutAddresses(syntax: SyntaxExtension): SyntaxExtension {
  const text: Record<string, Construct[]> = {}
  for (const [code, list] of Object.entries(syntax.text ?? {})) {
    const kept = [list ?? []].flat().filter(({ name }) => !name?.endsWith('Autolink'))
    if (kept.length > 0) text[code] = kept
  }
  return { ...syntax, text }
}

/** Puts our readings in place of GFM's and remark-math's, where theirs change what a model meant. */
function remarkMeaning(this: Processor): undefined {
  const data = this.data()
  const trees = (data.fromMarkdownExtensions ?? []).flat()
  data.micromarkExtensions = [
    ...(data.micromarkExtensions ?? []).map(withoutAddresses),
    mathSyntax,
    emphasisSyntax,
    tableSyntax,
    addressSyntax,
    tagSyntax,
  ]
  // Of GFM's parts only bare addresses look over the finished tree.
  data.fromMarkdownExtensions = [
    ...trees.map((one) => Object.assign({}, one, { transforms: [] })),
    mathTree,
    addressTree,
  ]
}

/** The Markdown we read: GFM and maths, as models mean them. */
export const remarkPlugins: PluggableList = [remarkGfm, remarkMath, remarkMeaning]

/** @param idPrefix goes before every id, so that answers cannot take each other's or the app's. */
export function toHastOptions(idPrefix: string): Options {
  return { clobberPrefix: idPrefix, allowDangerousHtml: true, handlers: { tableRow } }
}

/** One kind of line end, no NUL, no BOM, as micromark reads them; keeps growing text growing. */
export function normalize(text: string): string {
  return /[\r\0\uFEFF]/.test(text)
    ? text
        .replace(/^\uFEFF/, '')
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll('\0', '\uFFFD')
    : text
}
