import fc from 'fast-check'
import { expect, test } from 'vitest'
import { document as markdown } from './arbitrary.ts'
import { grown, inOne } from './oracle.tsx'
import type { Place } from './marks.ts'

/** More texts by MARKDOWN_RUNS. */
const runs = Number(process.env['MARKDOWN_RUNS'] ?? 25)
const wrapped = /<(span|p) class="md-marks">.*?<\/\1>/gs
const button = /<button type="button" data-mark="(\d+)"><\/button>/g

/** The HTML with each mark as ⟦N⟧. */
const shown = (html: string) =>
  html.replaceAll(button, '⟦$1⟧').replaceAll(/<(span|p) class="md-marks">(.*?)<\/\1>/gs, '$2')

/** Marks behind each ‸ of a source, numbered from 1. */
function marked(source: string): string {
  const places: Place[] = []
  let text = ''
  for (const [index, stretch] of source.split('‸').entries()) {
    if (index > 0) places.push({ at: text.length, numbers: [index] })
    text += stretch
  }
  const html = inOne(text, places)
  expect(grown(text, [1, Math.floor(text.length / 2)], places)).toBe(html)
  return shown(html)
}

test.each([
  ['Plain words‸, and more.', '<p>Plain words⟦1⟧, and more.</p>'],
  ['Two**bold‸** words.‸', '<p>Two<strong>bold⟦1⟧</strong> words.⟦2⟧</p>'],
  ['a **b**‸ c', '<p>a <strong>b⟦1⟧</strong> c</p>'],
  [
    'Escaped \\*stars\\*‸ and &amp; more‸ &copy; ends‸.',
    '<p>Escaped *stars*⟦1⟧ and &amp; more⟦2⟧ © ends⟦3⟧.</p>',
  ],
  ['A pair 😀‸ stays.', '<p>A pair 😀⟦1⟧ stays.</p>'],
  ['in `co‸de` here', '<p>in <code>code</code>⟦1⟧ here</p>'],
  ['# Head‸\n\n- one‸\n- two', '<h1>Head⟦1⟧</h1>\n<ul>\n<li>one⟦2⟧</li>\n<li>two</li>\n</ul>'],
  ['> a\n> b‸ c', '<blockquote>\n<p>a\nb⟦1⟧ c</p>\n</blockquote>'],
  ['a mail x@example.com and‸ more', /and⟦1⟧ more<\/p>$/],
])('%s', (source, html) => {
  if (typeof html === 'string') expect(marked(source)).toBe(html)
  else expect(marked(source)).toMatch(html)
})

test('in code and tables a mark stands behind the block, in a link behind the link', () => {
  expect(marked('```ts\nlet a‸ = 1\n```\n\nnext')).toMatch(/<\/div>⟦1⟧\n<p>next<\/p>$/)
  expect(marked('| a | b |\n| - | - |\n| x‸ | y |\n\nnext‸')).toMatch(/<\/div>⟦1⟧\n<p>next⟦2⟧<\/p>$/)
  expect(marked('see [a page‸](https://example.com) now')).toMatch(/<\/a>⟦1⟧ now<\/p>$/)
  expect(marked('- item\n\n  ```\n  code‸\n  ```\n- next')).toMatch(/<\/div>⟦1⟧\n<\/li>/)
})

test('marks of one place stand together, and none of nowhere throws', () => {
  const html = inOne('Some text.', [
    { at: -5, numbers: [9] },
    { at: 10, numbers: [1] },
    { at: 10, numbers: [2, 1] },
    { at: 1e9, numbers: [3] },
  ])
  expect(shown(html)).toBe('<p>Some text.⟦1⟧⟦2⟧⟦3⟧</p>')
})

test('wherever marks stand, the streamed text ends in one render, and no word of it is changed', () => {
  fc.assert(
    fc.property(
      markdown,
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 9 })), { maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 8 }),
      (text, marks, picks) => {
        const places = marks
          .map(([pick, number]) => ({ at: pick % (text.length + 1), numbers: [number] }))
          .toSorted((a, b) => a.at - b.at)
        const cuts = picks.map((pick) => pick % (text.length + 1)).toSorted((a, b) => a - b)
        const html = inOne(text, places)
        expect(html.replaceAll(wrapped, '')).toBe(inOne(text))
        expect(grown(text, cuts, places)).toBe(html)
      },
    ),
    { numRuns: runs, interruptAfterTimeLimit: 30_000 },
  )
}, 60_000)
