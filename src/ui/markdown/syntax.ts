import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import type { Options } from 'mdast-util-to-hast'

/** The Markdown we read: GFM and maths between dollar signs. */
export const remarkPlugins = [remarkGfm, remarkMath]

/** @param idPrefix goes before every id, so that answers cannot take each other's or the app's. */
export function toHastOptions(idPrefix: string): Options {
  return { clobberPrefix: idPrefix, allowDangerousHtml: true }
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
