import { describe, expect, test } from 'vitest'
import { linkIn, pageOf } from './address.ts'
import { fromLink, toLink } from './link.ts'
import { Prompt } from './schema.ts'

const addressOf = (url: string) => new URL(url, 'https://app.example/')
const found = (url: string) => linkIn(addressOf(url))

test.each([
  '/',
  '/#',
  '/#/',
  '/#/prompt',
  '/#/prompt?',
  '/#/models',
  '/#x=1',
  '/a%20b/',
  '/?theme=dark#/chat',
])('%s is no link', (url) => expect(found(url)).toBeNull())

const text = 'A “prompt” of some length, 1 + 1. '.repeat(5)
const CODE = (
  await toLink(Prompt.parse({ v: 2, model: 'gemini-x', parts: [{ text }], generationConfig: { topK: 4 } }))
).slice('#s2='.length)
const broken = (by: string) => `${CODE.slice(0, 20)}${by}${CODE.slice(20, 40)}${by}${CODE.slice(40)}`
const L = `/#s2=${CODE}`

describe('a link opens however it was passed on:', () => {
  test.each<readonly [string, string]>([
    ['as it is', L],
    ...[
      ')',
      '>',
      '”',
      ',',
      '**',
      '.',
      '!',
      '’s',
      '_',
      '__',
      '~~',
      '\\',
      '`',
      '"',
      '…',
      '):',
      '/',
      '|',
      ' and',
    ].map((glued) => [`followed by ${glued}`, L + glued] as const),
    ['followed by a sentence', `${L}),%20which%20I%20like`],
    ['with a parameter of a tracker', `${L}&utm_source=mail`],
    ...[
      '%20',
      '%0A',
      '%0D%0A',
      '=%0A',
      '%3D%0A',
      '\n',
      '\u200B',
      '%E2%80%8B',
      '\u00AD',
      '&#8203;',
      '&nbsp;',
      '%0A> ',
    ].map((by) => [`broken by ${JSON.stringify(by)}`, `/#s2=${broken(by)}`] as const),
    ['with its = encoded', `/#s2%3D${CODE}`],
    ['with its = encoded twice', `/#s2%253D${CODE}`],
    ['with its = as a mail writes it', `/#s2=3D${CODE}`],
    ['without its =', `/#s2%20${CODE}`],
    ['with its # doubled', `/##s2=${CODE}`],
    ['with its # encoded', `/%23s2=${CODE}`],
    ['with its # encoded, below a path', `/tools/play/%23s2=${CODE}`],
    ['with its # encoded twice', `/%2523s2%253D${CODE}`],
    ['with its # encoded behind another', `/#%23s2=${CODE}`],
    ['with its # encoded, glued and broken', `/%23s2%3D${broken('%0A')}%29.`],
    ['in the query', `/?%23s2=${CODE}`],
    ['behind a slash', `/#/s2=${CODE}`],
  ])('%s', async (_, url) => {
    const link = found(url)
    expect(await fromLink(link ?? '')).toMatchObject({ ok: true, prompt: { parts: [{ text }] }, ignored: [] })
  })

  test.each([
    '/#/prompt?text=a%26b&model=m',
    '/%23/prompt?text=a%26b&model=m',
    '/#%2Fprompt%3Ftext%3Da%2526b%26model%3Dm',
  ])('readable, %s', async (url) => {
    expect(await fromLink(found(url) ?? '')).toMatchObject({
      ok: true,
      prompt: { parts: [{ text: 'a&b' }], model: 'm' },
    })
  })
})

test.each([
  ['cut behind its head', '/#s1='],
  ['cut in its head', '/#s1'],
  ['cut', L.slice(0, -9)],
  ['cut in an encoded sign', `/%23s2=${CODE.slice(0, 30)}%E2%8`],
  ['without its head', `/#${CODE}`],
  ['in small letters', L.toLowerCase()],
])('a link %s is told, not passed over', async (_, url) => {
  const link = found(url)
  expect(link).not.toBeNull()
  expect(await fromLink(link ?? '')).toMatchObject({ ok: false, problem: expect.stringContaining('damaged') })
})

test('the page is left without its link', () => {
  expect(pageOf(addressOf('/tools/%23s1=abc?d#e'))).toBe('/tools/')
  expect(pageOf(addressOf('/tools/?q=1#s1=abc'))).toBe('/tools/?q=1')
  expect(pageOf(addressOf('/?%23s1=abc'))).toBe('/')
})
