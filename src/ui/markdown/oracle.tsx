/** What the tests of this room compare: one render of the whole text, and the same text grown piece by piece. */
import { renderToStaticMarkup } from 'react-dom/server'
import { GrowingDocument } from './GrowingDocument.tsx'
import { Settled } from './Settled.tsx'
import type { Place } from './marks.ts'

const unmarked: readonly Place[] = []

/** Groups are ours; what stands in them has to be react-markdown's. */
function withoutGroups(html: string): string {
  return html.replaceAll(/<div class="md-group(?: md-frozen)?">|(?<=\n|>)<!--group--><\/div>/g, '')
}

/** The HTML of the whole text, as react-markdown renders it. */
export function inOne(text: string, places = unmarked): string {
  return renderToStaticMarkup(<Settled text={text} idPrefix="t-" places={places} />).trim()
}

/** The last view after feeding `text` in pieces that end at `cuts`. */
export function grown(text: string, cuts: readonly number[], places = unmarked): string {
  const growing = new GrowingDocument('t-', { interval: 0, fast: 0, rest: 0 })
  for (const cut of cuts) growing.update(text.slice(0, cut), true)
  growing.update(text, false)
  const groups = growing.mark(places)
  const html = groups.map((group) =>
    renderToStaticMarkup(group)
      .replace(/^<div class="md-group[^>]*>/, '')
      .replace(/<\/div>$/, ''),
  )
  return withoutGroups(html.join('')).trim()
}

/** Every view on the way, at every length in steps of `step`; the last is the settled one. */
export function views(text: string, step = 1): string[] {
  const growing = new GrowingDocument('t-', { interval: 0, fast: 0, rest: 0 })
  return everyLength(text, step)
    .slice(1)
    .map((end) =>
      growing
        .update(text.slice(0, end), true)
        .map((group) => renderToStaticMarkup(group))
        .join(''),
    )
    .concat(inOne(text))
}

/** @returns 0, step, 2 step … below the length of the text. */
export function everyLength(text: string, step: number): number[] {
  return Array.from({ length: Math.ceil(text.length / step) }, (_, index) => index * step)
}

/** The words of some HTML as a reader sees them, tags and buttons taken away, formulas as their TeX in ⟨ ⟩. */
export function wordsIn(html: string): string {
  return html
    .replaceAll(/<div class="md-copy">.*?<\/div>/gs, '')
    .replaceAll(/<span class="md-maths(?:-block)?"[^>]*><code>(.*?)<\/code><\/span>/gs, '⟨$1⟩')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}
