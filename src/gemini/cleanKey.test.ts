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
    ['- GEMINI_API_KEY=AIzaSyExample', 'name'],
    ['ENV GEMINI_API_KEY AIzaSyExample', 'name'],
    ['setx GEMINI_API_KEY "AIzaSyExample"', 'name'],
    ["set -gx GEMINI_API_KEY 'AIzaSyExample'", 'name'],
    ['setenv GEMINI_API_KEY AIzaSyExample', 'name'],
    ['const apiKey = "AIzaSyExample";', 'name'],
    ['process.env.GEMINI_API_KEY = "AIzaSyExample"', 'name'],
    ['-H "x-goog-api-key: AIzaSyExample"', 'name'],
    ['{"apiKey":"AIzaSyExample"}', 'name'],
    ['Authorization: Bearer AIzaSyExample', 'name'],
    ['API key: AIzaSyExample', 'name'],
  ])('%s is taken as the key alone, and says so', (text, said) => {
    const result = cleanKey(text)
    expect(result).toMatchObject({ ok: true, key: 'AIzaSyExample' })
    expect(result.ok && result.changed).toContain(said)
    // The sentence stands on the screen.
    expect(result.ok && result.changed).not.toContain('AIza')
  })

  const whole = 'AIzaSyA-1234567890_abcdefghijklmnopqrst'
  test.each([
    `${whole};`,
    `<${whole}>`,
    `https://generativelanguage.googleapis.com/v1beta/models?key=${whole}`,
    `genai.configure(api_key="${whole}")`,
    `os.environ["GEMINI_API_KEY"] = "${whole}"`,
    `client = genai.Client(api_key='${whole}')  # mine`,
    `# mine GEMINI_API_KEY=${whole} OTHER=x`,
    `\\"${whole}\\"`,
  ])('a key of Google’s own shape is found in %s', (text) => {
    const result = cleanKey(text)
    expect(result).toMatchObject({ ok: true, key: whole })
    expect(result.ok && result.changed).toBe('Only the key is used, without what stood around it.')
  })

  test('of a gateway’s own keys and of two keys nothing is cut', () => {
    expect(cleanKey(`team:${whole}`)).toEqual({ ok: true, key: `team:${whole}` })
    expect(cleanKey(`${whole} AIzaSyB-1234567890_abcdefghijklmnopqrst`)).toMatchObject({ ok: false })
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
