import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import { addressSyntax, addressTree } from './addressSyntax.ts'
import { emphasisSyntax } from './emphasisSyntax.ts'
import { mathSyntax, mathTree } from './mathSyntax.ts'
import { tableRow, tableSyntax } from './tableSyntax.ts'
import { tagSyntax } from './tags.ts'
import type { Options } from 'mdast-util-to-hast'
import type { PluggableList, Processor } from 'unified'

/** Puts our readings in place of GFM's and remark-math's, where theirs change what a model meant. */
function remarkMeaning(this: Processor): undefined {
  const data = this.data()
  const trees = (data.fromMarkdownExtensions ?? []).flat()
  data.micromarkExtensions = [
    ...(data.micromarkExtensions ?? []),
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
