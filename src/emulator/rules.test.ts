import { describe, expect, it } from 'vitest'
import { createHandle } from './handle.ts'
import { noPace } from './plan.ts'
import { sign } from './signature.ts'

const handle = createHandle({ pace: noPace })

async function ask(body: object, model = 'demo-flash') {
  const contents = [{ role: 'user', parts: [{ text: 'Hi' }] }]
  const request = new Request(`https://emulator.invalid/v1beta/models/${model}:generateContent`, {
    method: 'POST',
    body: JSON.stringify({ contents, ...body }),
  })
  const response = await handle(request)
  const { error } = (await response.json()) as { error?: { message: string } }
  return { status: response.status, message: error?.message ?? '' }
}

const config = (generationConfig: object) => ({ generationConfig })
const user = (...parts: object[]) => ({ role: 'user', parts })
const model = (...parts: object[]) => ({ role: 'model', parts })
const call = (extra: object = {}) => model({ functionCall: { name: 'f', args: {} }, ...extra })
const result = user({ functionResponse: { name: 'f', response: { output: 1 } } })

describe('a request is refused', () => {
  it.each<[string, object, string, string]>([
    [
      'with two spellings of a format',
      config({
        responseMimeType: 'application/json',
        responseSchema: { type: 'STRING' },
        responseFormat: { text: { mimeType: 'application/json', schema: { type: 'string' } } },
      }),
      'demo-flash',
      'Only one of response_format.text',
    ],
    [
      'for nothing but text of a model that speaks',
      {},
      'gemini-2.5-flash-preview-tts',
      'response modalities (TEXT)',
    ],
    ['without contents', { contents: [] }, 'demo-flash', 'contents is not specified'],
    ['without parts', { contents: [{ role: 'user' }] }, 'demo-flash', 'contents.parts must not be empty'],
    ['with an empty part', { contents: [user({})] }, 'demo-flash', 'must have one initialized field'],
    [
      'with two data fields in a part',
      { contents: [user({ text: 'a', inlineData: {} })] },
      'demo-flash',
      '(oneof)',
    ],
    [
      'with a strange role',
      { contents: [{ ...user({ text: 'a' }), role: 'system' }] },
      'demo-flash',
      'valid role: user, model',
    ],
    [
      'ending with a model turn',
      { contents: [user({ text: 'a' }), model({ text: 'b' })] },
      'gemini-3.6-flash',
      'ending with a model turn',
    ],
    ['above the temperature of the model', config({ temperature: 1.5 }), 'demo-image', '[0, 1]'],
    ['with top K on a model without it', config({ topK: 3 }), 'demo-lite', 'top_k is not supported'],
    ['with six stop sequences', config({ stopSequences: [...'abcdef'] }), 'demo-flash', 'at most 5'],
    ['with nine candidates', config({ candidateCount: 9 }), 'demo-flash', '[1, 8]'],
    [
      'with two candidates of Gemini 3',
      config({ candidateCount: 2 }),
      'gemini-3.6-flash',
      'Multiple candidates',
    ],
    ['above the output limit', config({ maxOutputTokens: 9000 }), 'demo-lite', '8193 (exclusive)'],
    [
      'with budget and level',
      config({ thinkingConfig: { thinkingBudget: 5, thinkingLevel: 'LOW' } }),
      'demo-flash',
      'only one of thinking',
    ],
    [
      'with a level before Gemini 3',
      config({ thinkingConfig: { thinkingLevel: 'LOW' } }),
      'gemini-2.5-flash',
      'level is not supported',
    ],
    [
      'with thinking where there is none',
      config({ thinkingConfig: {} }),
      'gemini-2.0-flash',
      'Thinking is not enabled',
    ],
    [
      'with thinking off on a pro model',
      config({ thinkingConfig: { thinkingBudget: 0 } }),
      'gemini-2.5-pro',
      'only works in thinking mode',
    ],
    [
      'with a thinking budget of Gemini 4',
      config({ thinkingConfig: { thinkingBudget: 100 } }),
      'demo-pro',
      'budget is not supported',
    ],
    [
      'with minimal thinking of Gemini 4',
      config({ thinkingConfig: { thinkingLevel: 'MINIMAL' } }),
      'demo-pro',
      'MINIMAL is not supported',
    ],
    [
      'with two candidates of a strict demo model',
      config({ candidateCount: 2 }),
      'demo-pro',
      'Multiple candidates',
    ],
    ['with a penalty of a strict demo model', config({ presencePenalty: 1 }), 'demo-pro', 'Penalty'],
    ['with logprobs of a strict demo model', config({ responseLogprobs: true }), 'demo-pro', 'Logprobs'],
    ['with logprobs alone', config({ logprobs: 3 }), 'demo-lite', 'response_logprobs'],
    [
      'with a schema but no type',
      config({ responseSchema: { type: 'STRING' } }),
      'demo-flash',
      'response_mime_type',
    ],
    [
      'with an unknown category',
      { safetySettings: [{ category: 'X', threshold: 'OFF' }] },
      'demo-flash',
      'Invalid value at \'safety_settings[0].category\' (type.googleapis.com/google.ai.generativelanguage.v1beta.HarmCategory), "X"',
    ],
    [
      'with a category of old',
      { safetySettings: [{ category: 1, threshold: 4 }] },
      'demo-flash',
      'element predicate failed',
    ],
    [
      'with a category twice',
      { safetySettings: [7, 7].map((category) => ({ category, threshold: 4 })) },
      'demo-flash',
      'duplicate category',
    ],
    [
      'with text for a number',
      config({ temperature: 'hot' }),
      'demo-flash',
      '\'generation_config.temperature\' (TYPE_FLOAT), "hot"',
    ],
    [
      'with broken base64',
      { contents: [user({ inlineData: { mimeType: 'image/png', data: '###' } })] },
      'demo-flash',
      'Base64 decoding failed',
    ],
    [
      'with images wanted of a text model',
      config({ responseModalities: ['IMAGE'] }),
      'demo-flash',
      'response modalities',
    ],
    [
      'with JSON and functions on 2.5',
      {
        ...config({ responseMimeType: 'application/json' }),
        tools: [{ functionDeclarations: [{ name: 'f' }] }],
      },
      'gemini-2.5-flash',
      'Function calling with a response mime type',
    ],
    [
      'with an unsigned function call',
      { contents: [user({ text: 'a' }), call(), result] },
      'gemini-3.6-flash',
      '`default_api:f`, position 2',
    ],
    [
      'with an altered signature',
      { contents: [user({ text: 'a' }), call({ thoughtSignature: btoa('something else') }), result] },
      'demo-flash',
      'Corrupted thought signature',
    ],
  ])('%s', async (_, body, id, words) => {
    const { status, message } = await ask(body, id)
    expect(message).toContain(words)
    expect(status).toBe(400)
  })
})

describe('a request is taken', () => {
  it.each<[string, object, string]>([
    [
      'in snake_case',
      {
        system_instruction: { parts: { text: 'a' } },
        generation_config: { top_p: 0.5, stop_sequences: ['x'] },
      },
      'demo-flash',
    ],
    ['with enum numbers', { safetySettings: [{ category: 7, threshold: 4 }] }, 'demo-flash'],
    [
      'with a signature given out here',
      { contents: [user({ text: 'a' }), call({ thoughtSignature: sign('x', 50) }), result] },
      'demo-flash',
    ],
    [
      'with the documented stand-in',
      {
        contents: [
          user({ text: 'a' }),
          call({ thoughtSignature: 'skip_thought_signature_validator' }),
          result,
        ],
      },
      'demo-flash',
    ],
    [
      'with an unsigned call of an earlier turn',
      { contents: [user({ text: 'a' }), call(), result, model({ text: 'b' }), user({ text: 'c' })] },
      'demo-flash',
    ],
    [
      'with an unsigned call before Gemini 3',
      { contents: [user({ text: 'a' }), call(), result] },
      'gemini-2.5-flash',
    ],
    ['with null for a field', config({ topK: null }), 'demo-lite'],
  ])('%s', async (_, body, id) => {
    expect(await ask(body, id)).toEqual({ status: 200, message: '' })
  })
})
