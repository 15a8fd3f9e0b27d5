import { describe, expect, test } from 'vitest'
import { createHandle } from './handle.ts'
import { noPace } from './plan.ts'
import type { GenerateContentResponse } from '../gemini/types.ts'

const handle = createHandle({ pace: noPace })

const ask = (model: string, body: object, verb = 'generateContent') =>
  handle(
    new Request(`https://emulator.invalid/v1beta/models/${model}:${verb}`, {
      method: 'POST',
      body: JSON.stringify({ contents: [{ parts: [{ text: 'Say hello.' }] }], ...body }),
    }),
  )

const answered = async (...args: Parameters<typeof ask>) => {
  const response = await ask(...args)
  const text = await response.text()
  expect(text, text).not.toContain('"error"')
  return JSON.parse(text) as GenerateContentResponse
}

const refused = async (model: string, generationConfig: object, more: object = {}) => {
  const { error } = (await (await ask(model, { generationConfig, ...more })).json()) as {
    error?: { message: string }
  }
  return error?.message ?? ''
}

const thinking = (thinkingConfig: object) => ({ thinkingConfig })

const thoughts = async (model: string, config?: object) =>
  (await answered(model, { generationConfig: config ?? {} })).usageMetadata?.thoughtsTokenCount ?? 0

/** Width and height stand in the first chunk of a PNG. */
async function drawn(imageConfig: object) {
  const { candidates, usageMetadata } = await answered('demo-image', {
    generationConfig: { responseModalities: ['IMAGE'], imageConfig },
  })
  const png = Buffer.from(candidates?.[0]?.content?.parts?.[0]?.inlineData?.data ?? '', 'base64')
  return [png.readUInt32BE(16), png.readUInt32BE(20), usageMetadata?.candidatesTokenCount]
}

const soundOf = async (generationConfig: object, more: object = {}) =>
  (await answered('demo-speech', { generationConfig, ...more })).candidates?.[0]?.content?.parts?.[0]
    ?.inlineData

describe('thinking', () => {
  test.each([
    ['demo-flash', 'XHIGH', 'Thinking level XHIGH is not supported for this model.'],
    ['demo-pro', 'MINIMAL', 'Thinking level MINIMAL is not supported for this model.'],
    ['demo-lite', 'LOW', 'Thinking level is not supported for this model.'],
    ['gemini-2.5-flash', 'LOW', 'Thinking level is not supported for this model.'],
    ['gemma-4-31b-it', 'LOW', 'Thinking level LOW is not supported for this model.'],
  ])('%s refuses %s', async (model, thinkingLevel, words) => {
    expect(await refused(model, thinking({ thinkingLevel }))).toBe(words)
  })

  test.each([
    ['demo-flash', 'minimal'],
    ['demo-pro', 'XHIGH'],
    ['gemma-4-31b-it', 'HIGH'],
  ])('%s takes %s, in small letters too', async (model, thinkingLevel) => {
    expect(await refused(model, thinking({ thinkingLevel }))).toBe('')
  })

  test.each([
    ['gemini-2.5-pro', 0, 'Budget 0 is invalid. This model only works in thinking mode.'],
    ['gemini-3.5-flash', 0, 'Budget 0 is invalid. This model only works in thinking mode.'],
    ['gemini-2.5-pro', 64, 'Please choose a value between 128 and 32768, or -1.'],
    ['demo-lite', 64, 'Please choose a value between 512 and 24576, 0, or -1.'],
    ['demo-pro', 1024, 'Thinking budget is not supported for this model.'],
  ])('%s refuses a budget of %i', async (model, thinkingBudget, words) => {
    expect(await refused(model, thinking({ thinkingBudget }))).toContain(words)
  })

  test('the lightest model thinks only when a budget asks for it, and more the more a level asks for', async () => {
    expect(await thoughts('demo-lite')).toBe(0)
    expect(await thoughts('demo-lite', thinking({ thinkingBudget: 0 }))).toBe(0)
    expect(await thoughts('demo-lite', thinking({ thinkingBudget: -1 }))).toBeGreaterThan(0)
    const [low, high, most] = await Promise.all(
      ['LOW', 'HIGH', 'XHIGH'].map((thinkingLevel) => thoughts('demo-pro', thinking({ thinkingLevel }))),
    )
    expect(high).toBeGreaterThan(low!)
    expect(most).toBeGreaterThan(high!)
  })
})

describe('pictures', () => {
  test('have the ratio and the size that were asked for', async () => {
    expect(await drawn({})).toEqual([320, 320, 1120])
    expect(await drawn({ aspectRatio: '16:9' })).toEqual([427, 240, 1120])
    expect(await drawn({ aspectRatio: '1:4', imageSize: '512' })).toEqual([80, 320, 747])
    expect(await drawn({ imageSize: '2K' })).toEqual([640, 640, 1680])
  })

  test.each([
    ['demo-image', { aspectRatio: '7:5' }, 'aspect_ratio must be one of'],
    ['gemini-3-pro-image', { aspectRatio: '1:8' }, 'aspect_ratio must be one of'],
    ['gemini-3-pro-image', { imageSize: '512' }, 'image_size must be one of 1K, 2K, 4K.'],
    ['gemini-2.5-flash-image', { imageSize: '1K' }, 'image_size is not supported by this model.'],
    ['demo-flash', { aspectRatio: '1:1' }, 'Image config is not enabled for models/demo-flash'],
  ])('%s refuses %j', async (model, imageConfig, words) => {
    expect(await refused(model, { imageConfig })).toContain(words)
  })
})

const voiced = (voiceName: string) => ({
  speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName } } },
})
const dialogue = (...speakers: string[]) => ({
  speechConfig: {
    multiSpeakerVoiceConfig: {
      speakerVoiceConfigs: speakers.map((speaker, at) => ({
        speaker,
        voiceConfig: { prebuiltVoiceConfig: { voiceName: at === 0 ? 'Kore' : 'Puck' } },
      })),
    },
  },
})

describe('speech', () => {
  test('of the newest kind is a WAV file at once, and headerless samples in a stream', async () => {
    const whole = await soundOf({})
    expect(whole?.mimeType).toBe('audio/wav')
    const file = Buffer.from(whole!.data, 'base64')
    expect([file.toString('latin1', 0, 4), file.readUInt32LE(24)]).toEqual(['RIFF', 24_000])
    const text = await (await ask('demo-speech', {}, 'streamGenerateContent')).text()
    const chunks = (JSON.parse(text) as GenerateContentResponse[]).flatMap(
      ({ candidates }) =>
        candidates?.[0]?.content?.parts?.flatMap(({ inlineData }) => inlineData ?? []) ?? [],
    )
    expect(chunks.length).toBeGreaterThan(2)
    expect(new Set(chunks.map(({ mimeType }) => mimeType))).toEqual(
      new Set(['audio/L16;codec=pcm;rate=24000']),
    )
    expect(Buffer.concat(chunks.map(({ data }) => Buffer.from(data, 'base64')))).toEqual(file.subarray(44))
  })

  test('of an earlier kind has no header', async () => {
    const { candidates } = await answered('gemini-2.5-flash-preview-tts', {
      generationConfig: { responseModalities: ['AUDIO'] },
    })
    expect(candidates?.[0]?.content?.parts?.[0]?.inlineData?.mimeType).toBe('audio/L16;rate=24000')
  })

  test('each voice has its own sound, and a dialogue one of each', async () => {
    const [kore, puck] = [await soundOf(voiced('Kore')), await soundOf(voiced('Puck'))]
    expect(kore?.data).not.toBe(puck?.data)
    const both = await soundOf(dialogue('Joe', 'Jane'), {
      contents: [
        {
          parts: [
            { text: 'How are you?', speechMetadata: { speaker: 'Joe', style: 'curious' } },
            { text: 'Fine!', speechMetadata: { speaker: 'Jane' } },
          ],
        },
      ],
    })
    expect(Buffer.from(both!.data, 'base64').length).toBe(
      44 + 2 * (Buffer.from(kore!.data, 'base64').length - 44),
    )
  })

  test.each([
    ['a voice that there is not', voiced('kore'), 'Voice name kore is not supported.'],
    ['one speaker alone', dialogue('Joe'), 'exactly two speakers are supported, got 1.'],
    ['a turn without a speaker', dialogue('Joe', 'Jane'), 'speech_metadata.speaker'],
  ])('refuses %s', async (_, config, words) => {
    expect(await refused('demo-speech', config)).toContain(words)
  })

  test('is not what a model of text does', async () => {
    expect(await refused('demo-flash', voiced('Kore'))).toBe(
      'Speech config is not enabled for models/demo-flash',
    )
  })
})

test('the tier that serves is in the body and in a header', async () => {
  const response = await ask('demo-flash', { serviceTier: 'flex', store: false })
  expect(response.headers.get('x-gemini-service-tier')).toBe('flex')
  expect(((await response.json()) as GenerateContentResponse).usageMetadata?.serviceTier).toBe('flex')
  expect((await ask('demo-flash', {})).headers.get('x-gemini-service-tier')).toBe('standard')
})
