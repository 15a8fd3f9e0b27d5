import { describe, expect, test } from 'vitest'
import { everyLength, grown, inOne, views, wordsIn } from './oracle.tsx'

const p = (html: string) => `<p>${html}</p>`

describe('tags with a meaning', () => {
  test.each([
    ['one<br>two<br/>three<br />four<BR>five</br>six', p('one<br/>two<br/>three<br/>four<br/>five<br/>six')],
    ['H<sub>2</sub>O x<sup>2</sup>', p('H<sub>2</sub>O x<sup>2</sup>')],
    [
      '<kbd>Ctrl</kbd>+<kbd>C</kbd> <mark>m</mark> <u>u</u>',
      p('<kbd>Ctrl</kbd>+<kbd>C</kbd> <mark>m</mark> <u>u</u>'),
    ],
    ['<SUB>a</sub> <Kbd>b</KBD>', p('<sub>a</sub> <kbd>b</kbd>')],
    ['<u><mark>x</mark></u> <sub>a<sup>b</sup></sub>', p('<u><mark>x</mark></u> <sub>a<sup>b</sup></sub>')],
    [
      '<u>**bold** `code` [a](https://e.test/)</u>',
      p(
        '<u><strong>bold</strong> <code>code</code> <a href="https://e.test/" target="_blank" rel="noopener noreferrer" draggable="false">a</a></u>',
      ),
    ],
    ['**<u>x</u>**', p('<strong><u>x</u></strong>')],
    ['<mark style="background:url(x)" onclick="alert(1)">m</mark><br clear="all">', p('<mark>m</mark><br/>')],
    ['<u>a\nb</u>', p('<u>a\nb</u>')],
    ['# a<br>b', '<h1>a<br/>b</h1>'],
    ['text\n\n<br>\n\ntext', '<p>text</p>\n<p><br/></p>\n<p>text</p>'],
    ['<mark>\n**x**\n</mark>', p('<mark>\n<strong>x</strong>\n</mark>')],
    ['<br>\n- a', '<p><br/></p>\n<ul>\n<li>a</li>\n</ul>'],
    ['- a<br>b\n- <u>c</u>', '<ul>\n<li>a<br/>b</li>\n<li><u>c</u></li>\n</ul>'],
  ])('%j', (text, html) => {
    expect(inOne(text)).toBe(html)
    expect(grown(text, everyLength(text, 1))).toBe(html)
  })

  test('in the cells of a table', () => {
    expect(inOne('| a |\n|---|\n| x<br>y<sup>2</sup><BR/>• z |')).toContain(
      '<td>x<br/>y<sup>2</sup><br/>• z</td>',
    )
  })
})

describe('everything else of HTML is text', () => {
  test.each([
    'Generic List<String> and Map<K, V>',
    '<b>bold</b> <i>x</i> <span>y</span> <a href="https://e.test">z</a>',
    '<sub>open and </sup>closed',
    '</u> <u/> <mark/>',
    '<subx>a</subx> <brr> <ub>',
    '<sub a<b>x',
    '<img src=x onerror=alert(1)> <u><script>alert(1)</script></u>'.replace('<u>', '').replace('</u>', ''),
    '<!-- note --> <!DOCTYPE html> <?php ?>',
  ])('%j', (text) => {
    expect(wordsIn(inOne(text)).trim()).toBe(text)
    expect(inOne(text)).not.toMatch(/<(?:sub|sup|u|mark|kbd|br|b|i|span|script|img)[ />]/)
    expect(grown(text, everyLength(text, 1))).toBe(inOne(text))
  })

  test('blocks keep their source', () => {
    expect(inOne('<div>\na<br>b\n</div>')).toBe(
      '<p class="md-html">&lt;div&gt;\na&lt;br&gt;b\n&lt;/div&gt;</p>',
    )
  })

  test('halves in different places do not meet', () => {
    expect(wordsIn(inOne('**<u>x**</u>'))).toBe('<u>x</u>')
    expect(inOne('<sub><u>x</sub></u>')).toBe('<p><sub>&lt;u&gt;x</sub>&lt;/u&gt;</p>')
    expect(inOne('<u>a\n\nb</u>')).toBe('<p>&lt;u&gt;a</p>\n<p>b&lt;/u&gt;</p>')
  })

  test('what is nested too deep is text', () => {
    const html = inOne('<sub>'.repeat(50) + 'x' + '</sub>'.repeat(50))
    expect(html.match(/<sub>/g)).toHaveLength(8)
  })
})

test('half a tag is not shown while it comes', () => {
  for (const view of views('a <sub>2</sub> <kbd class="x">K</kbd><br/>b'))
    expect(wordsIn(view)).not.toMatch(/[<>]/)
})

test('a long paragraph is not cut inside of an open tag', () => {
  const text = `<u>${'Plain words that go on and on. '.repeat(60)}</u> and ${'more words after it. '.repeat(60)}`
  expect(grown(text, everyLength(text, 17))).toBe(inOne(text))
  const unclosed = text.replace('</u>', '')
  expect(grown(unclosed, everyLength(unclosed, 17))).toBe(inOne(unclosed))
})
