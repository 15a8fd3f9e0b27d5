/** Generated Markdown for the tests: every construct, in the neighbourhoods where parsers go wrong. */
import fc from 'fast-check'

const plain = fc.constantFrom(
  'alpha', 'Beta', 'gamma delta', '*em*', '**strong**', '`code`', '~~gone~~', '[ref]', '[ref][two]', '[text][ref]', '![pic][ref]',
  '[^1]', '[^note]', '[^1]', '$x^2$', '$5', '<b>', '</b>', '<br>', 'https://e.test/a?b=c', 'www.e.test', 'me@e.test', '[in](https://e.test)',
  '![i](https://e.test/i.png)', '\\*', '\\[', '&amp;', '&copy', '*', '**', '_', '`', '~', '[', ']', '](', '!', '$', '$$', '|', '<', '>', ':', 'http',
  '日本', 'שלום', '1.', '-', '#', '   ', '\\', '[a b]', '[ref\\]', 'x]',
) // prettier-ignore

/** What models write that Markdown alone reads otherwise: prices, formulas, emphasis and addresses without blanks, tags. */
const meant = fc.constantFrom(
  '$4.50', 'US$3M', '$PATH', '${name}', '$10-20', '5$', '$|x|$', '$P(A|B)$', '$$x|y$$', '\\(a|b\\)', '\\(', '\\)', '\\[', '\\]', '\\[x=1\\]', '$\\text{a $b$}$', '$x', 'y$',
  '**“甲”**乙', '**（注）**', '*「甲」*', '~~“甲”~~乙', '__丙：__', '9~18', '~', 'word~~“b”~~', '$_.a and $_.b', '\\(\\d+\\)', '**Note:**text', '看https://e.test/a，b', 'https://e.test。次', 'https://e.testです', 'www.e.test）', '(https://e.test/a_(b))乙', 'https://e.test/a**', '[see https://e.test、]',
  '<br/>', '<sub>', '</sub>', '<SUP>2</sup>', '<u class="a">', '</u>', '<kbd>K</kbd>', '<mark>', '</mark>', '<sub', 'עברית 12%', 'سعر $5', '(مرحبا)',
) // prettier-ignore

const word = fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: meant })
const glue = fc.constantFrom(' ', ' ', ' ', '')

const line = fc.array(fc.tuple(word, glue), { minLength: 1, maxLength: 7 }).map(
  (words) =>
    words
      .map(([one, end]) => one + end)
      .join('')
      .trimEnd() || 'x',
)

/** One to four lines of words and marks. */
export const paragraph = fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'))

const indented = (by: string) => (text: string) =>
  text
    .split('\n')
    .map((one) => by + one)
    .join('\n')

const definition = fc.constantFrom(
  '[ref]: https://e.test/ref', '[two]: <https://e.test/two> "title"', '[A  B]: https://e.test/ab', '[ref]: https://other.test',
  '[^1]: first *note*', '[^note]: note with [ref]\n\n    and more[^1]', '[^1]: second', '[ref]:\nhttps://e.test\n"tit\nle"', '[ref]: https://e.test\n    indented',
) // prettier-ignore

const leaf = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  { weight: 3, arbitrary: definition },
  line.map((text) => `# ${text}`),
  line.map((text) => `### ${text} ##`),
  fc.tuple(paragraph, fc.constantFrom('===', '---', '-')).map(([text, under]) => `${text}\n${under}`),
  fc.constantFrom('---', '***', '* * *', '$$\nx = y\n$$', '$$\nopen', '\\[\n- a\n+ b\n\\]', '\\[\n# open', '$$\\begin{a}\n> b\n\\end{a}$$', '$$ x\n- y', '<br>', '<u>', '<mark>\nx\n</mark>', '<div>\n*x*\n</div>', '<!-- note\n\nmore -->', '<script>\nalert(1)\n', '<pre>\n\nx\n</pre>'),
  fc.tuple(fc.constantFrom('```', '~~~', '````', '  ```'), fc.constantFrom('', 'js', 'c++ meta', '&amp;'), paragraph, fc.boolean()).map(
    ([mark, info, code, closed]) => `${mark}${info}\n${code}\n${closed ? mark.trim() : ''}`,
  ),
  paragraph.map(indented('    ')),
  fc.array(line, { maxLength: 4 }).map((rows) => ['| a | b |', '|---|:-:|', ...rows.map((row) => `| ${row} | 1`)].join('\n')),
  fc.tuple(line, fc.array(line, { maxLength: 3 })).map(([head, rows]) => [`${head} | b`, '--- | ---', ...rows].join('\n')),
) // prettier-ignore

const marker = fc.constantFrom('- ', '* ', '1. ', '2) ', '- [ ] ', '- [x] ', '+ ')

const { block } = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 8, arbitrary: leaf },
    { weight: 1, arbitrary: tie('block').map(indented('> ')) },
    { weight: 1, arbitrary: tie('block').map((text) => `> ${text}`) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(marker, fc.array(tie('block'), { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\n\n'))
        .map(([mark, items, between]) =>
          items.map((item) => mark + indented('  ')(item).slice(2)).join(between),
        ),
    },
  ),
}))

/** A whole text, blocks with and without blank lines between them. */
export const document = fc
  .array(fc.tuple(block, fc.constantFrom('\n\n', '\n\n', '\n', '\n\n\n', '\n \n')), { maxLength: 12 })
  .map((blocks) => blocks.map(([text, end]) => text + end).join(''))
