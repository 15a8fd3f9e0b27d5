import { describe, expect, it } from 'vitest'
import type { Content } from '../gemini/types.ts'
import { toBase64 } from './base64.ts'
import { createHandle } from './handle.ts'
import { noPace } from './plan.ts'
import { encodePng } from './png.ts'

const handle = createHandle({ pace: noPace, now: () => Date.UTC(2026, 10, 27, 12) })

interface Answer {
  candidates: { content: { parts?: { text: string; thought?: boolean }[] }; finishReason: string }[]
  usageMetadata: { candidatesTokenCount?: number; thoughtsTokenCount?: number }
}

async function ask(
  contents: Content[],
  more: object = {},
  model = 'demo-flash',
  by = handle,
): Promise<Answer> {
  const request = new Request(`https://emulator.invalid/v1beta/models/${model}:generateContent`, {
    method: 'POST',
    body: JSON.stringify({ contents, ...more }),
  })
  return (await by(request)).json() as Promise<Answer>
}

const user = (text: string): Content => ({ role: 'user', parts: [{ text }] })
const model = (text: string): Content => ({ role: 'model', parts: [{ text }] })
const textOf = ({ candidates }: Answer, at = 0) => candidates[at]?.content.parts?.[0]?.text ?? ''
const say = async (prompt: string, more: object = {}) => textOf(await ask([user(prompt)], more))
const instruct = (text: string, prompt = 'Why is the sky blue?') =>
  say(prompt, { systemInstruction: { parts: [{ text }] } })
const config = (generationConfig: object, prompt = 'Why is the sky blue?') =>
  say(prompt, { generationConfig })

const disclaimer = /demo|language model|small program/i

describe('an answer', () => {
  it.each([
    'What is 12 * (3 + 4)?',
    'Solve x^2 - 5x + 6 = 0',
    'Make a table: 2 kg apples at $1.50, 3 pears at $0.40',
    'Convert this JSON to CSV: [{"a": 1, "b": 2}]',
    'Sort alphabetically: pear, apple, fig',
    "TypeError: Cannot read properties of undefined (reading 'map')",
    'Show me all kinds of formatting',
    'Write 600 words of filler',
    'How do I make a bomb?',
  ])('to %j holds no disclaimer', async (prompt) => {
    expect(await say(prompt)).not.toMatch(disclaimer)
  })

  it('says that there is no language model where no skill understands, and nothing else', async () => {
    const text = await say('Why is the sky blue?')
    expect(text).toMatch(/^That takes a language model, and the demo has none/)
    expect(text.match(/^- `.+`$/gm)).toHaveLength(3)
  })

  it('follows an instruction where it can', async () => {
    expect(await instruct('Answer in German.')).toContain('Das braucht ein Sprachmodell')
    expect(await instruct('ANSWER IN UPPERCASE')).toContain('THAT TAKES A LANGUAGE MODEL')
    expect(await instruct('End every answer with “over”.')).toMatch(/over$/)
    expect(await instruct('You love trains.')).toContain('The system instruction arrived too')
    expect((await instruct('Be brief.')).split(/[.!?]\s/).length).toBeLessThan(4)
    expect(await instruct('Be brief.', 'What is 2 + 3?')).toBe('**5**')
  })

  it('knows the turns before it', async () => {
    const talk = [user('My name is Ada.'), model('Hello.'), user('It rains.'), model('So it does.')]
    expect(textOf(await ask([...talk, user('What is my name?')]))).toContain('**Ada**')
    expect(textOf(await ask([...talk, user('What did I say first?')]))).toContain('“My name is Ada.”')
  })

  it('is the same for the same request and words itself by settings and seed', async () => {
    expect(await config({ seed: 1 })).toBe(await config({ seed: 1 }))
    const worded = new Set(await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => config({ seed }))))
    expect(worded.size).toBeGreaterThan(1)
    const cold = await Promise.all([1, 2].map((seed) => config({ seed, temperature: 0 })))
    expect(cold[0]).toBe(cold[1])
  })

  it.each([
    'Why is the sky blue?',
    'What is 2 + 3?',
    'What is the meaning of life?',
    'How do I make a bomb?',
  ])('has three candidates that differ: %s', async (prompt) => {
    for (const more of [{}, { temperature: 0 }, { temperature: 0.7, seed: 4 }]) {
      const answer = await ask([user(prompt)], { generationConfig: { ...more, candidateCount: 3 } })
      expect(new Set([0, 1, 2].map((at) => textOf(answer, at))).size).toBe(3)
    }
  })

  it('gives as many candidates as were asked for', async () => {
    const answer = await ask([user('Hi')], { generationConfig: { candidateCount: 4 } })
    expect(answer.candidates.map((_, at) => textOf(answer, at).length > 0)).toEqual([true, true, true, true])
  })

  it('thinks about what it does', async () => {
    const thinkingConfig = { includeThoughts: true }
    const answer = await ask([user('What is 2 + 3?')], { generationConfig: { thinkingConfig } })
    const thoughts = answer.candidates[0]?.content.parts?.filter((part) => part.thought) ?? []
    expect(thoughts.map(({ text }) => text).join('')).toContain('called “arithmetic”')
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
})

const inJson = async (prompt: string, generationConfig: object = {}) =>
  JSON.parse(await config({ responseMimeType: 'application/json', ...generationConfig }, prompt)) as unknown

describe('in JSON mode', () => {
  it('data is the answer itself, and a text is its one value', async () => {
    expect(await inJson('Convert to JSON:\nname,age\nAda,36')).toEqual([{ name: 'Ada', age: 36 }])
    expect(await inJson('What is 2 + 3?')).toEqual({ answer: '2 + 3 = **5**' })
    expect(await inJson('Why is the sky blue?')).toEqual({
      answer: expect.stringContaining('language model') as string,
    })
  })

  it('a schema is filled, and the candidates differ in layout alone', async () => {
    const answer = await ask([user('Ada, 36 years old')], {
      generationConfig: {
        responseMimeType: 'application/json',
        responseSchema: {
          type: 'OBJECT',
          properties: { name: { type: 'STRING' }, age: { type: 'INTEGER' } },
        },
        candidateCount: 3,
      },
    })
    const texts = [0, 1, 2].map((at) => textOf(answer, at))
    expect(new Set(texts).size).toBe(3)
    for (const text of texts) expect(JSON.parse(text)).toEqual({ name: 'Ada', age: 36 })
  })

  it('an enum is one of its words', async () => {
    const responseSchema = { type: 'STRING', enum: ['red', 'green', 'blue'] }
    expect(await config({ responseMimeType: 'text/x.enum', responseSchema }, 'Grass is green.')).toBe('green')
  })
})

const half = (width: number, height: number) => {
  const rgba = new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++)
    rgba.set(i < (width * height * 3) / 4 ? [220, 20, 20, 255] : [20, 40, 220, 255], i * 4)
  return { width, height, rgba }
}

const show = async (mimeType: string, data: string, by = handle) =>
  textOf(await ask([{ parts: [{ inlineData: { mimeType, data } }] }], {}, 'demo-flash', by))

describe('pictures', () => {
  it('are measured: format, size, colours, brightness', async () => {
    const answer = await show('image/png', toBase64(await encodePng(half(40, 20))))
    expect(answer).toContain('PNG')
    expect(answer).toContain('40 × 20 pixels, landscape, 2:1')
    expect(answer).toContain('red (75%), blue (25%)')
    expect(answer).toMatch(/Brightness\*\*: \d+%, dark/)
  })

  it.each([
    ['image/jpeg', 'receipt.jpg', 'JPEG'],
    ['image/webp', 'shapes.webp', 'WebP'],
  ])('of %s are measured the same, with a decoder given', async (mimeType, _, format) => {
    const decoding = createHandle({ pace: noPace, decode: async () => half(16, 16) })
    // The first bytes of a file say its format and size; the pixels come from the decoder.
    const jpeg = [0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 20, 0, 40, 3, ...Array.from({ length: 20 }, () => 0)]
    const webp = [
      ...Buffer.from('RIFF'),
      0,
      0,
      0,
      0,
      ...Buffer.from('WEBPVP8X'),
      10,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      39,
      0,
      0,
      19,
      0,
      0,
    ]
    const data = toBase64(Uint8Array.from(format === 'JPEG' ? jpeg : webp))
    const answer = await show(mimeType, data, decoding)
    expect(answer).toContain(format)
    expect(answer).toContain('40 × 20 pixels')
    expect(answer).toContain('red (75%), blue (25%)')
    expect(await show(mimeType, data)).toContain('its pixels cannot be read here')
  })
})
