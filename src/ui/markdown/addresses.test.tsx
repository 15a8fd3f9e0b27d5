import { describe, expect, test } from 'vitest'
import { addressEnd } from './addresses.ts'
import { everyLength, grown, inOne } from './oracle.tsx'

/** Words and addresses of the links. */
function linksIn(text: string): [string, string][] {
  return [...inOne(text).matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g)].map(([, href = '', words = '']) => [
    words.replaceAll('&amp;', '&').replaceAll('&#x27;', "'"),
    href.replaceAll('&amp;', '&').replaceAll('&#x27;', "'"),
  ])
}

const fullWidth =
  '。，、；：！？）】」』》〉〕｝］…—”’“‘（【「『《〈·～＿｜／＼＆＃％＊＋＝＜＞＠｀＾．｡､｢｣￥→•・٫،؛؟۔।՝'

describe.each([
  'https://example.org/page',
  'https://example.org',
  'http://a.example.org:8080/x?y=z#w',
  'https://例え.jp/道',
  'https://example.org/wiki/中文',
])('%s ends before', (address) => {
  test.each([...fullWidth].filter((mark) => !'＠'.includes(mark)))('%s', (mark) => {
    const text = `見て${address}${mark}次の文です。`
    expect(linksIn(text).map(([words]) => words)).toEqual([address])
    expect(new URL(linksIn(text)[0]?.[1] ?? '').host).toBe(new URL(address).host)
    expect(grown(text, everyLength(text, 3))).toBe(inOne(text))
  })

  test.each([
    '.',
    ',',
    ';',
    ':',
    '!',
    '?',
    ')',
    ']',
    '}',
    '"',
    "'",
    '*',
    '~',
    '>',
    '<',
    '`',
    '),',
    '."',
    '?)',
    "'.",
    '**',
    '...',
  ])('%s at the end', (mark) => {
    for (const text of [`see ${address}${mark}`, `see ${address}${mark} next`, `看 ${address}${mark}\nnext`])
      expect(linksIn(text).map(([words]) => words)).toEqual([address])
  })
})

test.each([
  ['https://example.orgを見て', 'https://example.org'],
  ['https://example.org를 보세요', 'https://example.org'],
  ['https://example.comи другие', 'https://example.com'],
  ['https://example.com:8080を開く', 'https://example.com:8080'],
  ['https://localhostを開く', 'https://localhost'],
  ['https://example.com.これは', 'https://example.com'],
  ['www.example.org，と', 'www.example.org'],
  ['请访问www.example.org了解', 'www.example.org'],
  ['(https://example.com/a)を参照', 'https://example.com/a'],
  ['https://example.com/a_(b))を', 'https://example.com/a_(b)'],
  ['https://example.com/a,中文', 'https://example.com/a'],
  ['**https://example.com/a**を', 'https://example.com/a'],
  ['“https://example.com/a”和', 'https://example.com/a'],
  ['https://example.com/a?b=c&amp;', 'https://example.com/a?b=c'],
  ['https://ja.wikipedia.org/wiki/けいおん・！', 'https://ja.wikipedia.org/wiki/けいおん'],
  ['https://e.test/Bose–Einstein – x', 'https://e.test/Bose–Einstein'],
  ['[see https://example.com/a、and]', 'https://example.com/a'],
  ['https://bücher.example/ä。', 'https://bücher.example/ä'],
  ['https://пример.рф/путь, и', 'https://пример.рф/путь'],
  ['https://example.org\u200B.evil.test', 'https://example.org'],
  ['https://example.org\u202Emoc', 'https://example.org'],
])('%j holds %s', (text, address) => {
  expect(linksIn(text).map(([words]) => words)).toEqual([address])
})

test.each([
  'https://example.org。evil.test',
  'https://example.org．evil.test/x',
  'https://example.org｡evil.test',
  'https://example.org／evil',
  'https://example.org：8080/x',
  'www.example.org。evil.test',
  'https://example.org、www.example.org',
  'https://example.org\u00ADevil.test',
])('%j leads to no other host', (text) => {
  const hosts = linksIn(text).map(([, href]) => new URL(href).host)
  expect(hosts.length).toBeGreaterThan(0)
  for (const host of hosts) expect(['example.org', 'www.example.org']).toContain(host)
})

test.each([
  'https://user＠evil.test/',
  'https://good.test@evil.test/',
  'https://good.test:80@evil.test',
  'https://abc日本.jp/',
  'https://example.comとexample.net',
  'https://',
  'https://。',
  'https://ｅxample.org',
  'www.',
  'www.。',
  'xhttps://e.test',
  'https://a_b.c_d/',
])('%j cannot be told, and is text', (text) => expect(linksIn(text)).toEqual([]))

test('what else is an address stays one', () => {
  expect(linksIn('me@e.test, mailto:you@e.test。and [x me@e.test]').map(([, href]) => href)).toEqual([
    'mailto:me@e.test',
    'mailto:you@e.test',
    'mailto:me@e.test',
  ])
  expect(linksIn('<https://example.org/a。b>').length).toBe(1)
  expect(linksIn('[words。](https://example.org/a)').map(([words]) => words)).toEqual(['words。'])
  expect(linksIn('[https://example.org/a。b](https://example.org/c)').length).toBe(1)
})

test.each([
  ['addresses', ',https://a.b', 9000],
  ['addresses with paths', '(https://e.test/x),', 7500],
  ['names before hosts', 'https://a:b', 9000],
])('%s without blanks between them cost little', (_, one, times) => {
  const text = one.repeat(times)
  // Read to the end each, they took more time than a test has.
  expect(inOne(text)).toContain('https://')
  expect(addressEnd(text, text.indexOf('http'))).toBeGreaterThan(0)
})
