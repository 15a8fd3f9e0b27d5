import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanKey } from './cleanKey.ts'

describe('a key', () => {
  test.each([
    ['  AIzaSyExample \n', 'AIzaSyExample'],
    ['\uFEFFAQ.Ab8\u200B', 'AQ.Ab8'],
    ['sk-anything', 'sk-anything'],
    ['', ''],
    ['user:pass=', 'user:pass='],
    ['a=b', 'a=b'],
    ['sk-gateway"quoted"', 'sk-gateway"quoted"'],
    ["ends-in-'", "ends-in-'"],
  ])('%j is taken as %j', (text, key) => expect(cleanKey(text)).toEqual({ ok: true, key }))

  test.each([
    ['"AIzaSyExample"', 'quotes'],
    ["'AIzaSyExample'", 'quotes'],
    ['`AIzaSyExample`', 'quotes'],
    ['" AIzaSyExample "', 'quotes'],
    ['“AIzaSyExample”', 'quotes'],
    ['"AIzaSyExample', 'quotes'],
    ['GEMINI_API_KEY=AIzaSyExample', 'name'],
    ['GEMINI_API_KEY = "AIzaSyExample"', 'name'],
    ["export GOOGLE_API_KEY='AIzaSyExample';", 'name'],
    ['set GEMINI_API_KEY=AIzaSyExample', 'name'],
    ['$env:GEMINI_API_KEY="AIzaSyExample"', 'name'],
    ['GEMINI_API_KEY="AIzaSyExample" # mine', 'name'],
    ['GEMINI_API_KEY=AIzaSyExample # mine', 'name'],
    ['  "api_key": "AIzaSyExample",', 'name'],
    ['x-goog-api-key: AIzaSyExample', 'name'],
  ])('%s is taken as the key alone, and says so', (text, said) => {
    const result = cleanKey(text)
    expect(result).toMatchObject({ ok: true, key: 'AIzaSyExample' })
    expect(result.ok && result.changed).toContain(said)
    // The sentence stands on the screen.
    expect(result.ok && result.changed).not.toContain('AIza')
  })

  test.each([
    ['two\nlines', 'line break'],
    ['two words', 'space'],
    ['ключ', 'character'],
    ['“quoted and more”', 'space'],
    ['GEMINI_API_KEY=two words', 'space'],
    ['auth_tokens/abc', 'Live API'],
  ])('%j is refused: %s', (text, why) => {
    const result = cleanKey(text)
    expect(result.ok ? '' : result.sentence).toContain(why)
  })

  test('whatever is taken can be sent in a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const result = cleanKey(text)
        if (result.ok)
          expect(new Headers({ 'x-goog-api-key': result.key }).get('x-goog-api-key')).toBe(result.key)
      }),
    )
  })
})
