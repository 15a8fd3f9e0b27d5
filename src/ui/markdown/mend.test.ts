import { expect, test } from 'vitest'
import { mend } from './mend.ts'

test.each([
  ['closes strong words', 'a **bold', 'a **bold**'],
  ['closes strong words that are half closed', 'a **bold*', 'a **bold**'],
  ['closes strong words that end in italics', '**bold *it*', '**bold *it***'],
  ['closes italics and the strong words around them', '**bold *it', '**bold *it***'],
  ['closes both where half of it has come', '**bold *it**', '**bold *it***'],
  ['closes italics that end in strong words', '*it **bold**', '*it **bold***'],
  ['closes strong words after italics in them', '**a *b* c*', '**a *b* c**'],
  ['drops a mark that may yet open italics', '**bold *', '**bold**'],
  ['closes struck words that are half closed', 'a ~~gone~', 'a ~~gone~~'],
  ['drops a mark with nothing behind it', 'a **', 'a '],
  ['closes code', 'run `npm ci', 'run `npm ci`'],
  ['hides open maths', 'so $\\frac{a', 'so '],
  ['hides an open formula in brackets', 'so \\(\\frac{a', 'so '],
  ['hides an open formula of several lines', 'so\n\\[\n- a\n+ b', 'so\n'],
  ['hides a backslash that may open one', 'so \\', 'so '],
  ['leaves words in escaped brackets alone', 'so \\(see below', 'so \\(see below'],
  ['leaves variables alone', 'set $PATH or', 'set $PATH or'],
  ['hides half a tag', 'H<su', 'H'],
  ['closes a tag', 'H<sub>2', 'H<sub>2</sub>'],
  ['closes a tag in the last item alone', '- <u>a\n- b', '- <u>a\n- b'],
  ['leaves comparisons alone', 'a < b', 'a < b'],
  ['leaves money alone', 'it costs $5 and', 'it costs $5 and'],
  ['shows the words of half a link', 'see [the docs](https://e.t', 'see the docs'],
  ['hides half an image', 'see ![chart](https://e', 'see '],
  ['hides a table head until its rule is whole', 'x\n\n| a | b |\n|--', 'x\n\n'],
  ['shows the table then', '| a |\n|---|\n', '| a |\n|---|\n'],
  ['waits with a line of marks', 'words\n--', 'words\n'],
  ['waits with a number', 'words\n\n2', 'words\n\n'],
  [
    'leaves finished text alone',
    'a **b** `c` $d$ [e](https://f.test)',
    'a **b** `c` $d$ [e](https://f.test)',
  ],
  ['leaves open code blocks alone', '```js\nlet a = `b', '```js\nlet a = `b'],
])('%s', (_, source, shown) => {
  expect(mend(source)).toBe(shown)
})
