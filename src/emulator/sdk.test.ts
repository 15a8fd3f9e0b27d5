/** The official SDK against the emulator over HTTP: what it expects of the API, it must find here. */
import { ApiError, GoogleGenAI, Type } from '@google/genai'
import type { GenerateContentResponse } from '@google/genai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noPace } from './plan.ts'
import { startEmulator } from './serve.ts'

let emulator: Awaited<ReturnType<typeof startEmulator>>
let ai: GoogleGenAI
beforeAll(async () => {
  emulator = await startEmulator({ pace: noPace })
  ai = new GoogleGenAI({ apiKey: 'a-key', httpOptions: { baseUrl: emulator.origin } })
})
afterAll(() => emulator.close())

async function errorOf(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ApiError)
  return error as ApiError
}

async function all(stream: Promise<AsyncGenerator<GenerateContentResponse>>) {
  const chunks: GenerateContentResponse[] = []
  for await (const chunk of await stream) chunks.push(chunk)
  return chunks
}

describe('@google/genai', () => {
  it('lists every model over both pages, and gets one', async () => {
    const names: (string | undefined)[] = []
    for await (const model of await ai.models.list({ config: { pageSize: 50 } })) names.push(model.name)
    expect(names.length).toBeGreaterThan(55)
    const model = await ai.models.get({ model: 'demo-flash' })
    expect(model).toMatchObject({ displayName: 'Demo Flash', topK: 64, thinking: true })
  })

  it('generates, with instruction and settings', async () => {
    const response = await ai.models.generateContent({
      model: 'demo-flash',
      contents: 'Why is the sky blue?',
      config: { systemInstruction: 'Answer in French.', temperature: 0.4, candidateCount: 2, seed: 3 },
    })
    expect(response.text).toContain('Pour cela, il faut un modèle de langage')
    expect(response.candidates).toHaveLength(2)
    expect(response.usageMetadata?.totalTokenCount).toBeGreaterThan(20)
  })

  it('streams to the end, thoughts first where asked for', async () => {
    const chunks = await all(
      ai.models.generateContentStream({
        model: 'gemini-3.6-flash',
        contents: 'a haiku about rain',
        config: { thinkingConfig: { includeThoughts: true } },
      }),
    )
    expect(chunks[0]?.candidates?.[0]?.content?.parts?.[0]?.thought).toBe(true)
    expect(chunks.map((chunk) => chunk.text ?? '').join('')).toContain('language model')
    expect(chunks.at(-1)?.candidates?.[0]?.finishReason).toBe('STOP')
  })

  it('keeps a chat, streamed turn included', async () => {
    const chat = ai.chats.create({ model: 'demo-flash' })
    await chat.sendMessage({ message: 'My name is Ada.' })
    for await (const chunk of await chat.sendMessageStream({ message: 'I like rain.' })) void chunk
    expect((await chat.sendMessage({ message: 'What is my name?' })).text).toContain('**Ada**')
    expect(chat.getHistory(true).filter(({ role }) => role === 'user')).toHaveLength(3)
  })

  it('counts tokens', async () => {
    const { totalTokens } = await ai.models.countTokens({
      model: 'demo-flash',
      contents: 'What is the meaning of life?',
    })
    expect(totalTokens).toBe(7)
  })

  it('embeds several texts in order, through the batch call', async () => {
    const { embeddings } = await ai.models.embedContent({
      model: 'gemini-embedding-001',
      contents: ['tea', 'coffee', 'tea'],
      config: { outputDimensionality: 256, taskType: 'SEMANTIC_SIMILARITY' },
    })
    expect(embeddings?.map(({ values }) => values?.length)).toEqual([256, 256, 256])
    expect(embeddings?.[0]?.values).toEqual(embeddings?.[2]?.values)
    expect(embeddings?.[0]?.values).not.toEqual(embeddings?.[1]?.values)
  })

  it('gives JSON that fits the schema', async () => {
    const response = await ai.models.generateContent({
      model: 'demo-flash',
      contents: 'Two recipes with rice',
      config: {
        responseMimeType: 'application/json',
        responseJsonSchema: {
          type: 'array',
          minItems: 2,
          maxItems: 2,
          items: {
            type: 'object',
            properties: { name: { type: 'string' }, minutes: { type: 'integer' } },
            required: ['name'],
          },
        },
      },
    })
    const recipes = JSON.parse(response.text ?? '') as { name: unknown; minutes: unknown }[]
    expect(recipes).toHaveLength(2)
    expect(recipes[0]).toEqual({ name: expect.any(String) as string, minutes: expect.any(Number) as number })
    expect(Number.isInteger(recipes[1]?.minutes)).toBe(true)
  })

  it('sends a schema in the older spelling, and a word of an enum', async () => {
    const mood = { type: Type.STRING, enum: ['good', 'bad'] }
    const responseSchema = {
      type: Type.OBJECT,
      properties: { mood, reason: { type: Type.STRING, nullable: true } },
      required: ['mood'],
      propertyOrdering: ['mood', 'reason'],
    }
    const { text = '' } = await ai.models.generateContent({
      model: 'gemini-3.6-flash',
      contents: 'I feel good.',
      config: { responseMimeType: 'application/json', responseSchema },
    })
    expect(JSON.parse(text)).toEqual({ mood: 'good', reason: null })
    const word = await ai.models.generateContent({
      model: 'gemini-3.6-flash',
      contents: 'I feel good.',
      config: { responseMimeType: 'text/x.enum', responseSchema: mood },
    })
    expect(word.text).toBe('good')
  })

  it('goes round a function call, signature and all', async () => {
    const weather = {
      name: 'get_weather',
      description: 'Weather for a city',
      parametersJsonSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    }
    const config = { tools: [{ functionDeclarations: [weather] }] }
    const chat = ai.chats.create({ model: 'gemini-3.6-flash', config })
    const first = await chat.sendMessage({ message: 'Weather in Oslo' })
    const [call] = first.functionCalls ?? []
    expect(call).toMatchObject({ name: 'get_weather', args: { city: expect.any(String) as string } })
    const answer = {
      name: 'get_weather',
      response: { output: { degrees: 4 } },
      ...(call?.id && { id: call.id }),
    }
    const second = await chat.sendMessage({ message: [{ functionResponse: answer }] })
    expect(second.text).toContain('"degrees":4')
  })

  it('draws a picture', async () => {
    const response = await ai.models.generateContent({
      model: 'demo-image',
      contents: 'hills',
      config: { responseModalities: ['TEXT', 'IMAGE'] },
    })
    expect(
      Buffer.from(response.data ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
  })

  it.each([
    ['demo-rate-limited', 429, 'RESOURCE_EXHAUSTED'],
    ['demo-overloaded', 503, 'UNAVAILABLE'],
    ['nope', 404, 'NOT_FOUND'],
  ])('throws its own error for %s', async (model, status, word) => {
    const unary = await errorOf(ai.models.generateContent({ model, contents: 'Hi' }))
    expect(unary.status).toBe(status)
    expect(unary.message).toContain(word)
    const streamed = await errorOf(all(ai.models.generateContentStream({ model, contents: 'Hi' })))
    expect(streamed.status).toBe(status)
  })

  it('throws for a bad key and for a bad setting', async () => {
    const other = new GoogleGenAI({ apiKey: 'bad-key', httpOptions: { baseUrl: emulator.origin } })
    expect(
      (await errorOf(other.models.generateContent({ model: 'demo-flash', contents: 'Hi' }))).message,
    ).toContain('API_KEY_INVALID')
    const hot = ai.models.generateContent({ model: 'demo-flash', contents: 'Hi', config: { temperature: 9 } })
    expect((await errorOf(hot)).message).toContain('temperature must be in the range [0, 2]')
  })

  it('reports a blocked prompt without candidates', async () => {
    const response = await ai.models.generateContent({ model: 'demo-prompt-blocked', contents: 'Hi' })
    expect([response.promptFeedback?.blockReason, response.candidates]).toEqual(['SAFETY', undefined])
  })
})
