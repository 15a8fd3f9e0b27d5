import fc from 'fast-check'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fromLink, toLink } from './link.ts'
import { Prompt } from './schema.ts'

const pack = (json: string) => `#s1=${deflateRawSync(json).toString('base64url')}`
const open = (value: unknown) => fromLink(pack(JSON.stringify(value)))
const sentence = /^[A-Z][^\n]{20,300}\.$/

/** The one sentence of a link that cannot be opened. */
async function problem(hash: string): Promise<string> {
  const opened = await fromLink(hash)
  if (opened.ok) throw new Error('opened')
  expect(opened.problem).toMatch(sentence)
  return opened.problem
}

test('a readable link sets what it names and nothing else', async () => {
  const hash = `#/prompt?model=models%2Fgemini-x&system=Be%20brief&text=a%26b+c`
  expect(await fromLink(hash)).toEqual({
    ok: true,
    prompt: {
      workspace: 'prompt',
      model: 'gemini-x',
      systemInstruction: 'Be brief',
      parts: [{ text: 'a&b c' }],
    },
    ignored: [],
  })
  expect(await fromLink('#/chat?text=Hi')).toMatchObject({
    prompt: { workspace: 'chat', parts: [{ text: 'Hi' }] },
  })
})

test('a readable link cannot run, redirect or carry a key', async () => {
  const opened = await fromLink(
    '#/prompt?text=Hi&auto=1&submit=&apiKey=k&baseUrl=https://e.example&__proto__=1&v=2',
  )
  expect(opened).toEqual({
    ok: true,
    prompt: { workspace: 'prompt', parts: [{ text: 'Hi' }] },
    ignored: ['auto', 'submit', 'apiKey', 'baseUrl', '__proto__', 'v'],
  })
  await problem('#/prompt?model=../../evil')
})

test('unknown keys are dropped and named, at every depth', async () => {
  const opened = await open({
    v: 1,
    model: 'm',
    apiKey: 'k',
    baseUrl: 'https://evil.example',
    generationConfig: { temperature: 1, endpoint: 'x' },
    embed: { texts: ['a'], headers: {} },
  })
  expect(opened).toMatchObject({ ok: true, prompt: { generationConfig: { temperature: 1 } } })
  expect(opened.ok && opened.ignored).toEqual([
    'apiKey',
    'baseUrl',
    'generationConfig.endpoint',
    'embed.headers',
  ])
  expect(JSON.stringify(opened.ok && opened.prompt)).not.toMatch(/evil|headers/)
})

test('a link cannot reach a prototype', async () => {
  const opened = await fromLink(
    pack(
      '{"v":1,"model":"m","__proto__":{"polluted":1},"generationConfig":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},"turns":[{"role":"user","parts":[{"__proto__":{"polluted":1},"text":"a"}]}]}',
    ),
  )
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  expect(opened.ok && opened.ignored).toEqual(
    expect.arrayContaining([
      '__proto__',
      'generationConfig.__proto__',
      'turns.0.parts.0.__proto__',
      'generationConfig.constructor',
    ]),
  )
  expect(opened.ok && Object.getPrototypeOf(opened.prompt.turns?.[0]?.parts[0] ?? null)).toBe(
    Object.prototype,
  )
})

test('every cut of a link, and 500 mutations, give a prompt or one sentence', async () => {
  const link = await toLink(
    Prompt.parse({
      v: 2,
      model: 'gemini-x',
      parts: [{ text: 'A prompt. '.repeat(9) }],
      generationConfig: { topK: 4 },
    }),
  )
  for (let end = 4; end < link.length; end++) await problem(link.slice(0, end))
  await fc.assert(
    fc.asyncProperty(fc.nat(link.length - 5), fc.constantFrom(...'aZ09-_%=+/ é'), async (at, char) => {
      const opened = await fromLink(link.slice(0, at + 4) + char + link.slice(at + 5))
      if (!opened.ok) expect(opened.problem).toMatch(sentence)
    }),
    { numRuns: 500 },
  )
})

test('bad values are told by name and bound', async () => {
  expect(await problem(pack('{"v":1,"model":"m","generationConfig":{"temperature":9}}'))).toContain(
    'generationConfig.temperature is 9, but it may be 2 at most',
  )
  expect(await problem(pack('{"v":1,"model":"m","safety":{"HARM_CATEGORY_HARASSMENT":"NO"}}'))).toContain(
    'BLOCK_NONE',
  )
  expect(await problem(pack('{"v":1}'))).toContain('model is missing')
  expect(
    await problem(pack(JSON.stringify({ v: 1, model: 'm', text: { [`x${'y'.repeat(5000)}`]: 1 } }))),
  ).toContain('text')
  for (const json of ['null', '[]', '"v"', '7', '{}', '{"v":"1"}']) await problem(pack(json))
})

test('brackets and quotes inside strings are text', async () => {
  const text = `${'[{'.repeat(200)}\\" \\\\"${'",'.repeat(300)}\\`
  expect(await open({ v: 1, model: 'm', text })).toMatchObject({ ok: true, prompt: { parts: [{ text }] } })
})

test('a newer format says so', async () => {
  expect(await problem('#s3=AAAA')).toContain('newer version')
  expect(await problem(pack('{"v":3,"model":"m"}'))).toContain('newer version')
})

test('bombs are refused', async () => {
  expect(await problem(pack(`{"v":1,"model":"m","text":"${'a'.repeat(30_000_000)}"}`))).toContain('1 MB')
  expect(await problem(pack(`{"v":1,"turns":${'['.repeat(300_000)}${']'.repeat(300_000)}}`))).toContain(
    'nested',
  )
  expect(await problem(pack(`{"v":1,"turns":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`))).toContain(
    'nested',
  )
  expect(await problem(`#s1=${'A'.repeat(70_000)}`)).toContain('too large')
  expect(
    await problem(
      pack(`{"v":1,"model":"m","generationConfig":{"stopSequences":[${'"a",'.repeat(100_000)}"a"]}}`),
    ),
  ).toContain('stopSequences')
  expect(await problem(pack(`{"v":1,"model":"m","x":[${'1,'.repeat(500_000)}1]}`))).toContain(
    'too many values',
  )
})
