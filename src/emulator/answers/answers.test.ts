import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content } from '../../gemini/types.ts'
import type { Schema } from '../ask.ts'
import { toBase64 } from '../base64.ts'
import { createHandle } from '../handle.ts'
import { noPace } from '../plan.ts'
import { encodePng } from '../png.ts'
import { random } from '../random.ts'
import { calculate, findSum, readable } from './arithmetic.ts'
import { valueFor } from './json.ts'

const handle = createHandle({ pace: noPace })

interface Answer {
  candidates: { content: { parts?: { text: string }[] }; finishReason: string }[]
  usageMetadata: { candidatesTokenCount?: number; thoughtsTokenCount?: number }
}

async function ask(contents: Content[], more: object = {}, model = 'demo-flash'): Promise<Answer> {
  const request = new Request(`https://emulator.invalid/v1beta/models/${model}:generateContent`, {
    method: 'POST',
    body: JSON.stringify({ contents, ...more }),
  })
  return (await handle(request)).json() as Promise<Answer>
}

const user = (text: string): Content => ({ role: 'user', parts: [{ text }] })
const model = (text: string): Content => ({ role: 'model', parts: [{ text }] })
const textOf = ({ candidates }: Answer, at = 0) => candidates[at]?.content.parts?.[0]?.text ?? ''
const say = async (prompt: string, more: object = {}) => textOf(await ask([user(prompt)], more))

const instruct = (text: string) => say('Why is the sky blue?', { systemInstruction: { parts: [{ text }] } })

const config = (generationConfig: object) => say('Why is the sky blue?', { generationConfig })

describe('an answer', () => {
  it('holds a section for each thing that was asked for', async () => {
    const text = await say(
      'Compare full jitter with equal jitter: a table, a formula and a TypeScript function',
    )
    expect(text.match(/^### .*$/gm)).toEqual(['### Side by side', '### Code', '### Maths'])
    expect(text).toContain('```typescript')
    expect(text).toContain('$$')
  })

  it.each([
    ['What is 12 * (3 + 4)?', '**84**'],
    ['what is 10 divided by 4', '**2.5**'],
    ['how many r in strawberry?', '**3**'],
    ['Count the words: "one two three"', '**3 words**'],
    ['compare tea and coffee', '| letters | 3 | 6 |'],
    ['Write a rust function', '```rust'],
    ['Show me JSON', '```json'],
    ['A formula, please', '$$'],
    ['Make a table', '| :--- | ---: |'],
    ['Tell me a story about a fox', '*fox*'],
    ['Why is the sky blue?', '“Why is the sky blue?”'],
  ])('to %j holds %j and says that it is no language model', async (prompt, words) => {
    const answer = await say(prompt)
    expect(answer).toContain(words)
    expect(answer).toMatch(/language model/)
  })

  it('is short for a short prompt, and longer for a long one', async () => {
    expect((await say('Hi')).length).toBeLessThan(120)
    expect((await say('long essay about rain')).length).toBeGreaterThan(6000)
  })

  it('repeats words that are dictated, and no others', async () => {
    expect(await say('Reply with exactly: PONG')).toBe('PONG')
  })

  it('follows an instruction where it can, and quotes it', async () => {
    expect(await instruct('Answer in German.')).toContain('kein Sprachmodell')
    expect(await instruct('ANSWER IN UPPERCASE')).toContain('WHY IS THE SKY BLUE?')
    expect(await instruct('End every answer with “over”.')).toMatch(/over$/)
    expect(await instruct('You love trains.')).toContain('“You love trains.”')
    expect((await instruct('Be brief.')).split(/[.!?]\s/).length).toBeLessThan(4)
  })

  it('knows the turns before it', async () => {
    const talk = [user('My name is Ada.'), model('Hello.'), user('It rains.'), model('So it does.')]
    expect(textOf(await ask([...talk, user('What is my name?')]))).toContain('**Ada**')
    expect(textOf(await ask([...talk, user('What did I say first?')]))).toContain('“My name is Ada.”')
    expect(textOf(await ask([...talk, user('And now?')]))).toContain('turn 3')
  })

  it('is the same for the same request and words itself by temperature and seed', async () => {
    expect(await config({ seed: 1 })).toBe(await config({ seed: 1 }))
    const worded = new Set(
      await Promise.all(
        [1, 2, 3, 4, 5, 6].map(async (seed) => (await config({ seed })).split(' Settings')[0]),
      ),
    )
    expect(worded.size).toBeGreaterThan(1)
    const cold = await Promise.all([1, 2].map((seed) => config({ seed, temperature: 0 })))
    expect(cold[0]?.replace('`seed` 1', '')).toBe(cold[1]?.replace('`seed` 2', ''))
  })

  it('ends before a stop sequence', async () => {
    const answer = await ask([user('everything')], { generationConfig: { stopSequences: ['## Code'] } })
    expect(answer.candidates[0]?.finishReason).toBe('STOP')
    expect(textOf(answer)).toMatch(/\|\n\n$/)
  })

  it('is cut at the output limit, thinking included', async () => {
    const answer = await ask([user('everything')], { generationConfig: { maxOutputTokens: 40 } })
    expect(answer.candidates[0]?.finishReason).toBe('MAX_TOKENS')
    const { candidatesTokenCount = 0, thoughtsTokenCount = 0 } = answer.usageMetadata
    expect(candidatesTokenCount + thoughtsTokenCount).toBe(40)
    expect(candidatesTokenCount).toBeGreaterThan(20)
    const starved = await ask([user('Hi')], { generationConfig: { maxOutputTokens: 5 } }, 'gemini-2.5-pro')
    expect(starved.candidates[0]).toEqual({
      content: { role: 'model' },
      finishReason: 'MAX_TOKENS',
      index: 0,
    })
  })

  it('gives as many candidates as were asked for', async () => {
    const answer = await ask([user('Hi')], { generationConfig: { candidateCount: 4 } })
    expect(answer.candidates.map((_, at) => textOf(answer, at).length > 0)).toEqual([true, true, true, true])
  })

  it('measures a picture: format, size, colours', async () => {
    const rgba = new Uint8Array(40 * 20 * 4)
    for (let i = 0; i < 800; i++) rgba.set(i < 600 ? [220, 20, 20, 255] : [20, 40, 220, 255], i * 4)
    const data = toBase64(await encodePng({ width: 40, height: 20, rgba }))
    const answer = textOf(await ask([{ parts: [{ inlineData: { mimeType: 'image/png', data } }] }]))
    expect(answer).toContain('PNG')
    expect(answer).toContain('40 × 20 pixels, landscape')
    expect(answer).toContain('red (75 %), blue (25 %)')
  })
})

describe('arithmetic', () => {
  it('agrees with a sum of random numbers, brackets and all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 99 }),
        (a, b, c) => {
          expect(calculate(`(${a} - ${b}) * ${c} + ${a} / ${b}`)).toBeCloseTo((a - b) * c + a / b, 9)
        },
      ),
    )
  })

  it('binds as usual and refuses what is no sum', () => {
    expect([calculate('2 ^ 3 ^ 2'), calculate('-2 ^ 2'), calculate('7 % 4 * 2')]).toEqual([512, -4, 6])
    expect([calculate('2 +'), calculate('(1'), calculate('a')]).toEqual([undefined, undefined, undefined])
    expect(findSum('From 2026-11-22 to 3-5 of 2')).toBeUndefined()
    expect(readable(0.1 + 0.2)).toBe('0.3')
  })
})

function fits(value: unknown, given: Schema): boolean {
  if (given.enum) return given.enum.includes(value)
  const type = String(given.type).toLowerCase()
  if (type === 'array')
    return (
      Array.isArray(value) &&
      value.length >= Number(given.minItems) &&
      value.every((item) => fits(item, given.items ?? {}))
    )
  if (type === 'object')
    return Object.entries(given.properties ?? {}).every(([key, inner]) =>
      fits((value as Record<string, unknown>)[key], inner),
    )
  if (type === 'string') return typeof value === 'string' && value.length >= Number(given.minLength)
  if (type === 'boolean') return typeof value === 'boolean'
  const inRange = typeof value === 'number' && value >= (given.minimum ?? 0) && value <= (given.maximum ?? 0)
  return inRange && (type === 'number' || Number.isInteger(value))
}

describe('JSON by a schema', () => {
  const leaf = fc.oneof(
    fc.record({ type: fc.constantFrom('string', 'STRING'), minLength: fc.nat(20) }),
    fc.record({
      type: fc.constantFrom('integer', 'number'),
      minimum: fc.integer({ min: -50, max: 0 }),
      maximum: fc.integer({ min: 1, max: 50 }),
    }),
    fc.constant({ type: 'boolean' }),
    fc.record({ enum: fc.array(fc.string(), { minLength: 1 }) }),
  )
  const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
    schema: fc.oneof(
      { depthSize: 'small' },
      leaf as fc.Arbitrary<Schema>,
      fc.record({
        type: fc.constant('array'),
        items: tie('schema'),
        minItems: fc.nat(4),
        maxItems: fc.constant(6),
      }),
      fc
        .dictionary(
          fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
          tie('schema'),
          { maxKeys: 4 },
        )
        .map((properties) => ({
          type: 'OBJECT',
          properties,
          required: Object.keys(properties),
        })),
    ),
  }))

  it('always fits', () => {
    fc.assert(
      fc.property(schema, fc.string(), (given, prompt) => {
        expect(fits(valueFor(given, { prompt, chance: random(prompt), root: given, depth: 0 }), given)).toBe(
          true,
        )
      }),
    )
  })

  it('ends for a schema that holds itself', () => {
    const given: Schema = {
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } }, required: ['next'] } },
      $ref: '#/$defs/node',
    }
    expect(
      JSON.stringify(valueFor(given, { prompt: '', chance: random(''), root: given, depth: 0 })),
    ).toContain('"next":null')
  })
})
