import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBaseUrl } from './baseUrl.ts'
import { modelPath } from './model.ts'

describe('a base URL', () => {
  test.each([
    ['https://generativelanguage.googleapis.com', 'https://generativelanguage.googleapis.com'],
    [' https://EXAMPLE.com/// \n', 'https://example.com'],
    ['https://gateway.test/v1/acct', 'https://gateway.test/v1/acct'],
    ['\u200Bhttps://gate\u200Bway.test', 'https://gateway.test'],
    ['http://localhost:4100', 'http://localhost:4100'],
    ['http://127.0.0.1:8080/s/case', 'http://127.0.0.1:8080/s/case'],
    ['http://127.1:80', 'http://127.0.0.1'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('%j is taken as %s', (text, url) => {
    expect(parseBaseUrl(text)).toEqual({ ok: true, url, origin: new URL(url).origin })
  })

  test.each([
    ['https://gateway.test/google/v1beta/', 'https://gateway.test/google', '/v1beta'],
    ['https://gateway.test/v1', 'https://gateway.test', '/v1'],
    ['https://gateway.test/v1alpha', 'https://gateway.test', '/v1alpha'],
    [
      'https://generativelanguage.googleapis.com/v1beta/openai/',
      'https://generativelanguage.googleapis.com',
      '/v1beta/openai',
    ],
    [
      'https://gateway.test/a/v1beta/openai/chat/completions',
      'https://gateway.test/a',
      '/v1beta/openai/chat/completions',
    ],
    ['https://gateway.test/v1beta/models', 'https://gateway.test', '/v1beta/models'],
    [
      'https://gateway.test/v1beta/models/gemini-x:generateContent',
      'https://gateway.test',
      '/v1beta/models/gemini-x:generateContent',
    ],
    ['https://gateway.test/v1/v1beta', 'https://gateway.test', '/v1/v1beta'],
    ['https://gateway.test/V1Beta', 'https://gateway.test', '/V1Beta'],
    ['https://gateway.test/v1beta1/', 'https://gateway.test', '/v1beta1'],
    ['https://gateway.test/a/v1/chat/completions', 'https://gateway.test/a', '/v1/chat/completions'],
    ['https://gateway.test/v1/embeddings', 'https://gateway.test', '/v1/embeddings'],
  ])('%j is taken as %s, and says so', (text, url, left) => {
    const result = parseBaseUrl(text)
    expect(result).toMatchObject({ ok: true, url, origin: new URL(url).origin })
    expect(result.ok && result.changed).toContain(url)
    expect(result.ok && result.changed).toContain(`${left} `)
  })

  test.each([
    '"https://gateway.test/a"',
    '<https://gateway.test/a>',
    'GOOGLE_GEMINI_BASE_URL=https://gateway.test/a',
    'export OPENAI_BASE_URL="https://gateway.test/a/v1/"',
    "base_url='https://gateway.test/a/v1beta/openai/',",
    '"baseUrl": "https://gateway.test/a",',
  ])('%s is taken without what stands around it, and says so', (text) => {
    const result = parseBaseUrl(text)
    expect(result).toMatchObject({ ok: true, url: 'https://gateway.test/a' })
    expect(result.ok && result.changed).toContain('Taken as https://gateway.test/a')
  })

  test.each([
    '',
    '   ',
    'generativelanguage.googleapis.com',
    'javascript:alert(1)',
    'ftp://example.com',
    'https://',
    'https://user:pw@example.com',
    'https://user@example.com',
    'https://@example.com',
    'https://generativelanguage.googleapis.com@evil.test',
    'https:\\\\evil.test',
    'https://example.com\\@evil.test',
    'https://example.com/?key=AIzaSy',
    'https://example.com?',
    'https://example.com/#',
    'http://example.com',
    'http://localhost.evil.test',
    'http://127.0.0.1.evil.test',
    'http://10.0.0.1',
    'http://[::2]',
    'https://exa mple.com',
    'data:text/html,x',
  ])('%j is refused in a sentence', (text) => {
    const result = parseBaseUrl(text)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.sentence).toMatch(/^[A-Z].*\.$|^[A-Z].*localhost|:$/)
  })

  test('whatever is taken has no user, query or fragment, and plain HTTP stays on this computer', () => {
    const piece = fc.constantFrom(
      'http',
      'https',
      '://',
      '//',
      '/',
      '\\',
      '@',
      ':',
      '?',
      '#',
      '.',
      'a',
      'v1',
      'v1beta',
      'openai',
      'localhost',
      '127.0.0.1',
      'evil.test',
      '\u200B',
      ' ',
      '[::1]',
      '80',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.array(piece, { maxLength: 9 }).map((all) => all.join('')),
        ),
        (text) => {
          const result = parseBaseUrl(text)
          if (!result.ok) return
          const url = new URL(result.url)
          expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', ''])
          expect(url.origin).toBe(result.origin)
          if (url.protocol !== 'https:') expect(url.hostname).toMatch(/^(localhost|127\.[\d.]+|\[::1\])$/)
          expect(parseBaseUrl(result.url)).toEqual({ ok: true, url: result.url, origin: result.origin })
        },
      ),
      { numRuns: 500 },
    )
  }, 60_000)
})

describe('the path of a model', () => {
  test.each([
    ['gemini-x', 'models/gemini-x'],
    [' models/gemini-x ', 'models/gemini-x'],
    ['tunedModels/abc', 'tunedModels/abc'],
  ])('%j is %s', (id, path) => expect(modelPath(id)).toBe(path))

  test.each([
    '',
    '../files',
    'models/../files',
    'a?b',
    'a&b',
    'a#b',
    'a%2e',
    'a\\b',
    '/models/x',
    'models//x',
    'models/./x',
    'a b',
  ])('%j is refused', (id) => expect(modelPath(id)).toBeUndefined())
})
