import { expect, test } from 'vitest'
import { createHandle } from './handle.ts'
import { noPace } from './plan.ts'

const handle = createHandle({ pace: noPace })

async function ask(generationConfig: object, model = 'gemini-3.6-flash') {
  const response = await handle(
    new Request(`http://emulator/v1beta/models/${model}:generateContent`, {
      method: 'POST',
      headers: { 'x-goog-api-key': 'any', 'content-type': 'application/json' },
      body: JSON.stringify({
        contents: [{ role: 'user', parts: [{ text: 'I feel good.' }] }],
        generationConfig,
      }),
    }),
  )
  return (await response.json()) as {
    error?: { code: number; message: string; details?: { fieldViolations: { description: string }[] }[] }
    candidates?: { content: { parts: { text: string }[] } }[]
  }
}

const json = { responseMimeType: 'application/json' }
const object = {
  type: 'OBJECT',
  properties: { mood: { type: 'STRING', enum: ['good', 'bad'] } },
  required: ['mood'],
}
const jsonSchema = { type: 'object', properties: { mood: { enum: ['good', 'bad'] } }, required: ['mood'] }
const large = {
  type: 'object',
  properties: { rows: { type: 'array', maxItems: 900, items: { type: 'integer', minimum: 0, maximum: 9 } } },
}
const many = 'The specified schema produces a constraint that has too many states for serving.'

test.each([
  ['responseSchema', { ...json, responseSchema: object }],
  ['responseJsonSchema', { ...json, responseJsonSchema: jsonSchema }],
  ['_responseJsonSchema', { ...json, _responseJsonSchema: jsonSchema }],
  ['responseFormat', { responseFormat: { text: { mimeType: 'application/json', schema: jsonSchema } } }],
])('%s is answered', async (_, config) => {
  const { candidates } = await ask(config)
  expect(JSON.parse(candidates![0]!.content.parts[0]!.text)).toEqual({ mood: 'good' })
})

test('an enum is answered as a bare word', async () => {
  const { candidates } = await ask({
    responseMimeType: 'text/x.enum',
    responseSchema: { type: 'STRING', enum: ['good', 'bad'] },
  })
  expect(candidates![0]!.content.parts[0]!.text).toBe('good')
})

test.each<[object, string | RegExp]>([
  [{ responseMimeType: 'application/toml' }, /response_mime_type: allowed mimetypes are/],
  [{ responseJsonSchema: jsonSchema }, /only supported when response_mime_type is/],
  [{ ...json, responseSchema: object, responseJsonSchema: jsonSchema }, /Only one of/],
  [{ ...json, responseSchema: { type: 'ARRAY' } }, /response_schema\.items: missing field/],
  [{ ...json, responseSchema: { type: 'OBJECT' } }, /properties: should be non-empty for OBJECT type/],
  [{ ...json, responseSchema: { ...object, required: ['tone'] } }, /required\[0\]: property is not defined/],
  [{ ...json, responseJsonSchema: large }, many],
])('%j is refused', async (config, words) => {
  const { error } = await ask(config)
  expect(error).toMatchObject({ code: 400, message: expect.stringMatching(words) })
})

test('a lighter model hides the reason in the details', async () => {
  const { error } = await ask({ ...json, responseJsonSchema: large }, 'gemini-3.1-flash-lite')
  expect(error?.message).toBe('Request contains an invalid argument.')
  expect(error?.details?.[0]?.fieldViolations[0]?.description).toBe(many)
})
