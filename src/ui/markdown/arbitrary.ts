/** Generated Markdown for the tests: every construct, in the neighbourhoods where parsers go wrong. */
import fc from 'fast-check'

const word = fc.constantFrom(
  'alpha', 'Beta', 'gamma delta', '*em*', '**strong**', '`code`', '~~gone~~', '[ref]', '[ref][two]', '[text][ref]', '![pic][ref]',
  '[^1]', '[^note]', '[^1]', '$x^2$', '$5', '<b>', '</b>', '<br>', 'https://e.test/a?b=c', 'www.e.test', 'me@e.test', '[in](https://e.test)',
  '![i](https://e.test/i.png)', '\\*', '\\[', '&amp;', '&copy', '*', '**', '_', '`', '~', '[', ']', '](', '!', '$', '$$', '|', '<', '>', ':', 'http',
  '日本', 'שלום', '1.', '-', '#', '   ', '\\', '[a b]', '[ref\\]', 'x]',
) // prettier-ignore

const line = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(' '))

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
  fc.constantFrom('---', '***', '* * *', '$$\nx = y\n$$', '$$\nopen', '<div>\n*x*\n</div>', '<!-- note\n\nmore -->', '<script>\nalert(1)\n', '<pre>\n\nx\n</pre>'),
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
