// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { copyHtml } from './copyHtml.ts'
import { payloads } from './payloads.ts'
import { tabSeparated, textOf } from './portable.ts'

const p = (...children: string[]) => ({ name: 'p', children })
const row = (...cells: string[]) => ({
  name: 'tr',
  children: cells.map((cell) => ({ name: 'td', children: [cell] })),
})

describe('an answer as HTML', () => {
  test.each([
    ['**a** *b* ~~c~~ `d<e`', '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d&lt;e</code></p>'],
    ['$x^2$ and \\(y\\)', '<p>$x^2$ and $y$</p>'],
    ['$$\nx = y\n$$', '<p>$$x = y$$</p>'],
    [
      '[a](https://e.test) ![b](https://e.test/i.png)',
      '<p><a href="https://e.test/">a</a> <a href="https://e.test/i.png">b</a></p>',
    ],
    ['[a](javascript:alert(1)) ![b](data:image/png;base64,x)', '<p>a b</p>'],
    ['3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
    ['- [x] a\n- [ ] b', '<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>'],
    [
      '| a | b |\n|---|--:|\n| 1<br>2 | $3 |',
      '<table><thead><tr><th>a</th><th align="right">b</th></tr></thead><tbody><tr><td>1<br>2</td><td align="right">$3</td></tr></tbody></table>',
    ],
    ['```js\na < b\n```', '<pre><code>a &lt; b\n</code></pre>'],
    ['> שלום', '<blockquote dir="rtl">\n<p>שלום</p>\n</blockquote>'],
    [
      '<kbd>K</kbd> <b onclick="x()">B</b>',
      '<p><kbd>K</kbd> &lt;b onclick=&quot;x()&quot;&gt;B&lt;/b&gt;</p>',
    ],
  ])('%j', (text, html) => {
    // Between rows and cells line ends mean nothing.
    const copied = copyHtml(text).replaceAll(/(?<=<\/t(?:[hdr]|head|body)>|<t\w+>)\n/g, '')
    expect(copied).toBe(html)
  })

  test.each(payloads.map((text) => [text]))('%j holds nothing that loads or runs', (text) => {
    const holder = document.createElement('div')
    holder.innerHTML = copyHtml(text)
    for (const element of holder.querySelectorAll('*')) {
      expect(element.localName).toMatch(
        /^(?:p|h\d|ul|ol|li|blockquote|pre|code|table|thead|tbody|tr|t[hd]|hr|br|strong|em|del|su[bp]|kbd|mark|u|a)$/,
      )
      for (const { name, value } of element.attributes) {
        expect(name).toMatch(/^(?:href|align|start|dir)$/)
        if (name === 'href') expect(value).toMatch(/^(?:https?:\/\/|mailto:)/)
      }
    }
  })

  test('what is too costly to render goes along as it is', () => {
    expect(copyHtml(`Start.\n\n${'> '.repeat(5000)}deep`)).toMatch(
      /^<p>Start\.<\/p>\n*<pre>(?:&gt; )+deep<\/pre>$/,
    )
  })
})

test('words: blocks apart, rows as lines, code as it is', () => {
  expect(textOf([p('a  b\nc'), '\n', p('d')])).toBe('a b c\n\nd')
  const item = (...children: (string | ReturnType<typeof p>)[]) => ({ name: 'li', children })
  expect(
    textOf([{ name: 'ul', children: ['\n', item('a'), '\n', item(p('b'), p('c')), '\n'] }, p('d')]),
  ).toBe('a\nb\nc\n\nd')
  expect(textOf([p('a', 'b'), { name: 'pre', children: ['x\n  y\n'] }, p('c')])).toBe('ab\n\nx\n  y\n\nc')
  expect(textOf(['a', { name: 'br', children: [] }, ' b ', { name: 'strong', children: ['c'] }, ' d'])).toBe(
    'a\nb c d',
  )
})

test('a table for spreadsheets', () => {
  const broken = {
    name: 'tr',
    children: [
      { name: 'td', children: ['a', { name: 'br', children: [] }, 'b'] },
      { name: 'td', children: ['c\td'] },
    ],
  }
  expect(
    tabSeparated([
      { name: 'table', children: [row('x', 'y'), { name: 'tbody', children: [broken, row('', '1')] }] },
    ]),
  ).toBe('x\ty\na b\tc d\n\t1')
})
