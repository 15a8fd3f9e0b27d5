import { expect, test } from 'vitest'
import { linkTarget } from './links.ts'

test.each([
  ['https://ai.google.dev/docs', 'https://ai.google.dev/docs'],
  ['https://ai.google.dev', 'ai.google.dev'],
  ['https://e.test/', 'https://e.test'],
  ['http://www.e.test', 'www.e.test'],
  ['mailto:me@e.test', 'me@e.test'],
  ['https://e.test/%C3%A4', 'https://e.test/ä'],
])('%s written as %s says where it leads', (address, text) => {
  expect(linkTarget(address, text)?.plain).toBe(true)
})

test.each([
  ['other words', 'https://e.test', 'the docs', 'e.test'],
  ['another address', 'https://evil.test', 'https://good.test', 'evil.test'],
  ['a user name', 'https://good.test@evil.test/', 'https://good.test@evil.test/', 'evil.test'],
  ['a look-alike', 'https://аpple.test/', 'https://аpple.test/', 'xn--pple-43d.test'],
  ['full-width letters', 'https://ｅvil.test/', 'https://ｅvil.test/', 'evil.test'],
  ['an encoded host', 'https://%65vil.test/', 'https://%65vil.test/', 'evil.test'],
  ['punycode', 'https://xn--pple-43d.test', 'https://xn--pple-43d.test', 'xn--pple-43d.test'],
  [
    'a very long host',
    `https://${'a.'.repeat(40)}test`,
    `https://${'a.'.repeat(40)}test`,
    `${'a.'.repeat(40)}test`,
  ],
])('%s: the reader is asked, with the real host', (_, address, text, host) => {
  expect(linkTarget(address, text)).toMatchObject({ plain: false, host })
})

test.each([
  'javascript:alert(1)',
  ' javascript:x',
  'data:text/html,x',
  '//e.test',
  '/x',
  '#x',
  'https:',
  'ftp://e.test',
  'blob:https://e.test/1',
  '',
])('%j is dead', (address) => {
  expect(linkTarget(address, address)).toBeUndefined()
})
